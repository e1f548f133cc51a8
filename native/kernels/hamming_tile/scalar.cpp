#include <bit>

#include "kernels/hamming_tile/hamming_tile.h"

namespace figsift {

int64_t hamming_tile_scalar(uint32_t* out, const uint64_t* left, int64_t left_count, const uint64_t* right,
                            int64_t right_count, int32_t radius) {
  int64_t found = 0;
  for (int64_t i = 0; i < left_count; ++i) {
    for (int64_t j = 0; j < right_count; ++j) {
      if (std::popcount(left[i] ^ right[j]) <= radius) out[found++] = static_cast<uint32_t>(i << 16 | j);
    }
  }
  return found;
}

}  // namespace figsift
