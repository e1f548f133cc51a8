#include <immintrin.h>

#include "core/isa.h"
#include "kernels/hamming_row/hamming_row.h"

FIGSIFT_AVX512_BEGIN

namespace figsift {

int64_t hamming_row_avx512(uint32_t* columns, uint64_t hash, const uint64_t* others, int64_t count, int32_t radius) {
  // VPOPCNTDQ is not in the level, so the bits of a nibble come from a table here too.
  const __m512i table = _mm512_broadcast_i32x4(_mm_setr_epi8(0, 1, 1, 2, 1, 2, 2, 3, 1, 2, 2, 3, 2, 3, 3, 4));
  const __m512i nibble = _mm512_set1_epi8(0x0f), zero = _mm512_setzero_si512();
  const __m512i own = _mm512_set1_epi64(static_cast<int64_t>(hash));
  const __m512i most = _mm512_set1_epi64(radius);
  int64_t found = 0;
  for (int64_t j = 0; j < count; j += 8) {
    const int64_t rest = count - j;
    const auto valid = static_cast<__mmask8>(rest >= 8 ? 0xffu : (1u << rest) - 1u);
    const __m512i x = _mm512_xor_si512(own, _mm512_maskz_loadu_epi64(valid, others + j));
    const __m512i low = _mm512_shuffle_epi8(table, _mm512_and_si512(x, nibble));
    const __m512i high = _mm512_shuffle_epi8(table, _mm512_and_si512(_mm512_srli_epi16(x, 4), nibble));
    const __m512i bits = _mm512_sad_epu8(_mm512_add_epi8(low, high), zero);
    uint32_t mask = _mm512_mask_cmple_epi64_mask(valid, bits, most);
    for (; mask != 0; mask &= mask - 1) {
      columns[found++] = static_cast<uint32_t>(j) + static_cast<uint32_t>(__builtin_ctz(mask));
    }
  }
  return found;
}

}  // namespace figsift

FIGSIFT_ISA_END
