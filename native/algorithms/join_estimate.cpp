#include "algorithms/join_estimate.h"

#include <algorithm>  // std::max

#include "algorithms/cost_model.h"

namespace figsift {
namespace {

// Of one row of an operand (operand.h) and its engine, at the worst moment: while rows are collapsed or put in order.
double row_bytes(const int64_t (&width)[2]) {
  const double stages = width[0] == width[1] ? 1 : 2;
  const double kept = static_cast<double>(width[1]) + 8 + 8 * stages;       // codes, square, residual and code square
  const double order = 4 + static_cast<double>(width[0]) + 4 + 4 * stages;  // positions, panels, starts
  const double collapse = 8 + 16 + 4;                                       // digest, entry to sort, order
  return kept + std::max(order, collapse) + 1;
}

}  // namespace

JoinEstimate estimate_join(const FsBackend& backend, const FsCall& call, const PlanRequest& request) {
  const Plan plan = make_plan(backend, call, request);
  const auto d = static_cast<double>(request.a.cols);
  const double n = request.counts[0], m = request.counts[1];
  JoinEstimate out = {{plan.width[0], plan.width[1]}, {plan.expected_share[0], plan.expected_share[1]}, 0, 0, 0};
  out.pairs = request.b == nullptr ? n * (n - 1) / 2 : n * m;
  out.nanoseconds = plan.expected_nanoseconds;
  if (out.nanoseconds == 0 && plan.is_screened()) {
    // Nothing is known of the rows: nothing is pruned.
    const CostModel cost;
    out.nanoseconds = cost.coding(n + m, request.a.cols, plan.width[0]) + cost.screen(out.pairs, plan.width[0]);
  }
  // Rows coded, the basis, and a sample with its images.
  out.bytes = (n + m) * row_bytes(out.width) + d * static_cast<double>(plan.width[1]) * 4 + 4096 * d * 4;
  return out;
}

}  // namespace figsift
