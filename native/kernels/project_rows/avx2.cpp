#include <immintrin.h>

#include "core/isa.h"
#include "kernels/project_rows/project_rows.h"

FIGSIFT_AVX2_BEGIN

namespace figsift {
namespace {

constexpr int kStrip = 4;

template <int kRows>
void project_strip(float* out, int64_t width, const float* rows, const float* scales, const float* panel,
                   const float* shifts, int64_t d) {
  __m256 low[kRows], high[kRows];
  for (int r = 0; r < kRows; ++r) low[r] = high[r] = _mm256_setzero_ps();
  for (int64_t k = 0; k < d; ++k) {
    const __m256 b_low = _mm256_loadu_ps(panel + k * kBasisPanel);
    const __m256 b_high = _mm256_loadu_ps(panel + k * kBasisPanel + 8);
    for (int r = 0; r < kRows; ++r) {
      const __m256 x = _mm256_broadcast_ss(rows + r * d + k);
      low[r] = _mm256_fmadd_ps(x, b_low, low[r]);
      high[r] = _mm256_fmadd_ps(x, b_high, high[r]);
    }
  }
  for (int r = 0; r < kRows; ++r) {
    const __m256 scale = _mm256_broadcast_ss(scales + r);
    _mm256_storeu_ps(out + r * width, _mm256_sub_ps(_mm256_mul_ps(low[r], scale), _mm256_loadu_ps(shifts)));
    _mm256_storeu_ps(out + r * width + 8, _mm256_sub_ps(_mm256_mul_ps(high[r], scale), _mm256_loadu_ps(shifts + 8)));
  }
}

}  // namespace

void project_rows_avx2(float* out, const float* rows, const float* scales, int64_t count, const float* basis,
                       const float* shifts, int64_t panels, int64_t d) {
  const int64_t width = panels * kBasisPanel;
  for (int64_t p = 0; p < panels; ++p) {
    const float* panel = basis + p * d * kBasisPanel;
    const float* shift = shifts + p * kBasisPanel;
    float* column = out + p * kBasisPanel;
    int64_t i = 0;
    for (; i + kStrip <= count; i += kStrip) {
      project_strip<kStrip>(column + i * width, width, rows + i * d, scales + i, panel, shift, d);
    }
    for (; i < count; ++i) project_strip<1>(column + i * width, width, rows + i * d, scales + i, panel, shift, d);
  }
}

}  // namespace figsift

FIGSIFT_ISA_END
