// What a join would take, from its plan: time by the cost model, memory by what an operand keeps of each row.
#pragma once

#include "algorithms/plan.h"

namespace figsift {

struct JoinEstimate {
  int64_t width[2];
  double share[2];
  double pairs;        // of rows, that the first screen compares
  double nanoseconds;  // of one thread
  double bytes;        // at the peak, beyond the rows themselves and the pairs found
};

JoinEstimate estimate_join(const FsBackend& backend, const FsCall& call, const PlanRequest& request);

}  // namespace figsift
