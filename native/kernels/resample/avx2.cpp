#include "kernels/resample/resample.h"

#include <immintrin.h>
#include <string.h>  // memcpy

#include "core/isa.h"

// A lane of 32 bits holds four neighbouring samples of one channel. Its samples 0 and 2, and its samples 1 and 3, are
// widened to pairs of 16 bits; vpmaddwd adds the products of a pair with two signed 16-bit digits. A weight has two
// such digits, worth 1 and 2^16. Along x the 8 lanes are 8 rows, so that weights are broadcast; along y they are 8 columns.

FIGSIFT_AVX2_BEGIN

namespace figsift {
namespace {

constexpr int kRows = 8;
constexpr int kWords = 4;    // low digits of samples 0 and 2, of 1 and 3, then the high digits
constexpr int kVector = 64;  // even samples and odd samples, 32 bytes each

void pack(uint32_t* words, const int32_t* weights) {
  int16_t digits[2][2][2];  // [digit][odd][pair]
  for (int i = 0; i < 4; ++i) {
    const int16_t low = static_cast<int16_t>(weights[i] & 0xFFFF);
    digits[0][i & 1][i >> 1] = low;
    digits[1][i & 1][i >> 1] = static_cast<int16_t>((weights[i] - low) / 65536);
  }
  memcpy(words, digits, sizeof digits);
}

struct Weights {
  __m256i low_even, low_odd, high_even, high_odd;
};

inline Weights broadcast(const uint32_t* w) {
  return {_mm256_set1_epi32(static_cast<int>(w[0])), _mm256_set1_epi32(static_cast<int>(w[1])),
          _mm256_set1_epi32(static_cast<int>(w[2])), _mm256_set1_epi32(static_cast<int>(w[3]))};
}

struct Sum {
  __m256i low, high;
};

inline Sum zero_sum() { return {_mm256_set1_epi32(1 << 21), _mm256_setzero_si256()}; }

inline void add_group(Sum& sum, __m256i even, __m256i odd, const Weights& w) {
  sum.low = _mm256_add_epi32(sum.low, _mm256_madd_epi16(even, w.low_even));
  sum.high = _mm256_add_epi32(sum.high, _mm256_madd_epi16(even, w.high_even));
  sum.low = _mm256_add_epi32(sum.low, _mm256_madd_epi16(odd, w.low_odd));
  sum.high = _mm256_add_epi32(sum.high, _mm256_madd_epi16(odd, w.high_odd));
}

inline __m256i even_samples(__m256i v) { return _mm256_and_si256(v, _mm256_set1_epi16(0xFF)); }
inline __m256i odd_samples(__m256i v) { return _mm256_srli_epi16(v, 8); }

// Not clipped yet: in [-512, 511].
inline __m256i to_samples(const Sum& sum) {
  return _mm256_srai_epi32(_mm256_add_epi32(_mm256_slli_epi32(sum.high, 16), sum.low), 22);
}

// Clips and packs; 128-bit lane l of the result holds elements 4l .. 4l + 3 of a, then of b, c and d.
inline __m256i to_bytes(__m256i a, __m256i b, __m256i c, __m256i d) {
  return _mm256_packus_epi16(_mm256_packs_epi32(a, b), _mm256_packs_epi32(c, d));
}

// 16 bytes at `offset` of rows i and i + 4.
inline __m256i load_rows(const uint8_t* const* rows, int i, ptrdiff_t offset) {
  const __m128i low = _mm_loadu_si128(reinterpret_cast<const __m128i*>(rows[i] + offset));
  const __m128i high = _mm_loadu_si128(reinterpret_cast<const __m128i*>(rows[i + 4] + offset));
  return _mm256_inserti128_si256(_mm256_castsi128_si256(low), high, 1);
}

inline void store_samples(uint8_t* window, int lane, __m256i v) {
  __m256i* const out = reinterpret_cast<__m256i*>(window + lane * kVector);
  _mm256_store_si256(out, even_samples(v));
  _mm256_store_si256(out + 1, odd_samples(v));
}

// A cell is what one 16-byte load of a row gives: four lanes (three for RGB), each with four samples of one channel.
template <int kChannels>
struct Cell {
  static constexpr int kLanes = kChannels == 3 ? 3 : 4;
  static constexpr int kGroups = kLanes / kChannels;
  static constexpr int kBytes = 4 * kLanes;

  static __m256i order() {
    switch (kChannels) {
      case 2:
        return _mm256_broadcastsi128_si256(_mm_setr_epi8(0, 2, 4, 6, 1, 3, 5, 7, 8, 10, 12, 14, 9, 11, 13, 15));
      case 3:
        return _mm256_broadcastsi128_si256(_mm_setr_epi8(0, 3, 6, 9, 1, 4, 7, 10, 2, 5, 8, 11, 0, 0, 0, 0));
      default:
        return _mm256_broadcastsi128_si256(_mm_setr_epi8(0, 4, 8, 12, 1, 5, 9, 13, 2, 6, 10, 14, 3, 7, 11, 15));
    }
  }

  // window: [groups, channels] vectors, lane r of each belonging to row r.
  static inline void load(uint8_t* window, const uint8_t* const* rows, ptrdiff_t offset) {
    __m256i v[4];
    for (int i = 0; i < 4; ++i) {
      v[i] = load_rows(rows, i, offset);
      if (kChannels > 1) v[i] = _mm256_shuffle_epi8(v[i], order());
    }
    const __m256i low01 = _mm256_unpacklo_epi32(v[0], v[1]), high01 = _mm256_unpackhi_epi32(v[0], v[1]);
    const __m256i low23 = _mm256_unpacklo_epi32(v[2], v[3]), high23 = _mm256_unpackhi_epi32(v[2], v[3]);
    store_samples(window, 0, _mm256_unpacklo_epi64(low01, low23));
    store_samples(window, 1, _mm256_unpackhi_epi64(low01, low23));
    store_samples(window, 2, _mm256_unpacklo_epi64(high01, high23));
    if (kLanes == 4) store_samples(window, 3, _mm256_unpackhi_epi64(high01, high23));
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
    __m256i samples[4];
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
      for (int32_t g = 0; g < t.count; ++g) {
        const Weights w = broadcast(t.weights + g * kWords);
        for (int c = 0; c < kChannels; ++c, in += kVector) {
          const __m256i* const v = reinterpret_cast<const __m256i*>(in);
          add_group(sum[c], _mm256_load_si256(v), _mm256_load_si256(v + 1), w);
        }
      }
      for (int c = 0; c < kChannels; ++c) samples[o * kChannels + c] = to_samples(sum[c]);
    }
    // Lane l of the bytes is band l: four columns of four rows. The fourth column of RGB is overwritten by the next pixel.
    const __m256i bytes = to_bytes(samples[0], samples[1], samples[2], samples[C::kLanes - 1]);
    const ptrdiff_t at = static_cast<ptrdiff_t>(x) * kChannels * 4;
    _mm_storeu_si128(reinterpret_cast<__m128i*>(bands[0] + at), _mm256_castsi256_si128(bytes));
    _mm_storeu_si128(reinterpret_cast<__m128i*>(bands[1] + at), _mm256_extracti128_si256(bytes, 1));
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
  // to_bytes leaves 4-column runs in the order 0, 2, 4, 6, 1, 3, 5, 7: this puts them back.
  const __m256i order = _mm256_setr_epi32(0, 4, 1, 5, 2, 6, 3, 7);
  for (int32_t x = 0; x < columns; x += 32) {
    Sum sum[4];
    for (int i = 0; i < 4; ++i) sum[i] = zero_sum();
    for (int32_t g = 0; g < taps->count; ++g) {
      const __m256i* const in = reinterpret_cast<const __m256i*>(bands[g] + static_cast<ptrdiff_t>(x) * 4);
      const Weights w = broadcast(taps->weights + g * kWords);
      for (int i = 0; i < 4; ++i) {
        const __m256i v = _mm256_load_si256(in + i);
        add_group(sum[i], even_samples(v), odd_samples(v), w);
      }
    }
    const __m256i bytes = _mm256_permutevar8x32_epi32(
        to_bytes(to_samples(sum[0]), to_samples(sum[1]), to_samples(sum[2]), to_samples(sum[3])), order);
    const int32_t left = columns - x;
    if (left >= 32) {
      _mm256_storeu_si256(reinterpret_cast<__m256i*>(out + x), bytes);
    } else {
      uint8_t copy[32];
      _mm256_storeu_si256(reinterpret_cast<__m256i*>(copy), bytes);
      memcpy(out + x, copy, static_cast<size_t>(left));
    }
  }
}

}  // namespace

const ResampleLevel kResampleAvx2 = {kRows, 4, kWords, pack, horizontal_any, vertical};

}  // namespace figsift

FIGSIFT_ISA_END
