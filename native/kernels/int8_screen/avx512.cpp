#include <immintrin.h>

#include <cstring>  // std::memcpy
#include <utility>  // std::index_sequence

#include "core/isa.h"
#include "kernels/int8_screen/int8_screen.h"

FIGSIFT_AVX512_BEGIN

namespace figsift {
namespace {

// 6 rows against 4 panels: 24 sums, 4 loads of codes and one broadcast fill 29 of 32 registers, and ten loads feed 24
// products.
constexpr int kStrip = 6;
constexpr int kGroup = 4;

struct Operands {
  const int8_t* left;
  const int32_t* left_start;
  const uint8_t* right;
  const int32_t* right_start;
  int64_t width;
};

// body(0), body(1), … with constants: g++ keeps an array of registers in memory when a loop that it unrolls later
// indexes it.
template <int kCount, typename Body>
[[gnu::always_inline]] inline void each(Body body) {
  [&]<size_t... n>(std::index_sequence<n...>) __attribute__((always_inline)) {
    (body(std::integral_constant<int, static_cast<int>(n)>{}), ...);
  }
  (std::make_index_sequence<kCount>{});
}

// The pairs of a block that hit; values: [rows, panels, 16] without left_start.
[[gnu::noinline]] int64_t emit(uint32_t* out, const int32_t* values, int rows, int panels, const int32_t* left_start,
                               int64_t i, int64_t p) {
  const __m512i lanes = _mm512_setr_epi32(0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15);
  int64_t found = 0;
  for (int r = 0; r < rows; ++r) {
    const __m512i least = _mm512_set1_epi32(-left_start[i + r]);
    for (int q = 0; q < panels; ++q, values += kScreenPanel) {
      const __mmask16 hits = _mm512_cmpge_epi32_mask(_mm512_load_si512(values), least);
      if (hits == 0) continue;
      // Compressed in a register: a compressing store takes a hundred cycles on some processors.
      const auto first = static_cast<int>((i + r) << 16 | (p + q) * kScreenPanel);
      const __m512i pairs = _mm512_maskz_compress_epi32(hits, _mm512_add_epi32(_mm512_set1_epi32(first), lanes));
      const int count = __builtin_popcount(hits);
      _mm512_mask_storeu_epi32(out + found, static_cast<__mmask16>((1u << count) - 1), pairs);
      found += count;
    }
  }
  return found;
}

// Sums begin at right_start. Whether anything hits is one test: the largest sum of a row over the panels, plus the
// row's own start, is negative for every row just when the AND of them all has its sign bit. Only then are pairs told
// apart.
template <int kRows, int kPanels>
int64_t screen_block(uint32_t* out, const Operands& at, int64_t i, int64_t p) {
  const int64_t panel_bytes = at.width * kScreenPanel;
  const int8_t* x = at.left + i * at.width;
  const uint8_t* y = at.right + p * panel_bytes;
  __m512i sums[kRows * kPanels], codes[kPanels];
  each<kPanels>([&](auto q) __attribute__((always_inline)) {
    codes[q] = _mm512_loadu_si512(at.right_start + (p + q) * kScreenPanel);
  });
  each<kRows * kPanels>([&](auto n) __attribute__((always_inline)) { sums[n] = codes[n % kPanels]; });
  for (int64_t k = 0; k < at.width; k += 4) {
    each<kPanels>([&](auto q) __attribute__((always_inline)) {
      codes[q] = _mm512_loadu_si512(y + q * panel_bytes + k * kScreenPanel);
    });
    each<kRows>([&](auto r) __attribute__((always_inline)) {
      int32_t four;
      std::memcpy(&four, x + r * at.width + k, 4);
      const __m512i own = _mm512_set1_epi32(four);
      each<kPanels>([&](auto q) __attribute__((always_inline)) {
        __m512i& sum = sums[r * kPanels + q];
        asm("vpdpbusd %2, %1, %0" : "+v"(sum) : "v"(codes[q]), "v"(own));
      });
    });
  }
  __m512i signs = _mm512_set1_epi32(-1);
  each<kRows>([&](auto r) __attribute__((always_inline)) {
    __m512i most = sums[r * kPanels];
    each<kPanels - 1>([&](auto q)
                          __attribute__((always_inline)) { most = _mm512_max_epi32(most, sums[r * kPanels + q + 1]); });
    signs = _mm512_and_si512(signs, _mm512_add_epi32(most, _mm512_set1_epi32(at.left_start[i + r])));
  });
  if (__builtin_expect(_mm512_movepi32_mask(signs) == 0xffff, 1)) return 0;
  alignas(64) int32_t values[kRows * kPanels * kScreenPanel];
  each<kRows * kPanels>([&](auto n)
                            __attribute__((always_inline)) { _mm512_store_si512(values + n * kScreenPanel, sums[n]); });
  return emit(out, values, kRows, kPanels, at.left_start, i, p);
}

template <int kPanels>
int64_t screen_rows(uint32_t* out, const Operands& at, int64_t rows, int64_t p) {
  int64_t found = 0, i = 0;
  for (; i + kStrip <= rows; i += kStrip) found += screen_block<kStrip, kPanels>(out + found, at, i, p);
  for (; i + 2 <= rows; i += 2) found += screen_block<2, kPanels>(out + found, at, i, p);
  return i < rows ? found + screen_block<1, kPanels>(out + found, at, i, p) : found;
}

}  // namespace

int64_t screen_tile_avx512(uint32_t* out, const int8_t* left, const int32_t* left_start, int64_t left_rows,
                           const uint8_t* right, const int32_t* right_start, int64_t right_panels, int64_t width) {
  const Operands at = {left, left_start, right, right_start, width};
  int64_t found = 0, p = 0;
  // Four panels at a time stay in a near cache while the left rows go by.
  for (; p + kGroup <= right_panels; p += kGroup) found += screen_rows<kGroup>(out + found, at, left_rows, p);
  for (; p < right_panels; ++p) found += screen_rows<1>(out + found, at, left_rows, p);
  return found;
}

}  // namespace figsift

FIGSIFT_ISA_END
