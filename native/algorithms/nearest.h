// Exact nearest rows by the float64 cosine law.
#pragma once

#include <vector>

#include "backends/backend.h"

namespace figsift {

struct NearestSettings {
  int64_t k;                           // 1 <= k <= corpus.rows
  std::vector<int64_t> forced_widths;  // of the screens, instead of the planner's; empty: none forced
};

// indices, cosines: [queries.rows, k], best first, ties by lower index.
FsStatus nearest(const FsBackend& backend, const FsCall& call, uint32_t* indices, double* cosines,
                 const FsRows& queries, const FsRows& corpus, const NearestSettings& settings);

}  // namespace figsift
