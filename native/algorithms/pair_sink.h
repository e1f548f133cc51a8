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
};

}  // namespace figsift
