// The weights of a resize along one axis.
#pragma once

#include <vector>

#include "kernels/resample/resample.h"

namespace figsift {

// For the outputs [keep, keep + count) of `from` samples resized to `to`, in a level's form.
//
// A window of outputs keeps the weights it has in the full-size resize. An axis whose size does not change has one tap of
// weight 1 per output and returns every byte as it is, which is Pillow's skipping of the pass.
class ResampleAxis {
 public:
  // filter: FsFilter of backends/backend.h. 1 <= from <= kMaxResampleFrom; 1 <= to <= kMaxResampleTo; 0 <= keep, keep + count <= to.
  ResampleAxis(const ResampleLevel& level, int32_t from, int32_t to, int32_t keep, int32_t count, int32_t filter);

  const ResampleTaps* taps() const { return taps_.data(); }
  int32_t count() const { return static_cast<int32_t>(taps_.size()); }
  // The most groups that one output needs.
  int32_t max_groups() const { return max_groups_; }

 private:
  std::vector<ResampleTaps> taps_;
  std::vector<uint32_t> words_;
  int32_t max_groups_ = 0;
};

}  // namespace figsift
