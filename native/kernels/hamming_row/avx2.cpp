#include <immintrin.h>

#include "core/isa.h"
#include "kernels/hamming_row/hamming_row.h"

FIGSIFT_AVX2_BEGIN

namespace figsift {

int64_t hamming_row_avx2(uint32_t* columns, uint64_t hash, const uint64_t* others, int64_t count, int32_t radius) {
  // Bits of a nibble by table lookup, then the bytes of each 64-bit lane summed.
  const __m256i table = _mm256_setr_epi8(0, 1, 1, 2, 1, 2, 2, 3, 1, 2, 2, 3, 2, 3, 3, 4,  //
                                         0, 1, 1, 2, 1, 2, 2, 3, 1, 2, 2, 3, 2, 3, 3, 4);
  const __m256i nibble = _mm256_set1_epi8(0x0f), zero = _mm256_setzero_si256();
  const __m256i own = _mm256_set1_epi64x(static_cast<int64_t>(hash));
  const __m256i most = _mm256_set1_epi64x(radius);
  int64_t found = 0, j = 0;
  for (; j + 4 <= count; j += 4) {
    const __m256i x = _mm256_xor_si256(own, _mm256_loadu_si256(reinterpret_cast<const __m256i*>(others + j)));
    const __m256i low = _mm256_shuffle_epi8(table, _mm256_and_si256(x, nibble));
    const __m256i high = _mm256_shuffle_epi8(table, _mm256_and_si256(_mm256_srli_epi16(x, 4), nibble));
    const __m256i bits = _mm256_sad_epu8(_mm256_add_epi8(low, high), zero);
    auto mask = ~static_cast<uint32_t>(_mm256_movemask_pd(_mm256_castsi256_pd(_mm256_cmpgt_epi64(bits, most)))) & 0xfu;
    for (; mask != 0; mask &= mask - 1) {
      columns[found++] = static_cast<uint32_t>(j) + static_cast<uint32_t>(__builtin_ctz(mask));
    }
  }
  for (; j < count; ++j) {
    if (__builtin_popcountll(hash ^ others[j]) <= radius) columns[found++] = static_cast<uint32_t>(j);
  }
  return found;
}

}  // namespace figsift

FIGSIFT_ISA_END
