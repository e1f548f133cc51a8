#include "kernels/image_statistics/image_statistics.h"

#include <immintrin.h>
#include <stddef.h>  // ptrdiff_t

#include <algorithm>  // std::max

#include "core/isa.h"

// Most of a figure is one colour: blocks of 32 or 8 equal pixels are counted at once.

FIGSIFT_AVX2_BEGIN

namespace figsift {
namespace {

inline __m256i load(const void* at) { return _mm256_loadu_si256(static_cast<const __m256i*>(at)); }
inline void store(void* at, __m256i value) { _mm256_storeu_si256(static_cast<__m256i*>(at), value); }

// Eight pixels as their cells, in eight lanes. Reads 28 bytes.
inline __m256i cells8(const uint8_t* rgb) {
  const __m256i v =
      _mm256_inserti128_si256(_mm256_castsi128_si256(_mm_loadu_si128(reinterpret_cast<const __m128i*>(rgb))),
                              _mm_loadu_si128(reinterpret_cast<const __m128i*>(rgb + 12)), 1);
  // b | g << 8 | r << 16
  const __m256i bgr = _mm256_shuffle_epi8(
      v, _mm256_broadcastsi128_si256(_mm_setr_epi8(2, 1, 0, -1, 5, 4, 3, -1, 8, 7, 6, -1, 11, 10, 9, -1)));
  const __m256i blue = _mm256_and_si256(_mm256_srli_epi32(bgr, 3), _mm256_set1_epi32(0x1F));
  const __m256i green = _mm256_and_si256(_mm256_srli_epi32(bgr, 6), _mm256_set1_epi32(0x1F << 5));
  const __m256i red = _mm256_and_si256(_mm256_srli_epi32(bgr, 9), _mm256_set1_epi32(0x1F << 10));
  return _mm256_or_si256(_mm256_or_si256(blue, green), red);
}

// The stretches of one row, 32 pixels at a time.
class RowRuns {
 public:
  void add(uint32_t mask) {
    if (mask == 0) {
      open_ = 0;
      return;
    }
    row_.ink += _mm_popcnt_u32(mask);
    if (mask == UINT32_MAX) {
      open_ += 32;
      row_.run = std::max(row_.run, open_);
      return;
    }
    row_.run = std::max(row_.run, open_ + __builtin_ctz(~mask));
    open_ = __builtin_clz(~mask);
    row_.run = std::max(row_.run, open_);
    // Stretches within the block: each step takes one pixel off all of them.
    if (row_.run >= 30 || row_.run >= _mm_popcnt_u32(mask)) return;
    int32_t longest = 0;
    for (uint32_t rest = mask; rest != 0; rest &= rest << 1) ++longest;
    row_.run = std::max(row_.run, longest);
  }
  void add(bool is_ink) {
    open_ = is_ink ? open_ + 1 : 0;
    row_.ink += is_ink ? 1 : 0;
    row_.run = std::max(row_.run, open_);
  }
  InkRow row() const { return row_; }

 private:
  InkRow row_ = {0, 0};
  int32_t open_ = 0;
};

// Adds 16 pixels to 16 columns; `mask` is all ones where there is ink.
inline void add_columns(const InkColumns& columns, int32_t x, __m256i mask) {
  const __m256i one = _mm256_srli_epi16(mask, 15);
  const __m256i open = _mm256_and_si256(_mm256_adds_epu16(load(columns.open + x), one), mask);
  store(columns.open + x, open);
  store(columns.run + x, _mm256_max_epu16(load(columns.run + x), open));
  store(columns.ink + x, _mm256_adds_epu16(load(columns.ink + x), one));
}

}  // namespace

void tally_row_avx2(Tally counts, const uint8_t* grey, int32_t width) {
  int32_t x = 0;
  for (; x + 32 <= width; x += 32) {
    const __m256i v = load(grey + x);
    const __m256i first = _mm256_set1_epi8(static_cast<char>(grey[x]));
    if (_mm256_movemask_epi8(_mm256_cmpeq_epi8(v, first)) == -1) {
      counts[0][grey[x]] += 32;
      continue;
    }
    for (int32_t i = x; i < x + 32; i += 4) {
      ++counts[0][grey[i]];
      ++counts[1][grey[i + 1]];
      ++counts[2][grey[i + 2]];
      ++counts[3][grey[i + 3]];
    }
  }
  tally_row_scalar(counts, grey + x, width - x);
}

void mark_colors_row_avx2(uint8_t* seen, const uint8_t* rgb, int32_t width) {
  __m256i last = _mm256_set1_epi32(-1);
  int32_t x = 0;
  // The last load reads 4 bytes beyond the 8th pixel.
  for (; x + 10 <= width; x += 8) {
    const __m256i cells = cells8(rgb + static_cast<ptrdiff_t>(x) * 3);
    if (_mm256_movemask_epi8(_mm256_cmpeq_epi32(cells, last)) == -1) continue;
    last = _mm256_permutevar8x32_epi32(cells, _mm256_set1_epi32(7));
    alignas(32) uint32_t cell[8];
    _mm256_store_si256(reinterpret_cast<__m256i*>(cell), cells);
    for (const uint32_t c : cell) seen[c] = 1;
  }
  mark_colors_row_scalar(seen, rgb + static_cast<ptrdiff_t>(x) * 3, width - x);
}

InkRow count_ink_row_avx2(const InkColumns& columns, const uint8_t* grey, int32_t width, int32_t low, int32_t high) {
  const __m256i zero = _mm256_setzero_si256();
  const __m256i lows = _mm256_set1_epi8(static_cast<char>(low));
  const __m256i highs = _mm256_set1_epi8(static_cast<char>(high));
  RowRuns runs;
  int32_t x = 0;
  for (; x + 32 <= width; x += 32) {
    const __m256i v = load(grey + x);
    const __m256i is_paper =
        _mm256_cmpeq_epi8(_mm256_or_si256(_mm256_subs_epu8(lows, v), _mm256_subs_epu8(v, highs)), zero);
    const uint32_t mask = ~static_cast<uint32_t>(_mm256_movemask_epi8(is_paper));
    runs.add(mask);
    if (mask == 0) {
      store(columns.open + x, zero);
      store(columns.open + x + 16, zero);
      continue;
    }
    const __m256i is_ink = _mm256_andnot_si256(is_paper, _mm256_set1_epi8(-1));
    add_columns(columns, x, _mm256_cvtepi8_epi16(_mm256_castsi256_si128(is_ink)));
    add_columns(columns, x + 16, _mm256_cvtepi8_epi16(_mm256_extracti128_si256(is_ink, 1)));
  }
  for (; x < width; ++x) {
    const bool is_ink = grey[x] < low || grey[x] > high;
    runs.add(is_ink);
    columns.open[x] = is_ink ? static_cast<uint16_t>(std::min(columns.open[x] + 1, 0xFFFF)) : uint16_t{0};
    columns.run[x] = std::max(columns.run[x], columns.open[x]);
    columns.ink[x] = static_cast<uint16_t>(std::min(columns.ink[x] + (is_ink ? 1 : 0), 0xFFFF));
  }
  return runs.row();
}

}  // namespace figsift

FIGSIFT_ISA_END
