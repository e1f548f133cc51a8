#include <immintrin.h>

#include "core/isa.h"
#include "kernels/score_tile/score_tile.h"

FIGSIFT_AVX512_BEGIN

namespace figsift {
namespace {

// Coordinates per pass: 8 x 32 rows of them are 80 KiB, which the second cache holds beside the tile's sums.
constexpr int64_t kDepth = 512;
constexpr int64_t kStrip = 8;

// 8 rows against one or two panels: 8 or 16 chains of fused multiply-adds.
template <int kPanels>
void score_strip(float* out, int64_t width, const float* left, const float* right, int64_t stride, int64_t depth,
                 bool first) {
  __m512 sums[kStrip][kPanels];
  for (int64_t r = 0; r < kStrip; ++r) {
    for (int64_t p = 0; p < kPanels; ++p) {
      sums[r][p] = first ? _mm512_setzero_ps() : _mm512_loadu_ps(out + r * width + p * kPanelRows);
    }
  }
  for (int64_t k = 0; k < depth; ++k) {
    __m512 y[kPanels];
    for (int64_t p = 0; p < kPanels; ++p) y[p] = _mm512_loadu_ps(right + p * stride + k * kPanelRows);
    for (int64_t r = 0; r < kStrip; ++r) {
      const __m512 x = _mm512_set1_ps(left[k * kPanelRows + r]);
      for (int64_t p = 0; p < kPanels; ++p) sums[r][p] = _mm512_fmadd_ps(x, y[p], sums[r][p]);
    }
  }
  for (int64_t r = 0; r < kStrip; ++r) {
    for (int64_t p = 0; p < kPanels; ++p) _mm512_storeu_ps(out + r * width + p * kPanelRows, sums[r][p]);
  }
}

}  // namespace

void score_tile_avx512(float* out, const float* left, const float* right, int64_t left_panels, int64_t right_panels,
                       int64_t d) {
  const int64_t width = right_panels * kPanelRows;
  const int64_t stride = d * kPanelRows;
  for (int64_t begin = 0; begin < d; begin += kDepth) {
    const int64_t depth = d - begin < kDepth ? d - begin : kDepth;
    for (int64_t p = 0; p < right_panels; p += 2) {
      const float* y = right + p * stride + begin * kPanelRows;
      for (int64_t i = 0; i < left_panels * kPanelRows; i += kStrip) {
        const float* x = left + (i / kPanelRows) * stride + begin * kPanelRows + i % kPanelRows;
        float* sums = out + i * width + p * kPanelRows;
        if (p + 1 < right_panels) {
          score_strip<2>(sums, width, x, y, stride, depth, begin == 0);
        } else {
          score_strip<1>(sums, width, x, y, stride, depth, begin == 0);
        }
      }
    }
  }
}

int64_t reach_floor_avx512(uint32_t* columns, const float* scores, int64_t count, float floor) {
  int64_t found = 0;
  const __m512 least = _mm512_set1_ps(floor);
  __m512i index = _mm512_setr_epi32(0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15);
  for (int64_t j = 0; j < count; j += 16) {
    const int64_t rest = count - j;
    const auto valid = static_cast<__mmask16>(rest >= 16 ? 0xffffu : (1u << rest) - 1u);
    const __mmask16 mask = _mm512_mask_cmp_ps_mask(valid, _mm512_maskz_loadu_ps(valid, scores + j), least, _CMP_GE_OQ);
    if (mask != 0) {
      _mm512_mask_compressstoreu_epi32(columns + found, mask, index);
      found += __builtin_popcount(mask);
    }
    index = _mm512_add_epi32(index, _mm512_set1_epi32(16));
  }
  return found;
}

}  // namespace figsift

FIGSIFT_ISA_END
