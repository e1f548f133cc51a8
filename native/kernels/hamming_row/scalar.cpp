#include <bit>

#include "kernels/hamming_row/hamming_row.h"

namespace figsift {

int64_t hamming_row_scalar(uint32_t* columns, uint64_t hash, const uint64_t* others, int64_t count, int32_t radius) {
  int64_t found = 0;
  for (int64_t j = 0; j < count; ++j) {
    if (std::popcount(hash ^ others[j]) <= radius) columns[found++] = static_cast<uint32_t>(j);
  }
  return found;
}

}  // namespace figsift
