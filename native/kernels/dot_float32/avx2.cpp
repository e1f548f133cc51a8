#include <immintrin.h>

#include "core/isa.h"
#include "kernels/dot_float32/dot_float32.h"

FIGSIFT_AVX2_BEGIN

namespace figsift {

float dot_float32_avx2(const float* x, const float* y, int64_t d) {
  // As many chains as hide the latency of a multiply-add.
  __m256 sums[4] = {_mm256_setzero_ps(), _mm256_setzero_ps(), _mm256_setzero_ps(), _mm256_setzero_ps()};
  int64_t i = 0;
  for (; i + 32 <= d; i += 32) {
    for (int64_t n = 0; n < 4; ++n) {
      sums[n] = _mm256_fmadd_ps(_mm256_loadu_ps(x + i + 8 * n), _mm256_loadu_ps(y + i + 8 * n), sums[n]);
    }
  }
  for (; i + 8 <= d; i += 8) sums[0] = _mm256_fmadd_ps(_mm256_loadu_ps(x + i), _mm256_loadu_ps(y + i), sums[0]);
  const __m256 all = _mm256_add_ps(_mm256_add_ps(sums[0], sums[1]), _mm256_add_ps(sums[2], sums[3]));
  __m128 four = _mm_add_ps(_mm256_castps256_ps128(all), _mm256_extractf128_ps(all, 1));
  four = _mm_add_ps(four, _mm_movehl_ps(four, four));
  float sum = _mm_cvtss_f32(_mm_add_ss(four, _mm_movehdup_ps(four)));
  for (; i < d; ++i) sum += x[i] * y[i];
  return sum;
}

}  // namespace figsift

FIGSIFT_ISA_END
