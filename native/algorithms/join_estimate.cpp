#include "algorithms/join_estimate.h"

#include <algorithm>  // std::max, std::min

#include "algorithms/cost_model.h"

namespace figsift {
namespace {

// Of one row of an operand (operand.h) and its engine, at the worst moment: while rows are collapsed or arranged.
double row_bytes(const int64_t (&width)[2], int64_t leading) {
  const double stages = width[0] == width[1] ? 1 : 2;
  const double kept = static_cast<double>(width[1]) + 8 + 8 * stages;       // codes, square, residual and code square
  const double arranged = 12 + static_cast<double>(width[0]) + 4 * stages;  // order twice, code sum, panels, starts
  const double collapsed = 4 * static_cast<double>(leading) + 28;           // images, digest, entry to sort, order
  return kept + std::max(arranged, collapsed) + 9;                          // and a twin
}

// While a plan is made: a sample, two thirds of it turned and in panels, and its directions.
double plan_bytes(double rows, double cols) { return (std::min(rows, 3072.0) * 7 / 3 + 640) * cols * 4; }

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
    const CostModel cost = {*backend.costs};
    const int64_t cols = request.a.cols, width = plan.width[0];
    out.nanoseconds = cost.coding(n + m, cols) + cost.projection(n + m, cols, width) + cost.screen(out.pairs, width);
  }
  const double basis = static_cast<double>(plan.basis.size()) * 4;
  out.bytes = std::max((n + m) * row_bytes(out.width, plan.leading) + 2 * basis, plan_bytes(n + m, d));
  return out;
}

}  // namespace figsift
