// Every pair of rows with cos >= min_cosine in the float64 law: screen on the device, recheck of the survivors.
#pragma once

#include "algorithms/pair_list.h"
#include "backends/backend.h"

namespace figsift {

// b null: pairs of rows of a with left < right; else rows of a against rows of b. `tile` is the edge of the tiles given
// to the device; the answer does not depend on it. FS_NON_FINITE names the operand and its first bad row.
FsStatus similarity_join(const FsBackend& backend, const FsCall& call, PairList<double>& out, const FsRows& a,
                         const FsRows* b, double min_cosine, int64_t tile);

}  // namespace figsift
