#include "kernels/image_statistics/image_statistics.h"

#include <immintrin.h>
#include <stddef.h>  // ptrdiff_t
#include <string.h>  // memcpy

#include <algorithm>  // std::max

#include "core/isa.h"
#include "core/pixel.h"
#include "core/pixel_avx2.h"

// Three quarters of a figure repeat the row above. Such pixels are only compared: their colours are known, and their greys
// are counted together, once they change.

FIGSIFT_AVX2_BEGIN

namespace figsift {
namespace {

inline __m256i load(const void* at) { return _mm256_loadu_si256(static_cast<const __m256i*>(at)); }
inline void store(void* at, __m256i value) { _mm256_storeu_si256(static_cast<__m256i*>(at), value); }

// True if 32 pixels are those of the row above.
template <int kChannels>
inline bool repeats32(const uint8_t* pixels, const uint8_t* above) {
  __m256i equal = _mm256_set1_epi8(-1);
#pragma GCC unroll 4
  for (int i = 0; i < kChannels; ++i) {
    equal = _mm256_and_si256(equal, _mm256_cmpeq_epi8(load(pixels + 32 * i), load(above + 32 * i)));
  }
  return _mm256_movemask_epi8(equal) == -1;
}

template <int kChannels>
inline bool repeats8(const uint8_t* pixels, const uint8_t* above) {
  uint64_t here[kChannels], there[kChannels], differences = 0;
  memcpy(here, pixels, sizeof here);
  memcpy(there, above, sizeof there);
#pragma GCC unroll 4
  for (int i = 0; i < kChannels; ++i) differences |= here[i] ^ there[i];
  return differences == 0;
}

// Counts eight grey values `times` times.
inline void tally8(Tally greys, const uint8_t* grey, uint32_t times) {
  uint64_t eight;
  memcpy(&eight, grey, sizeof eight);
  if (eight == (eight << 8 | eight >> 56)) {
    greys[0][grey[0]] += 8 * times;
    return;
  }
#pragma GCC unroll 8
  for (int i = 0; i < 8; ++i) greys[i % kTallyTables][grey[i]] += times;
}

// Marks the colours of eight pixels, four in each half, kStride bytes from one to the next.
template <int kStride>
inline void mark8(uint8_t* colors, __m256i pixels) {
  constexpr char a = kStride, b = 2 * kStride, c = 3 * kStride;
  // b | g << 8 | r << 16
  const __m256i bgr =
      _mm256_shuffle_epi8(pixels, _mm256_broadcastsi128_si256(_mm_setr_epi8(2, 1, 0, -1, a + 2, a + 1, a, -1, b + 2,
                                                                            b + 1, b, -1, c + 2, c + 1, c, -1)));
  const __m256i blue = _mm256_and_si256(_mm256_srli_epi32(bgr, 3), _mm256_set1_epi32(0x1F));
  const __m256i green = _mm256_and_si256(_mm256_srli_epi32(bgr, 6), _mm256_set1_epi32(0x1F << 5));
  const __m256i red = _mm256_and_si256(_mm256_srli_epi32(bgr, 9), _mm256_set1_epi32(0x1F << 10));
  alignas(32) uint32_t cells[8];
  _mm256_store_si256(reinterpret_cast<__m256i*>(cells), _mm256_or_si256(_mm256_or_si256(blue, green), red));
#pragma GCC unroll 8
  for (int i = 0; i < 8; ++i) colors[cells[i]] = 1;
}

template <int kStride>
inline void read8(uint8_t* grey, uint8_t* colors, __m256i pixels) {
  const __m256i luma = luma8_avx2<kStride>(pixels);
  const __m256i words = _mm256_packus_epi32(luma, luma);
  const __m128i halves = _mm_unpacklo_epi64(_mm256_castsi256_si128(words), _mm256_extracti128_si256(words, 1));
  _mm_storel_epi64(reinterpret_cast<__m128i*>(grey), _mm_packus_epi16(halves, halves));
  mark8<kStride>(colors, pixels);
}

// The greys of eight pixels, and their colours into `colors`. Three channels: reads 28 bytes.
template <int kChannels>
inline void read8(uint8_t* grey, uint8_t* colors, const uint8_t* pixels) {
  if constexpr (kChannels == 1) {
    memcpy(grey, pixels, 8);
  } else if constexpr (kChannels == 2) {
    for (int i = 0; i < 8; ++i) grey[i] = over(pixels[2 * i], pixels[2 * i + 1], 255);
  } else if constexpr (kChannels == 3) {
    read8<3>(grey, colors, load_rgb8_avx2(pixels));
  } else {
    const __m256i alpha = _mm256_set1_epi32(static_cast<int>(0xFF000000u));
    const __m256i rgba = load(pixels);
    if (_mm256_testc_si256(rgba, alpha)) return read8<4>(grey, colors, rgba);
    if (_mm256_testz_si256(rgba, alpha)) return read8<4>(grey, colors, _mm256_set1_epi8(-1));
    alignas(32) uint8_t blended[32];
    for (int i = 0; i < 32; ++i) blended[i] = over(pixels[i], pixels[i | 3], 255);
    read8<4>(grey, colors, load(blended));
  }
}

template <int kChannels>
inline void count_row(const ValueCounts& counts, const uint8_t* row, const uint8_t* above, int32_t width) {
  // Three channels are read 4 bytes beyond their last pixel.
  constexpr int32_t kRoom = kChannels == 3 ? 34 : 32;
  int32_t x = 0;
  for (; x + kRoom <= width; x += 32) {
    uint32_t* const unsettled = counts.unsettled + x / kCountedPixels;
    const ptrdiff_t at = static_cast<ptrdiff_t>(x) * kChannels;
    if (above != nullptr && repeats32<kChannels>(row + at, above + at)) {
      __m128i* const four = reinterpret_cast<__m128i*>(unsettled);
      _mm_storeu_si128(four, _mm_add_epi32(_mm_loadu_si128(four), _mm_set1_epi32(1)));
      continue;
    }
    for (int32_t i = 0; i < 4; ++i) {
      uint8_t* const grey = counts.grey + x + 8 * i;
      const uint8_t* const pixels = row + at + 8 * kChannels * i;
      if (above == nullptr || !repeats8<kChannels>(pixels, above + at + 8 * kChannels * i)) {
        tally8(counts.greys, grey, unsettled[i]);
        unsettled[i] = 0;
        read8<kChannels>(grey, counts.colors, pixels);
      }
      ++unsettled[i];
    }
  }
  const ValueCounts rest = {counts.greys, counts.colors, counts.grey + x, nullptr};
  count_row_scalar(rest, row + static_cast<ptrdiff_t>(x) * kChannels, nullptr, width - x, kChannels);
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

void count_row_avx2(const ValueCounts& counts, const uint8_t* row, const uint8_t* above, int32_t width,
                    int32_t channels) {
  switch (channels) {
    case 1:
      return count_row<1>(counts, row, above, width);
    case 2:
      return count_row<2>(counts, row, above, width);
    case 3:
      return count_row<3>(counts, row, above, width);
    default:
      return count_row<4>(counts, row, above, width);
  }
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
