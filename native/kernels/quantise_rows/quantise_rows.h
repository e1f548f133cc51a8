// Float rows to int8 codes with one scale, and the two norms that the bound of the screen needs of each row.
//
//   q = clamp(round(p / scale), -127, 127)     square = sum of p^2     error = sum of (p - scale * q)^2
//
// The codes need no accuracy, because the errors are those of the codes that were chosen: p / scale is p * (1 / scale)
// in float32, rounded to nearest even. The sums are float64: scale * q and p^2 are exact, p - scale * q and its square
// are rounded once each, never fused, and terms are added into eight lanes (k mod 8), lanes by halves. So levels give
// the same bits, and either sum is within a relative (width / 8 + 8) 2^-53 of the true one.
#pragma once

#include <cstdint>

namespace figsift {

// codes: [count, width]; squares, errors: [count]; rows: [count] of `width` finite values, `stride` apart; scale > 2^-120
void quantise_rows_scalar(int8_t* codes, double* squares, double* errors, const float* rows, int64_t count,
                          int64_t width, int64_t stride, float scale);
void quantise_rows_avx2(int8_t* codes, double* squares, double* errors, const float* rows, int64_t count, int64_t width,
                        int64_t stride, float scale);
void quantise_rows_avx512(int8_t* codes, double* squares, double* errors, const float* rows, int64_t count,
                          int64_t width, int64_t stride, float scale);

}  // namespace figsift
