// Approximate dot products of a tile of unit rows in float32, and the pairs of it that reach a floor: the screen of the
// similarity join. Its error is bounded (docs/numerics.md#screen), so what it drops cannot be in the answer, and what
// it keeps is computed again in the float64 law. Levels may differ in the last bits here; answers do not.
//
// Rows lie in panels of 16, interleaved: panel p holds rows 16 p .. 16 p + 15 as [d][16], so that one load gives one
// coordinate of 16 rows. Rows beyond the end are zero.
//
//   panel p:  x[16p][0] x[16p+1][0] … x[16p+15][0] | x[16p][1] … | …
#pragma once

#include <cstdint>

namespace figsift {

constexpr int64_t kPanelRows = 16;

// out: [left_panels * 16, right_panels * 16], out[i][j] = sum over k of left[i][k] * right[j][k], each sum one chain of
// d roundings (fused or not) in increasing k. left, right: first of adjacent panels.
void score_tile_scalar(float* out, const float* left, const float* right, int64_t left_panels, int64_t right_panels,
                       int64_t d);
void score_tile_avx2(float* out, const float* left, const float* right, int64_t left_panels, int64_t right_panels,
                     int64_t d);
void score_tile_avx512(float* out, const float* left, const float* right, int64_t left_panels, int64_t right_panels,
                       int64_t d);

// columns: [count], receives every j with scores[j] >= floor in increasing order; returns how many.
int64_t reach_floor_scalar(uint32_t* columns, const float* scores, int64_t count, float floor);
int64_t reach_floor_avx2(uint32_t* columns, const float* scores, int64_t count, float floor);
int64_t reach_floor_avx512(uint32_t* columns, const float* scores, int64_t count, float floor);

}  // namespace figsift
