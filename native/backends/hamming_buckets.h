// A Hamming join by the pieces of a plan: the hashes sorted into buckets by a piece, each bucket against those within
// the piece's radius, piece by piece. A pair is emitted by the first piece whose radius it is in.
#pragma once

#include <cstdint>
#include <vector>

#include "backends/backend.h"
#include "backends/cpu_kernels.h"
#include "backends/hamming_plan.h"

namespace figsift {

// As FsBackend::hamming_screen; plan: with pieces.
FsStatus screen_buckets(const CpuKernels& kernels, const FsCall& call, FsPairSink sink, const HammingPlan& plan,
                        const uint64_t* left, int64_t left_count, const uint64_t* right, int64_t right_count,
                        int32_t radius);

}  // namespace figsift
