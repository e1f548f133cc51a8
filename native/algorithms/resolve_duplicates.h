// From pairs of similar rows to clusters and to which rows stay.
#pragma once

#include <cstdint>

#include "backends/backend.h"

namespace figsift {

enum class KeepPolicy : int32_t {
  kGreedy = 0,     // a row is dropped iff it is similar to a kept row that ranks before it
  kComponent = 1,  // the best row of each connected component is kept
};

// Rows rank by higher priority, then by lower row; priority null means by row alone.
//
// cluster: [rows], smallest row of the component, own row when alone; keep: [rows], 1 or 0; duplicate_of: [rows], the
// best-ranking kept row that the row is similar to (greedy) or the kept row of its component; -1 when kept.
// Pairs may come in any order and direction, repeated, and with left == right.
//
// first_of: null, or [rows], the first row of those that each row is equal to: they are similar to each other, and what
// a pair says of one of them it says of all.
// FS_BAD_ARGUMENT: detail = {first pair that names a row >= rows, 0} or {row whose first row has another one, 1}.
// FS_NON_FINITE: detail[1] = row with a NaN priority.
FsStatus resolve_duplicates(const FsCall& call, uint32_t* cluster, uint8_t* keep, int32_t* duplicate_of, int64_t rows,
                            const uint32_t* left, const uint32_t* right, int64_t pairs, const uint32_t* first_of,
                            const double* priority, KeepPolicy policy);

}  // namespace figsift
