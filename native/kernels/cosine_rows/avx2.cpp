#include <immintrin.h>

#include "core/isa.h"
#include "kernels/cosine_rows/cosine_rows.h"

FIGSIFT_AVX2_BEGIN

namespace figsift {

double dot_avx2(const float* x, const float* y, int64_t d) {
  // Four accumulators of four lanes: a[0..3], a[4..7], a[8..11], a[12..15].
  __m256d a0 = _mm256_setzero_pd(), a1 = a0, a2 = a0, a3 = a0;
  int64_t i = 0;
  for (; i + 16 <= d; i += 16) {
    a0 = _mm256_fmadd_pd(_mm256_cvtps_pd(_mm_loadu_ps(x + i)), _mm256_cvtps_pd(_mm_loadu_ps(y + i)), a0);
    a1 = _mm256_fmadd_pd(_mm256_cvtps_pd(_mm_loadu_ps(x + i + 4)), _mm256_cvtps_pd(_mm_loadu_ps(y + i + 4)), a1);
    a2 = _mm256_fmadd_pd(_mm256_cvtps_pd(_mm_loadu_ps(x + i + 8)), _mm256_cvtps_pd(_mm_loadu_ps(y + i + 8)), a2);
    a3 = _mm256_fmadd_pd(_mm256_cvtps_pd(_mm_loadu_ps(x + i + 12)), _mm256_cvtps_pd(_mm_loadu_ps(y + i + 12)), a3);
  }
  alignas(32) double a[16];
  _mm256_store_pd(a, a0);
  _mm256_store_pd(a + 4, a1);
  _mm256_store_pd(a + 8, a2);
  _mm256_store_pd(a + 12, a3);
  for (int64_t j = 0; i < d; ++i, ++j) a[j] += static_cast<double>(x[i]) * static_cast<double>(y[i]);
  const __m256d b0 = _mm256_add_pd(_mm256_load_pd(a), _mm256_load_pd(a + 8));
  const __m256d b1 = _mm256_add_pd(_mm256_load_pd(a + 4), _mm256_load_pd(a + 12));
  const __m256d c = _mm256_add_pd(b0, b1);
  const __m128d e = _mm_add_pd(_mm256_castpd256_pd128(c), _mm256_extractf128_pd(c, 1));
  return _mm_cvtsd_f64(e) + _mm_cvtsd_f64(_mm_unpackhi_pd(e, e));
}

}  // namespace figsift

FIGSIFT_ISA_END
