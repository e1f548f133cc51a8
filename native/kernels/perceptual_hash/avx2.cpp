#include "kernels/perceptual_hash/perceptual_hash.h"

#include <immintrin.h>
#include <stddef.h>  // ptrdiff_t

#include "core/isa.h"

FIGSIFT_AVX2_BEGIN

namespace figsift {
namespace {

// Eight pixels, in eight lanes. 38470 does not fit a signed 16-bit factor, its half does:
// sum = (R, G) . (19595, 19235) + (G, B) . (19235, 7471).
inline __m256i luma8(const uint8_t* in) {
  const __m256i v =
      _mm256_inserti128_si256(_mm256_castsi128_si256(_mm_loadu_si128(reinterpret_cast<const __m128i*>(in))),
                              _mm_loadu_si128(reinterpret_cast<const __m128i*>(in + 12)), 1);
  const __m256i red_green = _mm256_shuffle_epi8(
      v, _mm256_broadcastsi128_si256(_mm_setr_epi8(0, -1, 1, -1, 3, -1, 4, -1, 6, -1, 7, -1, 9, -1, 10, -1)));
  const __m256i green_blue = _mm256_shuffle_epi8(
      v, _mm256_broadcastsi128_si256(_mm_setr_epi8(1, -1, 2, -1, 4, -1, 5, -1, 7, -1, 8, -1, 10, -1, 11, -1)));
  const __m256i sum = _mm256_add_epi32(_mm256_madd_epi16(red_green, _mm256_set1_epi32(19235 << 16 | 19595)),
                                       _mm256_madd_epi16(green_blue, _mm256_set1_epi32(7471 << 16 | 19235)));
  return _mm256_srli_epi32(_mm256_add_epi32(sum, _mm256_set1_epi32(0x8000)), 16);
}

}  // namespace

void luma_row_avx2(uint8_t* out, const uint8_t* in, int32_t width) {
  const __m256i order = _mm256_setr_epi32(0, 4, 1, 5, 2, 6, 3, 7);
  int32_t x = 0;
  // The last load reads 4 bytes beyond the 16th pixel.
  for (; x + 18 <= width; x += 16) {
    const uint8_t* const at = in + static_cast<ptrdiff_t>(x) * 3;
    const __m256i words = _mm256_packus_epi32(luma8(at), luma8(at + 24));
    const __m256i bytes = _mm256_permutevar8x32_epi32(_mm256_packus_epi16(words, words), order);
    _mm_storeu_si128(reinterpret_cast<__m128i*>(out + x), _mm256_castsi256_si128(bytes));
  }
  luma_row_scalar(out + x, in + static_cast<ptrdiff_t>(x) * 3, width - x);
}

}  // namespace figsift

FIGSIFT_ISA_END
