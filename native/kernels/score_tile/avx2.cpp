#include <immintrin.h>

#include "core/isa.h"
#include "kernels/score_tile/score_tile.h"

FIGSIFT_AVX2_BEGIN

namespace figsift {
namespace {

// Coordinates per pass: a strip of both operands stays in the caches, sums wait in `out` between passes.
constexpr int64_t kDepth = 512;
// 6 x 16 would fill the registers better but does not divide a panel; 4 x 16 has eight chains, which hide the latency.
constexpr int64_t kStrip = 4;

void score_strip(float* out, int64_t width, const float* left, const float* right, int64_t depth, bool first) {
  __m256 low[kStrip], high[kStrip];
  for (int64_t r = 0; r < kStrip; ++r) {
    low[r] = first ? _mm256_setzero_ps() : _mm256_loadu_ps(out + r * width);
    high[r] = first ? _mm256_setzero_ps() : _mm256_loadu_ps(out + r * width + 8);
  }
  for (int64_t k = 0; k < depth; ++k) {
    const __m256 y_low = _mm256_loadu_ps(right + k * kPanelRows);
    const __m256 y_high = _mm256_loadu_ps(right + k * kPanelRows + 8);
    for (int64_t r = 0; r < kStrip; ++r) {
      const __m256 x = _mm256_broadcast_ss(left + k * kPanelRows + r);
      low[r] = _mm256_fmadd_ps(x, y_low, low[r]);
      high[r] = _mm256_fmadd_ps(x, y_high, high[r]);
    }
  }
  for (int64_t r = 0; r < kStrip; ++r) {
    _mm256_storeu_ps(out + r * width, low[r]);
    _mm256_storeu_ps(out + r * width + 8, high[r]);
  }
}

}  // namespace

void score_tile_avx2(float* out, const float* left, const float* right, int64_t left_panels, int64_t right_panels,
                     int64_t d) {
  const int64_t width = right_panels * kPanelRows;
  for (int64_t begin = 0; begin < d; begin += kDepth) {
    const int64_t depth = d - begin < kDepth ? d - begin : kDepth;
    for (int64_t p = 0; p < right_panels; ++p) {
      const float* y = right + (p * d + begin) * kPanelRows;
      for (int64_t i = 0; i < left_panels * kPanelRows; i += kStrip) {
        const float* x = left + ((i / kPanelRows) * d + begin) * kPanelRows + i % kPanelRows;
        score_strip(out + i * width + p * kPanelRows, width, x, y, depth, begin == 0);
      }
    }
  }
}

int64_t reach_floor_avx2(uint32_t* columns, const float* scores, int64_t count, float floor) {
  int64_t found = 0, j = 0;
  const __m256 least = _mm256_set1_ps(floor);
  for (; j + 8 <= count; j += 8) {
    auto mask =
        static_cast<uint32_t>(_mm256_movemask_ps(_mm256_cmp_ps(_mm256_loadu_ps(scores + j), least, _CMP_GE_OQ)));
    for (; mask != 0; mask &= mask - 1) {
      columns[found++] = static_cast<uint32_t>(j) + static_cast<uint32_t>(__builtin_ctz(mask));
    }
  }
  for (; j < count; ++j) {
    if (scores[j] >= floor) columns[found++] = static_cast<uint32_t>(j);
  }
  return found;
}

}  // namespace figsift

FIGSIFT_ISA_END
