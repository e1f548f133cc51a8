// Pairs in memory, put in order of (left, right) at the end, up to a limit.
#pragma once

#include <atomic>
#include <cstdint>
#include <mutex>
#include <vector>

#include "algorithms/pair_sink.h"
#include "backends/backend.h"

namespace figsift {

// Beyond the limit nothing is kept, but counting goes on, so that the error can say how many there would be.
class PairCollector final : public PairSink {
 public:
  // stops: ends the join at the limit instead of counting on.
  explicit PairCollector(int64_t limit, bool stops = false) : limit_(limit), stops_(stops) {}

  bool keeps() const override { return total_.load(std::memory_order_relaxed) <= limit_; }
  bool is_full() const override { return stops_ && !keeps(); }
  void add(const SimilarPair* pairs, int64_t count) override;
  void count(int64_t more) override;

  // Orders what was added; rows: one more than the largest left row. FS_LIMIT_EXCEEDED with the numbers.
  FsStatus finish(const FsCall& call, int64_t rows);

  std::vector<uint32_t> left, right;
  std::vector<double> values;

 private:
  const int64_t limit_;
  const bool stops_;
  std::atomic<int64_t> total_{0};
  std::mutex mutex_;
  std::vector<SimilarPair> pairs_;
};

}  // namespace figsift
