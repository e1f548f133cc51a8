// Hashes with the rows that carry each: equal hashes are collapsed before a join, however many there are.
#pragma once

#include <cstdint>
#include <vector>

#include "backends/backend.h"

namespace figsift {

struct HashGroups {
  std::vector<uint64_t> hashes;  // increasing, each once
  std::vector<uint32_t> starts;  // [hashes + 1]
  std::vector<uint32_t> rows;    // group g: rows[starts[g]] .. rows[starts[g + 1]], increasing

  int64_t size(size_t group) const { return int64_t{starts[group + 1]} - int64_t{starts[group]}; }
};

// Borrowed memory may change meanwhile: the hashes are read once.
FsStatus group_hashes(const FsCall& call, HashGroups& out, const uint64_t* hashes, int64_t count);

}  // namespace figsift
