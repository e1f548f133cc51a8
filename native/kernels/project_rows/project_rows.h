// Coordinates of rows in a basis, in float32: out = scale * (x . b) - shift.
//
// Basis vectors lie in panels of 16 as in kernels/score_tile: panel p holds vectors 16p .. 16p+15 as [d][16]; those
// beyond the end are zero. Rows are read where they are, row-major.
//
// Each x . b is one chain of d products and d sums in increasing order, fused or not; then one product and one
// difference. With g(k) = k u / (1 - k u), u = 2^-24 and S = sum of |x[k] b[k]|:
//   |out - (scale * (x . b) - shift)| <= |scale| g(d + 2) S + u |out| + (d + 1) max(|scale|, 1) 2^-149
// Levels may differ within that.
#pragma once

#include <cstdint>

namespace figsift {

constexpr int64_t kBasisPanel = 16;

// Rows whose squares lie within these are multiplied where they are: no product overflows, none that counts
// underflows. Others are brought to unit length first.
constexpr double kLeastSquare = 0x1p-80;
constexpr double kMostSquare = 0x1p+200;

// out: [count, panels * 16]; rows: [count, d]; scales: [count]; basis: [panels][d][16]; shifts: [panels * 16]
void project_rows_scalar(float* out, const float* rows, const float* scales, int64_t count, const float* basis,
                         const float* shifts, int64_t panels, int64_t d);
void project_rows_avx2(float* out, const float* rows, const float* scales, int64_t count, const float* basis,
                       const float* shifts, int64_t panels, int64_t d);
void project_rows_avx512(float* out, const float* rows, const float* scales, int64_t count, const float* basis,
                         const float* shifts, int64_t panels, int64_t d);

}  // namespace figsift
