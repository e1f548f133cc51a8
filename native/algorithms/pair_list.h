// The answer of a join: pairs in order of (left, right), each with one value, up to a limit.
#pragma once

#include <algorithm>  // std::sort
#include <cstdint>
#include <vector>

#include "backends/backend.h"
#include "core/parallel.h"
#include "core/status.h"

namespace figsift {

// Joins go through the rows band by band: the pairs of a band are gathered in any order, then sorted and appended.
// Beyond the limit nothing is kept, but counting goes on, so that the error can say how many there would be.
template <typename Value>
class PairList {
 public:
  explicit PairList(int64_t limit) : limit_(limit) {}

  void add(uint32_t left_row, uint32_t right_row, Value value) {
    ++total_;
    if (total_ > limit_) return drop();
    band_.push_back({left_row, right_row, value});
  }

  // Ends the band of left rows [begin, end).
  FsStatus close_band(const FsCall& call, int64_t begin, int64_t end) {
    if (band_.empty()) return ok();
    // Counting sort by left row, then each row by right.
    std::vector<size_t> starts(static_cast<size_t>(end - begin) + 1, 0);
    for (const Pair& pair : band_) ++starts[static_cast<size_t>(pair.left - begin) + 1];
    for (size_t i = 1; i < starts.size(); ++i) starts[i] += starts[i - 1];
    std::vector<Pair> sorted(band_.size());
    std::vector<size_t> next(starts.begin(), starts.end() - 1);
    for (const Pair& pair : band_) sorted[next[static_cast<size_t>(pair.left - begin)]++] = pair;
    const FsStatus status = parallel_for(call, end - begin, [&](int64_t row, int) {
      const auto first = sorted.begin() + static_cast<ptrdiff_t>(starts[static_cast<size_t>(row)]);
      const auto last = sorted.begin() + static_cast<ptrdiff_t>(starts[static_cast<size_t>(row) + 1]);
      std::sort(first, last, [](const Pair& a, const Pair& b) { return a.right < b.right; });
    });
    if (status.code != FS_OK) return status;
    for (const Pair& pair : sorted) {
      left.push_back(pair.left);
      right.push_back(pair.right);
      values.push_back(pair.value);
    }
    band_.clear();
    return ok();
  }

  int64_t limit() const { return limit_; }

  FsStatus finish() const { return total_ > limit_ ? fail(FS_LIMIT_EXCEEDED, total_, limit_) : ok(); }

  std::vector<uint32_t> left, right;
  std::vector<Value> values;

 private:
  struct Pair {
    uint32_t left, right;
    Value value;
  };

  void drop() {
    if (band_.empty() && left.empty()) return;
    band_ = {};
    left = right = {};
    values = {};
  }

  const int64_t limit_;
  int64_t total_ = 0;
  std::vector<Pair> band_;
};

}  // namespace figsift
