// Exact nearest rows by the float64 cosine law.
#pragma once

#include "backends/backend.h"

namespace figsift {

// indices, cosines: [queries.rows, k], best first, ties by lower index; 1 <= k <= corpus.rows.
FsStatus nearest(const FsBackend& backend, const FsCall& call, uint32_t* indices, double* cosines,
                 const FsRows& queries, const FsRows& corpus, int64_t k);

}  // namespace figsift
