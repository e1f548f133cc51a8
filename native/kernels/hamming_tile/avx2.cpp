#include <immintrin.h>

#include "core/isa.h"
#include "kernels/hamming_tile/hamming_tile.h"

FIGSIFT_AVX2_BEGIN

namespace figsift {

int64_t hamming_tile_avx2(uint32_t* out, const uint64_t* left, int64_t left_count, const uint64_t* right,
                          int64_t right_count, int32_t radius) {
  // Bits of a nibble by table lookup, then the bytes of each 64-bit lane summed.
  const __m256i table = _mm256_setr_epi8(0, 1, 1, 2, 1, 2, 2, 3, 1, 2, 2, 3, 2, 3, 3, 4,  //
                                         0, 1, 1, 2, 1, 2, 2, 3, 1, 2, 2, 3, 2, 3, 3, 4);
  const __m256i nibble = _mm256_set1_epi8(0x0f), zero = _mm256_setzero_si256();
  const __m256i most = _mm256_set1_epi64x(radius);
  int64_t found = 0;
  for (int64_t i = 0; i < left_count; ++i) {
    const __m256i own = _mm256_set1_epi64x(static_cast<int64_t>(left[i]));
    int64_t j = 0;
    for (; j + 4 <= right_count; j += 4) {
      const __m256i x = _mm256_xor_si256(own, _mm256_loadu_si256(reinterpret_cast<const __m256i*>(right + j)));
      const __m256i low = _mm256_shuffle_epi8(table, _mm256_and_si256(x, nibble));
      const __m256i high = _mm256_shuffle_epi8(table, _mm256_and_si256(_mm256_srli_epi16(x, 4), nibble));
      const __m256i bits = _mm256_sad_epu8(_mm256_add_epi8(low, high), zero);
      const auto beyond =
          static_cast<uint32_t>(_mm256_movemask_pd(_mm256_castsi256_pd(_mm256_cmpgt_epi64(bits, most))));
      for (uint32_t mask = ~beyond & 0xfu; mask != 0; mask &= mask - 1) {
        out[found++] = static_cast<uint32_t>(i << 16 | j) + static_cast<uint32_t>(__builtin_ctz(mask));
      }
    }
    for (; j < right_count; ++j) {
      if (__builtin_popcountll(left[i] ^ right[j]) <= radius) out[found++] = static_cast<uint32_t>(i << 16 | j);
    }
  }
  return found;
}

}  // namespace figsift

FIGSIFT_ISA_END
