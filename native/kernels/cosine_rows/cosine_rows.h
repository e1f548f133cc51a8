// The float64 cosine law: what every join, search and score of ours means by "cosine".
//
//   cos(x, y) = dot(x, y) / sqrt(dot(x, x) * dot(y, y)),   0 where either row is all zero
//
// dot(x, y) is computed over the float32 values in float64, in one fixed order:
//
//   a[j] = 0 for j in 0..15
//   for i = 0 .. d-1:   a[i mod 16] += x[i] * y[i]
//   b[j] = a[j] + a[j + 8]   (j < 8)
//   c[j] = b[j] + b[j + 4]   (j < 4)
//   e[j] = c[j] + c[j + 2]   (j < 2)
//   dot  = e[0] + e[1]
//
// A product of two float32 values has at most 48 significant bits and an exponent far inside the range of float64, so
// it is exact: a fused and an unfused multiply-add give the same bits. Every level and device therefore agrees to the
// last bit. Nothing overflows or underflows: 2^-298 <= x[i]^2 <= 2^256 for x[i] != 0.
//
// What follows from this form: cos is symmetric, identical rows have cosine exactly 1 (sqrt(s * s) == s), scaling a
// row by a power of two changes nothing, and dot(x, x) is finite exactly when every x[i] is. See docs/numerics.md.
#pragma once

#include <cmath>
#include <cstdint>

namespace figsift {

// x, y: [d]
double dot_scalar(const float* x, const float* y, int64_t d);
double dot_avx2(const float* x, const float* y, int64_t d);
double dot_avx512(const float* x, const float* y, int64_t d);

// Last step of the law. For baseline code only: an ISA region would compile its own copy of an inline function.
inline double cosine_of_dots(double xy, double xx, double yy) {
  const double squares = xx * yy;
  return squares == 0.0 ? 0.0 : xy / std::sqrt(squares);
}

}  // namespace figsift
