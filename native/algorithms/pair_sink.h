// Where a join's pairs go, in any order and from several threads.
#pragma once

#include <cstdint>

namespace figsift {

struct SimilarPair {
  uint32_t left, right;
  double cosine;
};

class PairSink {
 public:
  virtual ~PairSink() = default;

  // False once no further pair is kept: then count() is enough, and much cheaper for pairs that need no computing.
  virtual bool keeps() const = 0;
  virtual void add(const SimilarPair* pairs, int64_t count) = 0;
  virtual void count(int64_t more) = 0;

  // For sinks that want clusters rather than pairs. Pairs that are not needed are not computed; without twins, a row that
  // equals another comes with that one only; tiles all of whose rows are one cluster are left out.
  virtual bool needs(uint32_t, uint32_t) { return true; }
  virtual bool wants_clusters() const { return false; }
  virtual uint32_t cluster_of(uint32_t row) { return row; }
  // True once the rest of the join is of no use.
  virtual bool is_full() const { return false; }
};

}  // namespace figsift
