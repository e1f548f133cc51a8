#include "kernels/perceptual_hash/perceptual_hash.h"

#include <stddef.h>  // ptrdiff_t

#include "core/isa.h"
#include "core/pixel_avx2.h"

FIGSIFT_AVX2_BEGIN

namespace figsift {

void luma_row_avx2(uint8_t* out, const uint8_t* in, int32_t width) {
  const __m256i order = _mm256_setr_epi32(0, 4, 1, 5, 2, 6, 3, 7);
  int32_t x = 0;
  // The last load reads 4 bytes beyond the 16th pixel.
  for (; x + 18 <= width; x += 16) {
    const uint8_t* const at = in + static_cast<ptrdiff_t>(x) * 3;
    const __m256i words =
        _mm256_packus_epi32(luma8_avx2<3>(load_rgb8_avx2(at)), luma8_avx2<3>(load_rgb8_avx2(at + 24)));
    const __m256i bytes = _mm256_permutevar8x32_epi32(_mm256_packus_epi16(words, words), order);
    _mm_storeu_si128(reinterpret_cast<__m128i*>(out + x), _mm256_castsi256_si128(bytes));
  }
  luma_row_scalar(out + x, in + static_cast<ptrdiff_t>(x) * 3, width - x);
}

}  // namespace figsift

FIGSIFT_ISA_END
