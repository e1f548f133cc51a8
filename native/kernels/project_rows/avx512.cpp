#include <immintrin.h>

#include "core/isa.h"
#include "kernels/project_rows/project_rows.h"

FIGSIFT_AVX512_BEGIN

namespace figsift {
namespace {

// 8 rows against two panels: 16 chains hide the latency, 10 loads feed 16 products.
constexpr int kStrip = 8;

template <int kRows, int kPanels>
void project_strip(float* out, int64_t width, const float* rows, const float* scales, const float* panel,
                   const float* shifts, int64_t d) {
  __m512 sums[kRows][kPanels];
  for (int r = 0; r < kRows; ++r) {
    for (int p = 0; p < kPanels; ++p) sums[r][p] = _mm512_setzero_ps();
  }
  for (int64_t k = 0; k < d; ++k) {
    __m512 b[kPanels];
    for (int p = 0; p < kPanels; ++p) b[p] = _mm512_loadu_ps(panel + (p * d + k) * kBasisPanel);
    for (int r = 0; r < kRows; ++r) {
      const __m512 x = _mm512_set1_ps(rows[r * d + k]);
      for (int p = 0; p < kPanels; ++p) sums[r][p] = _mm512_fmadd_ps(x, b[p], sums[r][p]);
    }
  }
  for (int r = 0; r < kRows; ++r) {
    const __m512 scale = _mm512_set1_ps(scales[r]);
    for (int p = 0; p < kPanels; ++p) {
      const __m512 shift = _mm512_loadu_ps(shifts + p * kBasisPanel);
      _mm512_storeu_ps(out + r * width + p * kBasisPanel, _mm512_sub_ps(_mm512_mul_ps(sums[r][p], scale), shift));
    }
  }
}

template <int kPanels>
void project_panels(float* out, int64_t width, const float* rows, const float* scales, int64_t count,
                    const float* panel, const float* shifts, int64_t d) {
  int64_t i = 0;
  for (; i + kStrip <= count; i += kStrip) {
    project_strip<kStrip, kPanels>(out + i * width, width, rows + i * d, scales + i, panel, shifts, d);
  }
  for (; i < count; ++i) {
    project_strip<1, kPanels>(out + i * width, width, rows + i * d, scales + i, panel, shifts, d);
  }
}

}  // namespace

void project_rows_avx512(float* out, const float* rows, const float* scales, int64_t count, const float* basis,
                         const float* shifts, int64_t panels, int64_t d) {
  const int64_t width = panels * kBasisPanel;
  int64_t p = 0;
  for (; p + 2 <= panels; p += 2) {
    project_panels<2>(out + p * kBasisPanel, width, rows, scales, count, basis + p * d * kBasisPanel,
                      shifts + p * kBasisPanel, d);
  }
  if (p < panels) {
    project_panels<1>(out + p * kBasisPanel, width, rows, scales, count, basis + p * d * kBasisPanel,
                      shifts + p * kBasisPanel, d);
  }
}

}  // namespace figsift

FIGSIFT_ISA_END
