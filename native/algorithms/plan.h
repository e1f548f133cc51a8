// Which screens a join runs: their widths, from a model of what they cost on a sample of the rows.
#pragma once

#include <cstdint>
#include <vector>

#include "algorithms/sample.h"
#include "backends/backend.h"

namespace figsift {

enum class BasisKind : int32_t { kLeading = 0, kFull = 1, kIdentity = 2 };

struct Plan {
  // Widths of the screens; equal: one screen. 0: none, every pair is computed by the law.
  int64_t width[2] = {0, 0};
  BasisKind basis_kind = BasisKind::kIdentity;
  // Directions along which rows may be put in order; 0: an order does not pay. `leading_reach`: pairs in the answer lie
  // no further apart along them, errors included.
  int64_t leading = 0;
  double leading_reach = 0;
  // What the coding is made of. `basis` empty: identity.
  std::vector<float> basis, offset;
  double scale = 1, excess = 0;
  // Added to the measured residual of every row.
  double residual_margin = 0;
  // Share of pairs that the model expects behind each screen, and nanoseconds of one thread for everything.
  double expected_share[2] = {1, 1};
  double expected_nanoseconds = 0;

  bool is_screened() const { return width[0] > 0; }
  FsCoding coding() const {
    return {basis.empty() ? nullptr : basis.data(), offset.data(), scale, {width[0], width[1]}, leading};
  }
};

struct PlanRequest {
  FsRows a;
  const FsRows* b;  // null: self-join
  double min_cosine;
  // Widths to take instead of the cheapest; empty: the planner's choice.
  std::vector<int64_t> forced_widths;
  // Whether whole tiles may be ruled out by an order of the rows.
  bool may_order = true;
  // Rows to plan for, as if there were so many like those given; 0: as many as there are.
  double counts[2] = {0, 0};
};

Plan make_plan(const FsBackend& backend, const FsCall& call, const PlanRequest& request);

}  // namespace figsift
