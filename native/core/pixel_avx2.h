// `luma` of core/pixel.h for eight pixels.
#pragma once

#include <immintrin.h>
#include <stdint.h>

#include "core/isa.h"

FIGSIFT_AVX2_BEGIN

namespace figsift {

// Eight RGB pixels, four in each half. Reads 28 bytes.
inline __m256i load_rgb8_avx2(const uint8_t* rgb) {
  return _mm256_inserti128_si256(_mm256_castsi128_si256(_mm_loadu_si128(reinterpret_cast<const __m128i*>(rgb))),
                                 _mm_loadu_si128(reinterpret_cast<const __m128i*>(rgb + 12)), 1);
}

// Eight lanes of grey. `pixels`: four in each half, kStride bytes from one to the next. 38470 does not fit a signed
// 16-bit factor, its half does: sum = (R, G) . (19595, 19235) + (G, B) . (19235, 7471).
template <int kStride>
inline __m256i luma8_avx2(__m256i pixels) {
  constexpr char a = kStride, b = 2 * kStride, c = 3 * kStride;
  const __m256i red_green = _mm256_shuffle_epi8(
      pixels,
      _mm256_broadcastsi128_si256(_mm_setr_epi8(0, -1, 1, -1, a, -1, a + 1, -1, b, -1, b + 1, -1, c, -1, c + 1, -1)));
  const __m256i green_blue =
      _mm256_shuffle_epi8(pixels, _mm256_broadcastsi128_si256(_mm_setr_epi8(1, -1, 2, -1, a + 1, -1, a + 2, -1, b + 1,
                                                                            -1, b + 2, -1, c + 1, -1, c + 2, -1)));
  const __m256i sum = _mm256_add_epi32(_mm256_madd_epi16(red_green, _mm256_set1_epi32(19235 << 16 | 19595)),
                                       _mm256_madd_epi16(green_blue, _mm256_set1_epi32(7471 << 16 | 19235)));
  return _mm256_srli_epi32(_mm256_add_epi32(sum, _mm256_set1_epi32(0x8000)), 16);
}

}  // namespace figsift

FIGSIFT_ISA_END
