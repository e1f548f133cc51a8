#include "kernels/preprocess/preprocess.h"

#include <immintrin.h>

#include "core/isa.h"

// Eight RGBA pixels at a time. Runs that are wholly opaque or wholly transparent, which is most of a figure, skip the
// arithmetic. Grey with alpha is rare and stays scalar.

FIGSIFT_AVX2_BEGIN

namespace figsift {
namespace {

// A store writes 32 bytes for 24: 11 pixels of room keep it inside the row.
constexpr int32_t kRoom = 11;

inline void store_rgb(uint8_t* out, __m256i rgba) {
  const __m256i squeeze =
      _mm256_broadcastsi128_si256(_mm_setr_epi8(0, 1, 2, 4, 5, 6, 8, 9, 10, 12, 13, 14, -1, -1, -1, -1));
  const __m256i join = _mm256_setr_epi32(0, 1, 2, 4, 5, 6, 3, 7);
  _mm256_storeu_si256(reinterpret_cast<__m256i*>(out),
                      _mm256_permutevar8x32_epi32(_mm256_shuffle_epi8(rgba, squeeze), join));
}

// 16-bit colours [.., alpha] and `background`, four pixels: the formula of the contract. All terms stay below 2^16.
inline __m256i blend(__m256i colour, __m256i background) {
  const __m256i spread =
      _mm256_broadcastsi128_si256(_mm_setr_epi8(6, 7, 6, 7, 6, 7, 6, 7, 14, 15, 14, 15, 14, 15, 14, 15));
  const __m256i alpha = _mm256_shuffle_epi8(colour, spread);
  const __m256i rest = _mm256_sub_epi16(_mm256_set1_epi16(255), alpha);
  __m256i t = _mm256_add_epi16(_mm256_mullo_epi16(colour, alpha), _mm256_mullo_epi16(background, rest));
  t = _mm256_add_epi16(t, _mm256_set1_epi16(128));
  return _mm256_srli_epi16(_mm256_add_epi16(t, _mm256_srli_epi16(t, 8)), 8);
}

}  // namespace

void composite_row_avx2(uint8_t* out, const uint8_t* in, int32_t width, int32_t channels, const uint8_t* background) {
  int32_t x = 0;
  if (channels == 4) {
    const __m256i zero = _mm256_setzero_si256();
    const __m256i alpha_bytes = _mm256_set1_epi32(static_cast<int>(0xFF000000u));
    const __m256i back = _mm256_set1_epi32(background[0] | background[1] << 8 | background[2] << 16);
    const __m256i back16 = _mm256_unpacklo_epi8(back, zero);
    for (; x + kRoom <= width; x += 8) {
      const __m256i v = _mm256_loadu_si256(reinterpret_cast<const __m256i*>(in + static_cast<ptrdiff_t>(x) * 4));
      __m256i result;
      if (_mm256_testc_si256(v, alpha_bytes)) {
        result = v;
      } else if (_mm256_testz_si256(v, alpha_bytes)) {
        result = back;
      } else {
        result = _mm256_packus_epi16(blend(_mm256_unpacklo_epi8(v, zero), back16),
                                     blend(_mm256_unpackhi_epi8(v, zero), back16));
      }
      store_rgb(out + static_cast<ptrdiff_t>(x) * 3, result);
    }
  }
  composite_row_scalar(out + static_cast<ptrdiff_t>(x) * (channels - 1), in + static_cast<ptrdiff_t>(x) * channels,
                       width - x, channels, background);
}

void drop_alpha_row_avx2(uint8_t* out, const uint8_t* in, int32_t width, int32_t channels) {
  int32_t x = 0;
  if (channels == 4) {
    for (; x + kRoom <= width; x += 8) {
      store_rgb(out + static_cast<ptrdiff_t>(x) * 3,
                _mm256_loadu_si256(reinterpret_cast<const __m256i*>(in + static_cast<ptrdiff_t>(x) * 4)));
    }
  }
  drop_alpha_row_scalar(out + static_cast<ptrdiff_t>(x) * (channels - 1), in + static_cast<ptrdiff_t>(x) * channels,
                        width - x, channels);
}

}  // namespace figsift

FIGSIFT_ISA_END
