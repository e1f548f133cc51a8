// What share of pairs a screen of some width would let through, from pairs of a sample.
#pragma once

#include <cstdint>
#include <vector>

#include "algorithms/basis.h"
#include "algorithms/sample.h"
#include "backends/backend.h"

namespace figsift {

struct SurvivorModel {
  std::vector<int64_t> widths;  // increasing; the last is all of space
  std::vector<double> shares;   // of pairs let through, at least one pair's worth
  // Share of pairs within the threshold's distance along the first 2, 3 and 8 directions: what an order of the rows
  // cannot rule out.
  double within_two = 1, within_three = 1, within_all = 1;

  double share_at(int64_t width) const;
};

SurvivorModel model_survivors(const FsBackend& backend, const FsCall& call, const Sample& sample,
                              const Directions& directions, double min_cosine);

}  // namespace figsift
