// Hamming joins of many hashes within a small radius: compare only hashes that agree in one of radius + 1 pieces.
//
// Cut the 64 bits into radius + 1 pieces. Two hashes that differ in at most `radius` bits agree in at least one whole
// piece, since `radius` bits cannot spoil radius + 1 of them. So it is enough to look inside the buckets of equal
// pieces, piece by piece; a pair is reported in the first piece it agrees in. Nothing is missed, nothing twice.
#pragma once

#include "algorithms/pair_list.h"
#include "backends/backend.h"

namespace figsift {

// Comparisons that the buckets need, exactly; -1 when cancelled. Costs a sort per piece. Skewed hashes need so many that
// comparing everything is cheaper. right null: self-join.
double bucket_comparisons(const FsCall& call, const uint64_t* left, int64_t left_count, const uint64_t* right,
                          int64_t right_count, int32_t radius);

// Adds the pairs to `out` and closes one band over all of them. radius: 1..7.
FsStatus bucket_join(const FsCall& call, PairList<uint8_t>& out, const uint64_t* left, int64_t left_count,
                     const uint64_t* right, int64_t right_count, int32_t radius);

}  // namespace figsift
