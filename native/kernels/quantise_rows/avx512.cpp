#include <immintrin.h>

#include "core/isa.h"
#include "kernels/quantise_rows/quantise_rows.h"

FIGSIFT_AVX512_BEGIN

namespace figsift {
namespace {

double sum_lanes(__m512d lanes) {
  const __m256d half = _mm256_add_pd(_mm512_castpd512_pd256(lanes), _mm512_extractf64x4_pd(lanes, 1));
  const __m128d quarter = _mm_add_pd(_mm256_castpd256_pd128(half), _mm256_extractf128_pd(half, 1));
  return _mm_cvtsd_f64(quarter) + _mm_cvtsd_f64(_mm_unpackhi_pd(quarter, quarter));
}

}  // namespace

void quantise_rows_avx512(int8_t* codes, double* squares, double* errors, const float* rows, int64_t count,
                          int64_t width, int64_t stride, float scale) {
  const __m512 inverse = _mm512_set1_ps(1.0f / scale);
  const __m512 most = _mm512_set1_ps(127.0f), least = _mm512_set1_ps(-127.0f);
  const __m512d unit = _mm512_set1_pd(scale);
  for (int64_t i = 0; i < count; ++i) {
    __m512d square = _mm512_setzero_pd(), error = _mm512_setzero_pd();
    for (int64_t k = 0; k < width; k += 16) {
      const auto valid = static_cast<__mmask16>(width - k < 16 ? (1u << (width - k)) - 1u : 0xffffu);
      const __m512 p = _mm512_maskz_loadu_ps(valid, rows + i * stride + k);
      const __m512i q = _mm512_cvtps_epi32(_mm512_min_ps(_mm512_max_ps(_mm512_mul_ps(p, inverse), least), most));
      _mm_mask_storeu_epi8(codes + i * width + k, valid, _mm512_cvtepi32_epi8(q));
      const __m256 values[2] = {_mm512_castps512_ps256(p), _mm512_extractf32x8_ps(p, 1)};
      const __m256i chosen[2] = {_mm512_castsi512_si256(q), _mm512_extracti64x4_epi64(q, 1)};
      for (int half = 0; half < 2; ++half) {
        const __m512d value = _mm512_cvtps_pd(values[half]);
        const __m512d e = _mm512_sub_pd(value, _mm512_mul_pd(unit, _mm512_cvtepi32_pd(chosen[half])));
        square = _mm512_add_pd(square, _mm512_mul_pd(value, value));
        error = _mm512_add_pd(error, _mm512_mul_pd(e, e));
      }
    }
    squares[i] = sum_lanes(square);
    errors[i] = sum_lanes(error);
  }
}

}  // namespace figsift

FIGSIFT_ISA_END
