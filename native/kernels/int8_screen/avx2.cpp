#include <immintrin.h>

#include <cstring>  // std::memcpy

#include "core/isa.h"
#include "kernels/int8_screen/int8_screen.h"

FIGSIFT_AVX2_BEGIN

namespace figsift {
namespace {

constexpr int kStrip = 4;

// A row of left codes as 16-bit numbers: panel after panel meets it.
using Wide = int16_t[kScreenMaxWidth];

void widen(int16_t* out, const int8_t* in, int64_t width) {
  int64_t k = 0;
  for (; k + 16 <= width; k += 16) {
    const __m128i codes = _mm_loadu_si128(reinterpret_cast<const __m128i*>(in + k));
    _mm256_store_si256(reinterpret_cast<__m256i*>(out + k), _mm256_cvtepi8_epi16(codes));
  }
  for (; k < width; ++k) out[k] = in[k];
}

// sum += the products of 16-bit numbers, neighbours added. As one piece: g++ hoists intrinsics until sums lie in memory.
void multiply_add(__m256i& sum, __m256i x, __m256i y) {
  __m256i products;
  asm("vpmaddwd %3, %2, %1\n\tvpaddd %1, %0, %0" : "+x"(sum), "=&x"(products) : "x"(x), "x"(y));
}

// Up to four rows against eight rows of a panel. Right codes are spread to 16 bits by unpacking with zero, so a register
// holds four codes of rows 0 1 4 5 (or 2 3 6 7); vpmaddwd leaves two sums per row, and vphaddd adds them and restores
// the order.
template <int kRows>
int64_t screen_half(uint32_t* out, const Wide* rows, const int32_t* left_start, const uint8_t* right,
                    const int32_t* right_start, int64_t width, int64_t i, int64_t j) {
  const __m256i zero = _mm256_setzero_si256();
  __m256i low[kRows], high[kRows];
#pragma GCC unroll 4
  for (int r = 0; r < kRows; ++r) low[r] = high[r] = zero;
  for (int64_t k = 0; k < width; k += 4) {
    const __m256i codes = _mm256_loadu_si256(reinterpret_cast<const __m256i*>(right + k * kScreenPanel));
    const __m256i codes_low = _mm256_unpacklo_epi8(codes, zero), codes_high = _mm256_unpackhi_epi8(codes, zero);
#pragma GCC unroll 4
    for (int r = 0; r < kRows; ++r) {
      int64_t four;
      std::memcpy(&four, rows[r] + k, 8);
      const __m256i own = _mm256_set1_epi64x(four);
      multiply_add(low[r], codes_low, own);
      multiply_add(high[r], codes_high, own);
    }
  }
  const __m256i other = _mm256_loadu_si256(reinterpret_cast<const __m256i*>(right_start + j));
  __m256i sums[kRows], signs = _mm256_set1_epi32(-1);
#pragma GCC unroll 4
  for (int r = 0; r < kRows; ++r) {
    const __m256i start = _mm256_add_epi32(other, _mm256_set1_epi32(left_start[i + r]));
    sums[r] = _mm256_add_epi32(_mm256_hadd_epi32(low[r], high[r]), start);
    signs = _mm256_and_si256(signs, sums[r]);
  }
  int64_t found = 0;
  if (__builtin_expect(_mm256_movemask_ps(_mm256_castsi256_ps(signs)) == 0xff, 1)) return found;
  for (int r = 0; r < kRows; ++r) {
    const auto negative = static_cast<uint32_t>(_mm256_movemask_ps(_mm256_castsi256_ps(sums[r])));
    for (uint32_t mask = ~negative & 0xffu; mask != 0; mask &= mask - 1) {
      out[found++] = static_cast<uint32_t>((i + r) << 16 | j) + static_cast<uint32_t>(__builtin_ctz(mask));
    }
  }
  return found;
}

}  // namespace

int64_t screen_tile_avx2(uint32_t* out, const int8_t* left, const int32_t* left_start, int64_t left_rows,
                         const uint8_t* right, const int32_t* right_start, int64_t right_panels, int64_t width) {
  alignas(32) Wide wide[kStrip];
  int64_t found = 0;
  for (int64_t i = 0; i < left_rows; i += kStrip) {
    const int64_t rows = left_rows - i < kStrip ? left_rows - i : kStrip;
    for (int64_t r = 0; r < rows; ++r) widen(wide[r], left + (i + r) * width, width);
    for (int64_t j = 0; j < right_panels * kScreenPanel; j += 8) {
      const uint8_t* codes = right + j / kScreenPanel * kScreenPanel * width + j % kScreenPanel * 4;
      if (rows == kStrip) {
        found += screen_half<kStrip>(out + found, wide, left_start, codes, right_start, width, i, j);
        continue;
      }
      for (int64_t r = 0; r < rows; ++r) {
        found += screen_half<1>(out + found, wide + r, left_start, codes, right_start, width, i + r, j);
      }
    }
  }
  return found;
}

}  // namespace figsift

FIGSIFT_ISA_END
