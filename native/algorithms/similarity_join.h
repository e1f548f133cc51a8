// Every pair of rows with cos >= min_cosine in the float64 law: screens on the device, recheck of the survivors.
#pragma once

#include <vector>

#include "algorithms/join_report.h"
#include "algorithms/pair_sink.h"
#include "backends/backend.h"

namespace figsift {

struct JoinSettings {
  double min_cosine;
  int64_t tile;                        // edge of the tiles given to the device; the answer does not depend on it
  std::vector<int64_t> forced_widths;  // of the screens, instead of the planner's; empty: none forced
  // Not null, self-joins above 0 only: [rows], becomes the first row that each row equals byte for byte, and pairs are
  // those of first rows. So n equal rows are n numbers, not n^2 pairs. Equal rows may remain apart: then they are a pair.
  uint32_t* first_of = nullptr;
};

// b null: pairs of rows of a with left < right; else rows of a against rows of b. FS_NON_FINITE names the operand and
// its first bad row.
FsStatus similarity_join(const FsBackend& backend, const FsCall& call, PairSink& out, JoinReport& report,
                         const FsRows& a, const FsRows* b, const JoinSettings& settings);

}  // namespace figsift
