// The dot product of two float32 rows in float32: an estimate that rules out most pairs before the law computes them.
//
//   |estimate - x . y| <= g |x| |y|,   g = (d + 8) u / (1 - (d + 8) u),   u = 2^-24
//
// whatever the order of the additions and whether they are fused, as long as nothing overflows or underflows
// (docs/numerics.md#estimate). So levels need not agree here: no answer is made of an estimate.
#pragma once

#include <cstdint>

namespace figsift {

// x, y: [d]
float dot_float32_scalar(const float* x, const float* y, int64_t d);
float dot_float32_avx2(const float* x, const float* y, int64_t d);
float dot_float32_avx512(const float* x, const float* y, int64_t d);

}  // namespace figsift
