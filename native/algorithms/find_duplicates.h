// From embeddings to clusters and to which rows stay, in memory for rows only: pairs are never all held where there are
// too many of them.
#pragma once

#include "algorithms/join_report.h"
#include "algorithms/resolve_duplicates.h"
#include "algorithms/similarity_join.h"
#include "backends/backend.h"

namespace figsift {

struct DuplicateSettings {
  JoinSettings join;  // min_cosine above 0
  KeepPolicy policy;
  const double* priority;  // [rows], or null
  // Greedy: above so many pairs the rows of each component are gone through instead.
  int64_t pair_limit;
};

// Outputs as resolve_duplicates has them, for all pairs with cos >= min_cosine. FS_NON_FINITE: detail[0] is 0 for a row of
// the embeddings, 1 for a priority; detail[1] its number.
FsStatus find_duplicates(const FsBackend& backend, const FsCall& call, uint32_t* cluster, uint8_t* keep,
                         int32_t* duplicate_of, JoinReport& report, const FsRows& rows,
                         const DuplicateSettings& settings);

}  // namespace figsift
