// From rows that were compared to the pairs a join reports: with the rows that equal them, and with what no screen needs
// to find.
#pragma once

#include <vector>

#include "algorithms/operand.h"
#include "algorithms/pair_sink.h"
#include "algorithms/similarity_join.h"
#include "backends/backend.h"

namespace figsift {

// Of one thread.
struct PairBuffer {
  std::vector<SimilarPair> pairs;
  int64_t emitted = 0;
};

class PairEmitter {
 public:
  // left and right are the same operand in a self-join; both collapsed before the first pair comes.
  PairEmitter(const Operand& left, const Operand& right, PairSink& out, const JoinSettings& settings)
      : left_(left), right_(right), is_self_(&left == &right), out_(out), settings_(settings) {}

  // A pair of rows and of all that equal them.
  void emit(PairBuffer& buffer, uint32_t a, uint32_t b, double cosine);

  // Rows with their own twins, and zero rows where the threshold lets them in.
  FsStatus emit_known(const FsCall& call, PairBuffer& buffer);

  // Gives the sink what the buffer holds.
  void hand_on(PairBuffer& buffer);

 private:
  void push(PairBuffer& buffer, uint32_t a, uint32_t b, double cosine);
  // Whether so many more pairs are to be pushed one by one; if not, they are counted.
  bool takes(const FsCall& call, PairBuffer& buffer, int64_t pairs);
  void emit_twins(const FsCall& call, PairBuffer& buffer);
  void emit_zeros(const FsCall& call, PairBuffer& buffer);

  const Operand &left_, &right_;
  const bool is_self_;
  PairSink& out_;
  const JoinSettings& settings_;
};

}  // namespace figsift
