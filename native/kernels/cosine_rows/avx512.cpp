#include <immintrin.h>

#include "core/isa.h"
#include "kernels/cosine_rows/cosine_rows.h"

FIGSIFT_AVX512_BEGIN

namespace figsift {

double dot_avx512(const float* x, const float* y, int64_t d) {
  __m512d low = _mm512_setzero_pd(), high = low;  // a[0..7], a[8..15]
  int64_t i = 0;
  for (; i + 16 <= d; i += 16) {
    low = _mm512_fmadd_pd(_mm512_cvtps_pd(_mm256_loadu_ps(x + i)), _mm512_cvtps_pd(_mm256_loadu_ps(y + i)), low);
    high =
        _mm512_fmadd_pd(_mm512_cvtps_pd(_mm256_loadu_ps(x + i + 8)), _mm512_cvtps_pd(_mm256_loadu_ps(y + i + 8)), high);
  }
  if (i < d) {
    // Lanes beyond the end add 0 * 0, which changes no accumulator: none of them is ever -0.
    const auto mask = static_cast<__mmask16>((1u << (d - i)) - 1u);
    const __m512 tail_x = _mm512_maskz_loadu_ps(mask, x + i), tail_y = _mm512_maskz_loadu_ps(mask, y + i);
    low = _mm512_fmadd_pd(_mm512_cvtps_pd(_mm512_castps512_ps256(tail_x)),
                          _mm512_cvtps_pd(_mm512_castps512_ps256(tail_y)), low);
    high = _mm512_fmadd_pd(_mm512_cvtps_pd(_mm512_extractf32x8_ps(tail_x, 1)),
                           _mm512_cvtps_pd(_mm512_extractf32x8_ps(tail_y, 1)), high);
  }
  const __m512d b = _mm512_add_pd(low, high);
  const __m256d c = _mm256_add_pd(_mm512_castpd512_pd256(b), _mm512_extractf64x4_pd(b, 1));
  const __m128d e = _mm_add_pd(_mm256_castpd256_pd128(c), _mm256_extractf128_pd(c, 1));
  return _mm_cvtsd_f64(e) + _mm_cvtsd_f64(_mm_unpackhi_pd(e, e));
}

}  // namespace figsift

FIGSIFT_ISA_END
