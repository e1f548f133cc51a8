#include "kernels/perceptual_hash/perceptual_hash.h"

#include <stddef.h>  // ptrdiff_t

#include <algorithm>

#include "core/pixel.h"

namespace figsift {

void luma_row_scalar(uint8_t* out, const uint8_t* in, int32_t width) {
  for (int32_t x = 0; x < width; ++x) out[x] = luma(in + 3 * static_cast<ptrdiff_t>(x));
}

uint64_t hash_of_square(const uint8_t* square) {
  constexpr int kLow = 8;
  double columns[kHashSide][kHashSide];  // [x][frequency along y]
  for (int x = 0; x < kHashSide; ++x) {
    for (int y = 0; y < kHashSide; ++y) columns[x][y] = square[y * kHashSide + x];
    dct32(columns[x]);
  }
  double low[kLow * kLow];
  for (int i = 0; i < kLow; ++i) {
    double row[kHashSide];
    for (int x = 0; x < kHashSide; ++x) row[x] = columns[x][i];
    dct32(row);
    std::copy_n(row, kLow, low + i * kLow);
  }
  double sorted[kLow * kLow];
  std::copy_n(low, kLow * kLow, sorted);
  std::sort(sorted, sorted + kLow * kLow);
  const double median = (sorted[31] + sorted[32]) / 2;
  uint64_t hash = 0;
  for (const double coefficient : low) hash = hash << 1 | (coefficient > median ? 1u : 0u);
  return hash;
}

}  // namespace figsift
