#include <immintrin.h>

#include "core/isa.h"
#include "kernels/quantise_rows/quantise_rows.h"

FIGSIFT_AVX2_BEGIN

namespace figsift {
namespace {

double sum_lanes(__m256d low, __m256d high) {
  const __m256d half = _mm256_add_pd(low, high);
  const __m128d quarter = _mm_add_pd(_mm256_castpd256_pd128(half), _mm256_extractf128_pd(half, 1));
  return _mm_cvtsd_f64(quarter) + _mm_cvtsd_f64(_mm_unpackhi_pd(quarter, quarter));
}

}  // namespace

void quantise_rows_avx2(int8_t* codes, double* squares, double* errors, const float* rows, int64_t count, int64_t width,
                        int64_t stride, float scale) {
  const __m256 inverse = _mm256_set1_ps(1.0f / scale);
  const __m256 most = _mm256_set1_ps(127.0f), least = _mm256_set1_ps(-127.0f);
  const __m256d unit = _mm256_set1_pd(scale);
  const __m256i order = _mm256_setr_epi32(0, 1, 2, 3, 4, 5, 6, 7);
  for (int64_t i = 0; i < count; ++i) {
    __m256d square[2] = {_mm256_setzero_pd(), _mm256_setzero_pd()};
    __m256d error[2] = {_mm256_setzero_pd(), _mm256_setzero_pd()};
    for (int64_t k = 0; k < width; k += 8) {
      const int64_t rest = width - k < 8 ? width - k : 8;
      const __m256i valid = _mm256_cmpgt_epi32(_mm256_set1_epi32(static_cast<int32_t>(rest)), order);
      const __m256 p = _mm256_maskload_ps(rows + i * stride + k, valid);
      const __m256i q = _mm256_cvtps_epi32(_mm256_min_ps(_mm256_max_ps(_mm256_mul_ps(p, inverse), least), most));
      const __m128i halves[2] = {_mm256_castsi256_si128(q), _mm256_extracti128_si256(q, 1)};
      const __m128 values[2] = {_mm256_castps256_ps128(p), _mm256_extractf128_ps(p, 1)};
      const __m128i words = _mm_packs_epi32(halves[0], halves[1]);
      alignas(8) int8_t eight[8];
      _mm_storel_epi64(reinterpret_cast<__m128i*>(eight), _mm_packs_epi16(words, words));
      for (int64_t n = 0; n < rest; ++n) codes[i * width + k + n] = eight[n];
      for (int half = 0; half < 2; ++half) {
        const __m256d value = _mm256_cvtps_pd(values[half]);
        const __m256d e = _mm256_sub_pd(value, _mm256_mul_pd(unit, _mm256_cvtepi32_pd(halves[half])));
        square[half] = _mm256_add_pd(square[half], _mm256_mul_pd(value, value));
        error[half] = _mm256_add_pd(error[half], _mm256_mul_pd(e, e));
      }
    }
    squares[i] = sum_lanes(square[0], square[1]);
    errors[i] = sum_lanes(error[0], error[1]);
  }
}

}  // namespace figsift

FIGSIFT_ISA_END
