// Which pairs of a tile have an int8 dot product that, with a constant of either row, is not negative: the first stage
// of the similarity join. Bound, threshold and quantisation are in the constants (docs/numerics.md), so that a pair
// costs one integer product and one comparison, and no float.
//
//   hits = { (i, j) : sum over k of left[i][k] * right[j][k] + left_start[i] + right_start[j] >= 0 }
//
// Left codes are signed and row-major. Right codes are stored with 128 added, because the AVX-512 instruction multiplies
// unsigned by signed bytes; whoever makes left_start takes 128 * sum over k of left[i][k] off again. They lie in panels:
//
//   panel p, rows 16p .. 16p+15, as [width / 4][16][4]:  r0k0 r0k1 r0k2 r0k3 | r1k0 … | r15k3 || r0k4 …
//
// Exact at every level: a sum of 4096 products of an int8 and a uint8 stays within 4096 * 128 * 255 < 2^27, and with
// starts from kScreenNever to 2^29 every partial sum, in any order, stays within int32:
//   upwards    2^29 + 2^29 + 2^27 < 2^31
//   downwards  2 * kScreenNever - 2^27 = -2^31 + 2^27
// AVX-512: vpdpbusd adds four products to an int32 and saturates nowhere (vpdpbusds would). AVX2: vpmaddubsw would
// saturate its pairs at 2^15 (2 * 127 * 255 > 2^15), so both sides are widened to 16 bits and multiplied by vpmaddwd,
// whose pairs reach 2 * 128 * 255 < 2^31.
#pragma once

#include <cstdint>

namespace figsift {

constexpr int64_t kScreenPanel = 16;
constexpr int64_t kScreenMaxWidth = 4096;
// The start of a row that must not hit, such as one that fills up a panel: never + 2^29 + 2^27 < 0.
constexpr int32_t kScreenNever = -((1 << 30) - (1 << 27));
constexpr int32_t kScreenMaxStart = 1 << 29;

// out: room for left_rows * right_panels * 16; receives i << 16 | j for each hit, in an order that depends on the level.
//      Returns how many.
// left: [left_rows, width] int8; left_start: [left_rows]
// right: first of adjacent panels; right_start: [right_panels * 16]
// left_rows, right_panels * 16: up to 2^16; width: a multiple of 4 up to kScreenMaxWidth
int64_t screen_tile_scalar(uint32_t* out, const int8_t* left, const int32_t* left_start, int64_t left_rows,
                           const uint8_t* right, const int32_t* right_start, int64_t right_panels, int64_t width);
int64_t screen_tile_avx2(uint32_t* out, const int8_t* left, const int32_t* left_start, int64_t left_rows,
                         const uint8_t* right, const int32_t* right_start, int64_t right_panels, int64_t width);
int64_t screen_tile_avx512(uint32_t* out, const int8_t* left, const int32_t* left_start, int64_t left_rows,
                           const uint8_t* right, const int32_t* right_start, int64_t right_panels, int64_t width);

// Row-major codes to panels: adds 128 and interleaves. rows: up to any number; those that fill up the last panel are 0
// (stored 128). out: [ceil(rows / 16) * 16 * width]
void pack_screen_panels(uint8_t* out, const int8_t* codes, int64_t rows, int64_t width);

}  // namespace figsift
