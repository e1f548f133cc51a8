// A run of 64-bit hashes against another: every pair within a number of bits.
//
//   hits = { (i, j) : popcount(left[i] ^ right[j]) <= radius }
#pragma once

#include <cstdint>

namespace figsift {

// out: room for left_count * right_count; receives i << 16 | j for each hit, in an order that depends on the level.
//      Returns how many. left_count, right_count: up to 2^16; radius: 0..64
int64_t hamming_tile_scalar(uint32_t* out, const uint64_t* left, int64_t left_count, const uint64_t* right,
                            int64_t right_count, int32_t radius);
int64_t hamming_tile_avx2(uint32_t* out, const uint64_t* left, int64_t left_count, const uint64_t* right,
                          int64_t right_count, int32_t radius);
int64_t hamming_tile_avx512(uint32_t* out, const uint64_t* left, int64_t left_count, const uint64_t* right,
                            int64_t right_count, int32_t radius);

}  // namespace figsift
