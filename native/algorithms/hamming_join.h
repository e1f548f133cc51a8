// Every pair of 64-bit hashes within a number of bits, with their distance.
#pragma once

#include "algorithms/pair_list.h"
#include "backends/backend.h"

namespace figsift {

// right null: pairs of left with left < right. radius: 0..64. Equal hashes count as one until the end.
FsStatus hamming_join(const FsBackend& backend, const FsCall& call, PairList<uint8_t>& out, const uint64_t* left,
                      int64_t left_count, const uint64_t* right, int64_t right_count, int32_t radius);

}  // namespace figsift
