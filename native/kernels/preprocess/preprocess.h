// The steps of preprocessing that work on one row: alpha away, and bytes to normalised floats in planes.
#pragma once

#include <stddef.h>
#include <stdint.h>

namespace figsift {

// Pixels over an opaque background, alpha away:
//
//   out = div255(colour * alpha + background * (255 - alpha)),   div255(t) = (t + 128 + ((t + 128) >> 8)) >> 8
//
// out: [width, channels - 1]; in: [width, channels] with 2 or 4 channels, alpha last; background: [channels - 1].
// Tolerance: none. Equal to Pillow's Image.alpha_composite on an opaque background for all 256 x 256 x 256 triples: its
// 7 extra bits of precision make no difference there (test/golden).
using CompositeRow = void (*)(uint8_t* out, const uint8_t* in, int32_t width, int32_t channels,
                              const uint8_t* background);
void composite_row_scalar(uint8_t* out, const uint8_t* in, int32_t width, int32_t channels, const uint8_t* background);
void composite_row_avx2(uint8_t* out, const uint8_t* in, int32_t width, int32_t channels, const uint8_t* background);

// out: [width, channels - 1]; in: [width, channels]: alpha away, colours as they are.
using DropAlphaRow = void (*)(uint8_t* out, const uint8_t* in, int32_t width, int32_t channels);
void drop_alpha_row_scalar(uint8_t* out, const uint8_t* in, int32_t width, int32_t channels);
void drop_alpha_row_avx2(uint8_t* out, const uint8_t* in, int32_t width, int32_t channels);

// What a byte becomes, per channel: (value * rescale - mean) / std in double precision, rounded once to float32; float16
// is that float32 rounded to the nearest, ties to even.
struct NormaliseTable {
  float float32[3][256];
  uint16_t float16[3][256];
};
void normalise_table(NormaliseTable* table, double rescale, const double mean[3], const double std[3]);

// out[plane * plane_stride + x] <- table[plane][in[x, plane]], for 1 (grey, all three planes alike) or 3 channels.
// A table beats arithmetic on every level: three loads and stores per pixel, no conversion, and one rounding to argue.
void normalise_row_float32(float* out, ptrdiff_t plane_stride, const uint8_t* in, int32_t width, int32_t channels,
                           const NormaliseTable* table);
void normalise_row_float16(uint16_t* out, ptrdiff_t plane_stride, const uint8_t* in, int32_t width, int32_t channels,
                           const NormaliseTable* table);

}  // namespace figsift
