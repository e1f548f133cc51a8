#include <immintrin.h>

#include "core/isa.h"
#include "kernels/hamming_tile/hamming_tile.h"

FIGSIFT_AVX2_BEGIN

namespace figsift {
namespace {

constexpr int64_t kLanes = 4;
constexpr int kVectors = 4;

// Bits of a nibble by table lookup, then the bytes of each 64-bit lane summed.
__m256i popcount(__m256i x) {
  const __m256i table = _mm256_setr_epi8(0, 1, 1, 2, 1, 2, 2, 3, 1, 2, 2, 3, 2, 3, 3, 4,  //
                                         0, 1, 1, 2, 1, 2, 2, 3, 1, 2, 2, 3, 2, 3, 3, 4);
  const __m256i nibble = _mm256_set1_epi8(0x0f);
  const __m256i low = _mm256_shuffle_epi8(table, _mm256_and_si256(x, nibble));
  const __m256i high = _mm256_shuffle_epi8(table, _mm256_and_si256(_mm256_srli_epi16(x, 4), nibble));
  return _mm256_sad_epu8(_mm256_add_epi8(low, high), _mm256_setzero_si256());
}

// Lanes of `bits` that are at most `most`; both have nothing in their upper halves.
uint32_t within(__m256i bits, __m256i most) {
  const __m256i beyond = _mm256_cmpgt_epi64(bits, most);
  return ~static_cast<uint32_t>(_mm256_movemask_pd(_mm256_castsi256_pd(beyond))) & 0xfu;
}

}  // namespace

int64_t hamming_tile_avx2(uint32_t* out, const uint64_t* left, int64_t left_count, const uint64_t* right,
                          int64_t right_count, int32_t radius) {
  const __m256i most = _mm256_set1_epi64x(radius);
  int64_t found = 0;
  for (int64_t i = 0; i < left_count; ++i) {
    const __m256i own = _mm256_set1_epi64x(static_cast<int64_t>(left[i]));
    const auto distances = [&](int64_t j) {
      return popcount(_mm256_xor_si256(own, _mm256_loadu_si256(reinterpret_cast<const __m256i*>(right + j))));
    };
    const auto emit = [&](uint32_t mask, int64_t j) {
      for (; mask != 0; mask &= mask - 1) {
        out[found++] = static_cast<uint32_t>(i << 16 | j) + static_cast<uint32_t>(__builtin_ctz(mask));
      }
    };
    int64_t j = 0;
    // Whether any of 16 hits is one comparison: the least of their distances.
    for (; j + kVectors * kLanes <= right_count; j += kVectors * kLanes) {
      const __m256i bits[kVectors] = {distances(j), distances(j + 4), distances(j + 8), distances(j + 12)};
      const __m256i least = _mm256_min_epu32(_mm256_min_epu32(bits[0], bits[1]), _mm256_min_epu32(bits[2], bits[3]));
      if (__builtin_expect(within(least, most) == 0, 1)) continue;
      for (int v = 0; v < kVectors; ++v) emit(within(bits[v], most), j + v * kLanes);
    }
    for (; j + kLanes <= right_count; j += kLanes) emit(within(distances(j), most), j);
    for (; j < right_count; ++j) {
      if (__builtin_popcountll(left[i] ^ right[j]) <= radius) emit(1, j);
    }
  }
  return found;
}

}  // namespace figsift

FIGSIFT_ISA_END
