// The law on the processor, for rows that do not lie on the device and for pairs too few to send there: the same bits.
#pragma once

#include <vector>

#include "backends/cuda_engine.cuh"

namespace figsift {

class HostLaw {
 public:
  HostLaw(const FsEngine& left, const FsEngine& right);

  double of_rows(uint32_t left_row, uint32_t right_row) const;
  double of_positions(uint32_t left_position, uint32_t right_position) const;

 private:
  const FsEngine &left_, &right_;
  mutable std::vector<float> scratch_[2];
};

}  // namespace figsift
