// What a join did, for `explain`.
#pragma once

#include <cstdint>

#include "backends/backend.h"

namespace figsift {

struct JoinReport {
  int64_t width[2] = {0, 0};  // 0: no screen
  int32_t basis = 0;          // BasisKind
  double scale = 0;
  double expected_share[2] = {1, 1};
  double expected_milliseconds = 0;
  FsScreenStats screens = {};
  int64_t rechecked = 0, found = 0;
  int64_t plan_nanoseconds = 0, coding_nanoseconds = 0, recheck_nanoseconds = 0, total_nanoseconds = 0;
  int64_t tiles = 0, tiles_skipped = 0;
  int64_t rows_collapsed = 0, zero_rows = 0;
  int32_t threads = 1;
};

}  // namespace figsift
