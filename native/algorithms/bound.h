// The bound that lets a screen drop a pair. Steps are those of docs/numerics.md#bound.
//
//   law's cosine >= t  =>  s |q_x - q_y| <= reach + a_x + a_y  =>  q_x . q_y + start_x + start_y >= 0
//
// q codes, s their scale, a_x >= |z_x - s q_x| with z_x the exact image of the unit row. FIGSIFT_MUTANT puts one unsound
// bound in the place of a sound one: the test suite must then fail. It is never defined in a released build.
#pragma once

#include <algorithm>  // std::clamp
#include <cmath>
#include <cstdint>

#ifndef FIGSIFT_MUTANT
#define FIGSIFT_MUTANT 0
#endif

namespace figsift {

constexpr double kLargestStart = 1 << 28;

// Step 1: how far the law's value can lie from the cosine of the real numbers.
inline double law_error(int64_t cols) { return (static_cast<double>(cols) / 8 + 16) * 0x1p-53; }

// A float32 estimate of a cosine under this proves the law's cosine under `floor` (docs/numerics.md#estimate).
inline double estimate_floor(double floor, int64_t cols) {
#if FIGSIFT_MUTANT == 7  // the estimate taken for the cosine
  return floor;
#else
  const double error = static_cast<double>(cols + 8) * 0x1p-24;
  return floor - (error / (1.0 - error) * 1.001 + law_error(cols));
#endif
}

// Steps 1 to 3: the largest |B (x - y)| of a pair whose cosine reaches min_cosine. `excess`: |B|^2 <= 1 + excess.
inline double code_reach(double min_cosine, int64_t cols, double excess) {
  const double square = 2.0 * std::max(0.0, 1.0 - min_cosine + law_error(cols));
  return std::sqrt(square * (1.0 + excess)) * (1.0 + 0x1p-40);
}

// Step 4: |p - z|, what the float32 products, the scale of the row and the offset add.
inline double projection_error(int64_t cols, int64_t width, double excess, bool is_identity) {
  constexpr double u = 0x1p-24;
  const double norm = std::sqrt(1.0 + excess);
  const double rounded = 3.0 * u * norm + 4.0 * u + 0x1p-60;
  if (is_identity) return rounded;
  const double chain = static_cast<double>(cols + 4) * u;
  return std::sqrt(static_cast<double>(width)) * norm * (chain / (1.0 - chain)) + rounded;
}

// Steps 5 and 6 for one row: half of what the squares and the errors of the two rows add. Rounded up.
inline int32_t screen_start(double reach, double residual, double scale, int32_t code_square) {
#if FIGSIFT_MUTANT == 1  // reach and residual as one norm: the cross term is gone
  const double own = reach * reach / 4 + residual * residual;
#elif FIGSIFT_MUTANT == 2  // no quantisation error
  const double own = reach * reach / 4;
#elif FIGSIFT_MUTANT == 3  // the residual of one row of the two
  const double own = (reach / 2 + residual / 2) * (reach / 2 + residual / 2);
#else
  const double own = (reach / 2 + residual) * (reach / 2 + residual);
#endif
  const double exact = own / (scale * scale) * (1.0 + 0x1p-40) - 0.5 * code_square;
#if FIGSIFT_MUTANT == 4  // rounded down
  return static_cast<int32_t>(std::clamp(std::floor(exact), -kLargestStart, kLargestStart));
#else
  return static_cast<int32_t>(std::clamp(std::ceil(exact + 0x1p-10), -kLargestStart, kLargestStart));
#endif
}

// Where every row x has a reach of its own (nearest): (r + a + b)^2 <= (1 + balance) (r + a)^2 + (1 + 1 / balance) b^2,
// nearly equal where balance is about b / (r + a).
inline int32_t query_start(double reach, double residual, double scale, int32_t code_square, double balance) {
#if FIGSIFT_MUTANT == 5  // the error of the other row has no room
  const double own = (reach + residual) * (reach + residual) / 2;
#else
  const double own = (reach + residual) * (reach + residual) * (1.0 + balance) / 2;
#endif
  const double exact = own / (scale * scale) * (1.0 + 0x1p-40) - 0.5 * code_square;
  return static_cast<int32_t>(std::clamp(std::ceil(exact + 0x1p-10), -kLargestStart, kLargestStart));
}

inline int32_t corpus_start(double residual, double scale, int32_t code_square, double balance) {
#if FIGSIFT_MUTANT == 6  // the square of the sum as the sum of the squares
  const double own = residual * residual / 2;
#else
  const double own = residual * residual * (1.0 + 1.0 / balance) / 2;
#endif
  const double exact = own / (scale * scale) * (1.0 + 0x1p-40) - 0.5 * code_square;
  return static_cast<int32_t>(std::clamp(std::ceil(exact + 0x1p-10), -kLargestStart, kLargestStart));
}

}  // namespace figsift
