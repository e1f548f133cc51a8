// Dot products of listed pairs of int8 rows: the second stage of the similarity join, on what the first let through.
//
//   out[n] = sum over k of left[a[n]][k] * right[b[n]][k]
//
// Rows lie all over memory, so those of later pairs are fetched ahead. Exact at every level for any codes: with widths
// up to 2^15 even 255 * 128 per product, which AVX-512 forms by adding 128 on one side, stays within 2^30.
#pragma once

#include <cstdint>

namespace figsift {

// left, right: row-major [*, width]; a, b: [count] row numbers; width: 1..2^15
void dot_pairs_int8_scalar(int32_t* out, const int8_t* left, const int8_t* right, const uint32_t* a, const uint32_t* b,
                           int64_t count, int64_t width);
void dot_pairs_int8_avx2(int32_t* out, const int8_t* left, const int8_t* right, const uint32_t* a, const uint32_t* b,
                         int64_t count, int64_t width);
void dot_pairs_int8_avx512(int32_t* out, const int8_t* left, const int8_t* right, const uint32_t* a, const uint32_t* b,
                           int64_t count, int64_t width);

}  // namespace figsift
