#include "kernels/preprocess/preprocess.h"

#include <bit>  // std::bit_cast

#include "core/pixel.h"

namespace figsift {
namespace {

// IEEE 754 binary16, nearest, ties to even.
uint16_t to_float16(float value) {
  const uint32_t bits = std::bit_cast<uint32_t>(value);
  const uint32_t sign = (bits >> 16) & 0x8000;
  const uint32_t magnitude = bits & 0x7FFFFFFF;
  if (magnitude > 0x7F800000) return static_cast<uint16_t>(sign | 0x7E00);   // NaN
  if (magnitude >= 0x477FF000) return static_cast<uint16_t>(sign | 0x7C00);  // rounds beyond 65504
  // The lowest bit that stays, as a power of two: 2^-24 for subnormals, else 10 bits below the leading one.
  const uint32_t exponent = magnitude >> 23;
  if (exponent < 102) return static_cast<uint16_t>(sign);  // below half of 2^-24
  const uint32_t mantissa = (magnitude & 0x7FFFFF) | 0x800000;
  const uint32_t shift = exponent < 113 ? 126 - exponent : 13;
  const uint32_t kept = mantissa >> shift;
  const uint32_t rest = mantissa & ((1u << shift) - 1);
  const uint32_t half = 1u << (shift - 1);
  const uint32_t rounded = kept + (rest > half || (rest == half && (kept & 1) != 0) ? 1 : 0);
  // A normal number's leading one is carried into the exponent by the addition.
  const uint32_t base = exponent < 113 ? 0 : (exponent - 113) << 10;
  return static_cast<uint16_t>(sign | (base + rounded));
}

template <typename T>
void normalise_row(T* out, ptrdiff_t plane_stride, const uint8_t* in, int32_t width, int32_t channels,
                   const T (*table)[256]) {
  for (int32_t x = 0; x < width; ++x) {
    const uint8_t* const pixel = in + static_cast<ptrdiff_t>(x) * channels;
    out[x] = table[0][pixel[0]];
    out[x + plane_stride] = table[1][pixel[channels == 3 ? 1 : 0]];
    out[x + 2 * plane_stride] = table[2][pixel[channels == 3 ? 2 : 0]];
  }
}

}  // namespace

void composite_row_scalar(uint8_t* out, const uint8_t* in, int32_t width, int32_t channels, const uint8_t* background) {
  const int32_t colours = channels - 1;
  for (int32_t x = 0; x < width; ++x, in += channels, out += colours) {
    const uint32_t alpha = in[colours];
    for (int32_t c = 0; c < colours; ++c) out[c] = over(in[c], alpha, background[c]);
  }
}

void drop_alpha_row_scalar(uint8_t* out, const uint8_t* in, int32_t width, int32_t channels) {
  const int32_t colours = channels - 1;
  for (int32_t x = 0; x < width; ++x, in += channels, out += colours) {
    for (int32_t c = 0; c < colours; ++c) out[c] = in[c];
  }
}

void normalise_table(NormaliseTable* table, double rescale, const double mean[3], const double std[3]) {
  for (int c = 0; c < 3; ++c) {
    for (int value = 0; value < 256; ++value) {
      const float f = static_cast<float>((value * rescale - mean[c]) / std[c]);
      table->float32[c][value] = f;
      table->float16[c][value] = to_float16(f);
    }
  }
}

void normalise_row_float32(float* out, ptrdiff_t plane_stride, const uint8_t* in, int32_t width, int32_t channels,
                           const NormaliseTable* table) {
  normalise_row(out, plane_stride, in, width, channels, table->float32);
}

void normalise_row_float16(uint16_t* out, ptrdiff_t plane_stride, const uint8_t* in, int32_t width, int32_t channels,
                           const NormaliseTable* table) {
  normalise_row(out, plane_stride, in, width, channels, table->float16);
}

}  // namespace figsift
