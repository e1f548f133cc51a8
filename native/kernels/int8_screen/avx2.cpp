#include <immintrin.h>

#include <cstring>  // std::memcpy

#include "core/isa.h"
#include "kernels/int8_screen/int8_screen.h"

FIGSIFT_AVX2_BEGIN

namespace figsift {
namespace {

constexpr int kStrip = 2;

// Two rows of left codes as 16-bit numbers: a panel meets them again and again.
struct Strip {
  alignas(32) int16_t codes[kStrip][kScreenMaxWidth];
};

void widen(int16_t* out, const int8_t* in, int64_t width) {
  int64_t k = 0;
  for (; k + 16 <= width; k += 16) {
    const __m128i codes = _mm_loadu_si128(reinterpret_cast<const __m128i*>(in + k));
    _mm256_store_si256(reinterpret_cast<__m256i*>(out + k), _mm256_cvtepi8_epi16(codes));
  }
  for (; k < width; ++k) out[k] = in[k];
}

// One or two rows against a panel. Right codes are spread to 16 bits by unpacking with zero, so a register holds four
// codes of rows 0 1 4 5 (or 2 3 6 7); vpmaddwd leaves two sums per row, and vphaddd adds them and restores the order.
template <int kRows>
int64_t screen_panel(uint32_t* out, const Strip& strip, const int32_t* left_start, const uint8_t* right,
                     const int32_t* right_start, int64_t width, int64_t i, int64_t p) {
  const __m256i zero = _mm256_setzero_si256();
  __m256i sums[kRows][4];
#pragma GCC unroll 4
  for (int r = 0; r < kRows; ++r) {
#pragma GCC unroll 4
    for (int q = 0; q < 4; ++q) sums[r][q] = zero;
  }
  for (int64_t k = 0; k < width; k += 4) {
    const auto* y = reinterpret_cast<const __m256i*>(right + k * kScreenPanel);
    const __m256i low = _mm256_loadu_si256(y), high = _mm256_loadu_si256(y + 1);
    const __m256i codes[4] = {_mm256_unpacklo_epi8(low, zero), _mm256_unpackhi_epi8(low, zero),
                              _mm256_unpacklo_epi8(high, zero), _mm256_unpackhi_epi8(high, zero)};
#pragma GCC unroll 4
    for (int r = 0; r < kRows; ++r) {
      int64_t four;
      std::memcpy(&four, strip.codes[r] + k, 8);
      const __m256i own = _mm256_set1_epi64x(four);
#pragma GCC unroll 4
      for (int q = 0; q < 4; ++q) sums[r][q] = _mm256_add_epi32(sums[r][q], _mm256_madd_epi16(codes[q], own));
    }
  }
  int64_t found = 0;
#pragma GCC unroll 4
  for (int r = 0; r < kRows; ++r) {
    const __m256i start = _mm256_set1_epi32(left_start[i + r]);
#pragma GCC unroll 2
    for (int half = 0; half < 2; ++half) {
      const int64_t j = p * kScreenPanel + 8 * half;
      const __m256i other = _mm256_loadu_si256(reinterpret_cast<const __m256i*>(right_start + j));
      const __m256i sum = _mm256_add_epi32(_mm256_hadd_epi32(sums[r][2 * half], sums[r][2 * half + 1]), other);
      const int negative = _mm256_movemask_ps(_mm256_castsi256_ps(_mm256_add_epi32(sum, start)));
      for (uint32_t mask = ~static_cast<uint32_t>(negative) & 0xffu; mask != 0; mask &= mask - 1) {
        out[found++] = static_cast<uint32_t>((i + r) << 16 | j) + static_cast<uint32_t>(__builtin_ctz(mask));
      }
    }
  }
  return found;
}

}  // namespace

int64_t screen_tile_avx2(uint32_t* out, const int8_t* left, const int32_t* left_start, int64_t left_rows,
                         const uint8_t* right, const int32_t* right_start, int64_t right_panels, int64_t width) {
  Strip strip;
  int64_t found = 0;
  for (int64_t i = 0; i < left_rows; i += kStrip) {
    const int64_t rows = left_rows - i < kStrip ? left_rows - i : kStrip;
    for (int64_t r = 0; r < rows; ++r) widen(strip.codes[r], left + (i + r) * width, width);
    for (int64_t p = 0; p < right_panels; ++p) {
      const uint8_t* panel = right + p * kScreenPanel * width;
      found += rows == kStrip ? screen_panel<kStrip>(out + found, strip, left_start, panel, right_start, width, i, p)
                              : screen_panel<1>(out + found, strip, left_start, panel, right_start, width, i, p);
    }
  }
  return found;
}

}  // namespace figsift

FIGSIFT_ISA_END
