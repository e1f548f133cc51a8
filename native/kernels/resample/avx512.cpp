#include "kernels/resample/resample.h"

#include <immintrin.h>
#include <string.h>  // memcpy

#include "core/isa.h"

// A lane of 32 bits holds four neighbouring samples of one channel, and vpdpbusd adds their four products with four
// signed 8-bit digits to the lane. A weight has three such digits, worth 1, 2^8 and 2^16: 24 bits, and weights stay below
// 1.7 * 2^22. Along x the 16 lanes are 16 rows, so that weights are broadcast; along y they are 16 columns.

FIGSIFT_AVX512_BEGIN

namespace figsift {
namespace {

constexpr int kRows = 16;
constexpr int kDigits = 3;
constexpr int kVector = 64;

// Signed digits: the lowest is what remains of the weight after the higher ones, in [-128, 127].
void pack(uint32_t* words, const int32_t* weights) {
  int8_t digits[kDigits][4];
  for (int i = 0; i < 4; ++i) {
    int32_t rest = weights[i];
    for (int d = 0; d < kDigits; ++d) {
      digits[d][i] = static_cast<int8_t>(rest & 255);
      rest = (rest - digits[d][i]) / 256;
    }
  }
  memcpy(words, digits, sizeof digits);
}

struct Sum {
  __m512i digit[kDigits];
};

inline Sum zero_sum() { return {{_mm512_set1_epi32(1 << 21), _mm512_setzero_si512(), _mm512_setzero_si512()}}; }

// Not clipped yet: in [-512, 511].
inline __m512i to_samples(const Sum& sum) {
  const __m512i high = _mm512_add_epi32(_mm512_slli_epi32(sum.digit[2], 8), sum.digit[1]);
  return _mm512_srai_epi32(_mm512_add_epi32(_mm512_slli_epi32(high, 8), sum.digit[0]), 22);
}

// Clips and packs; 128-bit lane l of the result holds elements 4l .. 4l + 3 of a, then of b, c and d.
inline __m512i to_bytes(__m512i a, __m512i b, __m512i c, __m512i d) {
  return _mm512_packus_epi16(_mm512_packs_epi32(a, b), _mm512_packs_epi32(c, d));
}

// 16 bytes at `offset` of rows i, i + 4, i + 8 and i + 12.
inline __m512i load_rows(const uint8_t* const* rows, int i, ptrdiff_t offset) {
  const auto at = [&](int row) { return _mm_loadu_si128(reinterpret_cast<const __m128i*>(rows[row] + offset)); };
  __m512i v = _mm512_castsi128_si512(at(i));
  v = _mm512_mask_broadcast_i32x4(v, 0x00F0, at(i + 4));
  v = _mm512_mask_broadcast_i32x4(v, 0x0F00, at(i + 8));
  return _mm512_mask_broadcast_i32x4(v, 0xF000, at(i + 12));
}

// A cell is what one 16-byte load of a row gives: four lanes (three for RGB), each with four samples of one channel.
template <int kChannels>
struct Cell {
  static constexpr int kLanes = kChannels == 3 ? 3 : 4;
  static constexpr int kGroups = kLanes / kChannels;
  static constexpr int kBytes = 4 * kLanes;

  static __m512i order() {
    switch (kChannels) {
      case 2:
        return _mm512_broadcast_i32x4(_mm_setr_epi8(0, 2, 4, 6, 1, 3, 5, 7, 8, 10, 12, 14, 9, 11, 13, 15));
      case 3:
        return _mm512_broadcast_i32x4(_mm_setr_epi8(0, 3, 6, 9, 1, 4, 7, 10, 2, 5, 8, 11, 0, 0, 0, 0));
      default:
        return _mm512_broadcast_i32x4(_mm_setr_epi8(0, 4, 8, 12, 1, 5, 9, 13, 2, 6, 10, 14, 3, 7, 11, 15));
    }
  }

  // window: [groups, channels] vectors, lane r of each belonging to row r.
  static inline void load(uint8_t* window, const uint8_t* const* rows, ptrdiff_t offset) {
    __m512i v[4];
    for (int i = 0; i < 4; ++i) {
      v[i] = load_rows(rows, i, offset);
      if (kChannels > 1) v[i] = _mm512_shuffle_epi8(v[i], order());
    }
    const __m512i low01 = _mm512_unpacklo_epi32(v[0], v[1]), high01 = _mm512_unpackhi_epi32(v[0], v[1]);
    const __m512i low23 = _mm512_unpacklo_epi32(v[2], v[3]), high23 = _mm512_unpackhi_epi32(v[2], v[3]);
    _mm512_store_si512(window, _mm512_unpacklo_epi64(low01, low23));
    _mm512_store_si512(window + kVector, _mm512_unpackhi_epi64(low01, low23));
    _mm512_store_si512(window + 2 * kVector, _mm512_unpacklo_epi64(high01, high23));
    if (kLanes == 4) _mm512_store_si512(window + 3 * kVector, _mm512_unpackhi_epi64(high01, high23));
  }

  // The last cells of a row, where a 16-byte load would leave it: missing samples become 0, and so are their weights.
  static void load_tail(uint8_t* window, const uint8_t* const* rows, ptrdiff_t offset, ptrdiff_t row_bytes) {
    uint8_t copy[kRows][16] = {};
    const uint8_t* copies[kRows];
    const size_t left = static_cast<size_t>(row_bytes - offset);
    for (int r = 0; r < kRows; ++r) {
      memcpy(copy[r], rows[r] + offset, left < 16 ? left : 16);
      copies[r] = copy[r];
    }
    load(window, copies, 0);
  }
};

template <int kChannels>
void horizontal(uint8_t* const* bands, const uint8_t* const* rows, int32_t width, const ResampleTaps* taps,
                int32_t count, uint8_t* scratch) {
  using C = Cell<kChannels>;
  const ptrdiff_t row_bytes = static_cast<ptrdiff_t>(width) * kChannels;
  const int32_t first_cell = taps[0].first / C::kGroups;
  const int32_t first_group = first_cell * C::kGroups;
  int32_t cell = first_cell;
  for (int32_t x = 0; x < count; x += C::kGroups) {
    __m512i samples[4];
    for (int32_t o = 0; o < C::kGroups; ++o) {
      const ResampleTaps& t = taps[x + o < count ? x + o : count - 1];
      for (; cell * C::kGroups < t.first + t.count; ++cell) {
        uint8_t* const window = scratch + static_cast<ptrdiff_t>(cell - first_cell) * C::kLanes * kVector;
        const ptrdiff_t offset = static_cast<ptrdiff_t>(cell) * C::kBytes;
        if (offset + 16 <= row_bytes) {
          C::load(window, rows, offset);
        } else {
          C::load_tail(window, rows, offset, row_bytes);
        }
      }
      Sum sum[kChannels];
      for (int c = 0; c < kChannels; ++c) sum[c] = zero_sum();
      const uint8_t* in = scratch + static_cast<ptrdiff_t>(t.first - first_group) * kChannels * kVector;
      const uint32_t* w = t.weights;
      for (int32_t g = 0; g < t.count; ++g, w += kDigits) {
        const __m512i w0 = _mm512_set1_epi32(static_cast<int>(w[0]));
        const __m512i w1 = _mm512_set1_epi32(static_cast<int>(w[1]));
        const __m512i w2 = _mm512_set1_epi32(static_cast<int>(w[2]));
        for (int c = 0; c < kChannels; ++c, in += kVector) {
          const __m512i v = _mm512_load_si512(in);
          sum[c].digit[0] = _mm512_dpbusd_epi32(sum[c].digit[0], v, w0);
          sum[c].digit[1] = _mm512_dpbusd_epi32(sum[c].digit[1], v, w1);
          sum[c].digit[2] = _mm512_dpbusd_epi32(sum[c].digit[2], v, w2);
        }
      }
      for (int c = 0; c < kChannels; ++c) samples[o * kChannels + c] = to_samples(sum[c]);
    }
    // Lane l of the bytes is band l: four columns of four rows. The fourth column of RGB is overwritten by the next pixel.
    const __m512i bytes = to_bytes(samples[0], samples[1], samples[2], samples[C::kLanes - 1]);
    const ptrdiff_t at = static_cast<ptrdiff_t>(x) * kChannels * 4;
    _mm_storeu_si128(reinterpret_cast<__m128i*>(bands[0] + at), _mm512_castsi512_si128(bytes));
    _mm_storeu_si128(reinterpret_cast<__m128i*>(bands[1] + at), _mm512_extracti32x4_epi32(bytes, 1));
    _mm_storeu_si128(reinterpret_cast<__m128i*>(bands[2] + at), _mm512_extracti32x4_epi32(bytes, 2));
    _mm_storeu_si128(reinterpret_cast<__m128i*>(bands[3] + at), _mm512_extracti32x4_epi32(bytes, 3));
  }
}

void horizontal_any(uint8_t* const* bands, const uint8_t* const* rows, int32_t width, int32_t channels,
                    const ResampleTaps* taps, int32_t count, uint8_t* scratch) {
  switch (channels) {
    case 1:
      return horizontal<1>(bands, rows, width, taps, count, scratch);
    case 2:
      return horizontal<2>(bands, rows, width, taps, count, scratch);
    case 3:
      return horizontal<3>(bands, rows, width, taps, count, scratch);
    default:
      return horizontal<4>(bands, rows, width, taps, count, scratch);
  }
}

void vertical(uint8_t* out, const uint8_t* const* bands, int32_t columns, const ResampleTaps* taps) {
  // to_bytes leaves 4-column runs in the order 0, 4, 8, 12, 1, 5, ...: this puts them back.
  const __m512i order = _mm512_setr_epi32(0, 4, 8, 12, 1, 5, 9, 13, 2, 6, 10, 14, 3, 7, 11, 15);
  for (int32_t x = 0; x < columns; x += 64) {
    Sum sum[4];
    for (int i = 0; i < 4; ++i) sum[i] = zero_sum();
    const uint32_t* w = taps->weights;
    for (int32_t g = 0; g < taps->count; ++g, w += kDigits) {
      const uint8_t* in = bands[g] + static_cast<ptrdiff_t>(x) * 4;
      const __m512i w0 = _mm512_set1_epi32(static_cast<int>(w[0]));
      const __m512i w1 = _mm512_set1_epi32(static_cast<int>(w[1]));
      const __m512i w2 = _mm512_set1_epi32(static_cast<int>(w[2]));
      for (int i = 0; i < 4; ++i) {
        const __m512i v = _mm512_load_si512(in + i * kVector);
        sum[i].digit[0] = _mm512_dpbusd_epi32(sum[i].digit[0], v, w0);
        sum[i].digit[1] = _mm512_dpbusd_epi32(sum[i].digit[1], v, w1);
        sum[i].digit[2] = _mm512_dpbusd_epi32(sum[i].digit[2], v, w2);
      }
    }
    const __m512i bytes = _mm512_permutexvar_epi32(
        order, to_bytes(to_samples(sum[0]), to_samples(sum[1]), to_samples(sum[2]), to_samples(sum[3])));
    const int32_t left = columns - x;
    const __mmask64 mask = left >= 64 ? ~__mmask64{0} : (__mmask64{1} << left) - 1;
    _mm512_mask_storeu_epi8(out + x, mask, bytes);
  }
}

}  // namespace

const ResampleLevel kResampleAvx512 = {kRows, 4, kDigits, pack, horizontal_any, vertical};

}  // namespace figsift

FIGSIFT_ISA_END
