// One 64-bit hash against a run of others: every column within a number of bits.
//
//   columns = { j : popcount(hash ^ others[j]) <= radius }
#pragma once

#include <cstdint>

namespace figsift {

// columns: [count], filled in increasing order; returns how many. others: [count]; radius: 0..64
int64_t hamming_row_scalar(uint32_t* columns, uint64_t hash, const uint64_t* others, int64_t count, int32_t radius);
int64_t hamming_row_avx2(uint32_t* columns, uint64_t hash, const uint64_t* others, int64_t count, int32_t radius);

}  // namespace figsift
