#include "algorithms/pair_collector.h"

#include <algorithm>  // std::sort

#include "core/parallel.h"
#include "core/status.h"

namespace figsift {

void PairCollector::add(const SimilarPair* pairs, int64_t count) {
  std::lock_guard lock(mutex_);
  total_ += count;
  if (!keeps()) {
    pairs_ = {};
    return;
  }
  pairs_.insert(pairs_.end(), pairs, pairs + count);
}

void PairCollector::count(int64_t more) {
  std::lock_guard lock(mutex_);
  total_ += more;
  if (!keeps()) pairs_ = {};
}

FsStatus PairCollector::finish(const FsCall& call, int64_t rows) {
  if (!keeps()) return fail(FS_LIMIT_EXCEEDED, total_.load(), limit_);
  // Counting sort by left row into the arrays, then each row by right.
  std::vector<size_t> starts(static_cast<size_t>(rows) + 1, 0);
  for (const SimilarPair& pair : pairs_) ++starts[pair.left + 1];
  for (size_t i = 1; i < starts.size(); ++i) starts[i] += starts[i - 1];
  left.resize(pairs_.size());
  right.resize(pairs_.size());
  values.resize(pairs_.size());
  {
    std::vector<size_t> next(starts.begin(), starts.end() - 1);
    for (const SimilarPair& pair : pairs_) {
      const size_t at = next[pair.left]++;
      left[at] = pair.left;
      right[at] = pair.right;
      values[at] = pair.cosine;
    }
  }
  pairs_ = {};
  constexpr int64_t kStep = 1024;
  return parallel_for(call, (rows + kStep - 1) / kStep, [&](int64_t step, int) {
    std::vector<SimilarPair> row;
    for (int64_t i = step * kStep; i < std::min((step + 1) * kStep, rows); ++i) {
      const size_t begin = starts[static_cast<size_t>(i)], end = starts[static_cast<size_t>(i) + 1];
      if (end - begin < 2) continue;
      row.clear();
      for (size_t n = begin; n < end; ++n) row.push_back({left[n], right[n], values[n]});
      std::sort(row.begin(), row.end(), [](const SimilarPair& a, const SimilarPair& b) { return a.right < b.right; });
      for (size_t n = begin; n < end; ++n) {
        right[n] = row[n - begin].right;
        values[n] = row[n - begin].cosine;
      }
    }
  });
}

}  // namespace figsift
