#include <immintrin.h>

#include "core/isa.h"
#include "kernels/hamming_tile/hamming_tile.h"

FIGSIFT_AVX512_POPCNT_BEGIN

namespace figsift {
namespace {

constexpr int64_t kLanes = 8;
constexpr int kVectors = 4;

// All left hashes against kCount vectors of right ones, of which the last has `last` lanes. Whether a row hits anything
// is one comparison: the least of its distances.
template <int kCount>
int64_t tile_columns(uint32_t* out, const uint64_t* left, int64_t left_count, const uint64_t* right, int64_t first,
                     __mmask8 last, int32_t radius) {
  const __m512i most = _mm512_set1_epi64(radius);
  __m512i others[kCount];
#pragma GCC unroll 4
  for (int v = 0; v < kCount; ++v) {
    const __mmask8 lanes = v + 1 < kCount ? __mmask8{0xff} : last;
    others[v] = _mm512_maskz_loadu_epi64(lanes, right + first + v * kLanes);
  }
  int64_t found = 0;
  for (int64_t i = 0; i < left_count; ++i) {
    const __m512i own = _mm512_set1_epi64(static_cast<int64_t>(left[i]));
    __m512i bits[kCount];
#pragma GCC unroll 4
    for (int v = 0; v < kCount; ++v) bits[v] = _mm512_popcnt_epi64(_mm512_xor_si512(own, others[v]));
    __m512i least = bits[0];
#pragma GCC unroll 4
    for (int v = 1; v < kCount; ++v) least = _mm512_min_epi64(least, bits[v]);
    if (__builtin_expect(_mm512_cmple_epi64_mask(least, most) == 0, 1)) continue;
#pragma GCC unroll 4
    for (int v = 0; v < kCount; ++v) {
      const __mmask8 lanes = v + 1 < kCount ? __mmask8{0xff} : last;
      for (uint32_t mask = _mm512_mask_cmple_epi64_mask(lanes, bits[v], most); mask != 0; mask &= mask - 1) {
        out[found++] =
            static_cast<uint32_t>(i << 16 | (first + v * kLanes)) + static_cast<uint32_t>(__builtin_ctz(mask));
      }
    }
  }
  return found;
}

}  // namespace

int64_t hamming_tile_avx512(uint32_t* out, const uint64_t* left, int64_t left_count, const uint64_t* right,
                            int64_t right_count, int32_t radius) {
  // Not part of the level: Cascade Lake has VNNI without it.
  static const bool has_popcnt = __builtin_cpu_supports("avx512vpopcntdq");
  if (!has_popcnt) return hamming_tile_avx2(out, left, left_count, right, right_count, radius);
  int64_t found = 0, j = 0;
  for (; j + kVectors * kLanes <= right_count; j += kVectors * kLanes) {
    found += tile_columns<kVectors>(out + found, left, left_count, right, j, 0xff, radius);
  }
  const int64_t rest = right_count - j;
  if (rest == 0) return found;
  const auto last = static_cast<__mmask8>(0xffu >> ((kLanes - rest % kLanes) % kLanes));
  switch ((rest + kLanes - 1) / kLanes) {
    case 1:
      return found + tile_columns<1>(out + found, left, left_count, right, j, last, radius);
    case 2:
      return found + tile_columns<2>(out + found, left, left_count, right, j, last, radius);
    case 3:
      return found + tile_columns<3>(out + found, left, left_count, right, j, last, radius);
    default:
      return found + tile_columns<4>(out + found, left, left_count, right, j, last, radius);
  }
}

}  // namespace figsift

FIGSIFT_ISA_END
