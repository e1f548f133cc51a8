#include "algorithms/hamming_join.h"

#include <algorithm>  // std::swap
#include <bit>        // std::popcount
#include <utility>    // std::pair
#include <vector>

#include "algorithms/hash_groups.h"
#include "core/status.h"

namespace figsift {
namespace {

// Pairs of groups, with how many pairs of rows they stand for. Beyond the limit only the number is kept.
class GroupPairs {
 public:
  GroupPairs(const HashGroups& left, const HashGroups& right, int64_t limit)
      : left_(left), right_(right), limit_(limit) {}

  void count(int64_t pairs) {
    total_ += pairs;
    if (total_ > limit_) pairs_ = {};
  }

  void add(uint32_t left, uint32_t right) {
    count(left_.size(left) * right_.size(right));
    if (total_ <= limit_) pairs_.emplace_back(left, right);
  }

  FsPairSink sink() {
    return {this, [](void* context, const uint32_t* left, const uint32_t* right, size_t count) -> int32_t {
              for (size_t i = 0; i < count; ++i) static_cast<GroupPairs*>(context)->add(left[i], right[i]);
              return 0;
            }};
  }

  int64_t total() const { return total_; }
  const std::vector<std::pair<uint32_t, uint32_t>>& pairs() const { return pairs_; }

 private:
  const HashGroups& left_;
  const HashGroups& right_;
  const int64_t limit_;
  int64_t total_ = 0;
  std::vector<std::pair<uint32_t, uint32_t>> pairs_;
};

void pair_equal(GroupPairs& out, const HashGroups& left, const HashGroups& right) {
  size_t i = 0, j = 0;
  while (i < left.hashes.size() && j < right.hashes.size()) {
    if (left.hashes[i] == right.hashes[j]) {
      out.add(static_cast<uint32_t>(i++), static_cast<uint32_t>(j++));
    } else {
      ++(left.hashes[i] < right.hashes[j] ? i : j);
    }
  }
}

// Adds the rows of two groups; false when cancelled.
class Expansion {
 public:
  Expansion(const FsCall& call, PairList<uint8_t>& out, bool is_self) : call_(call), out_(out), is_self_(is_self) {}

  bool cross(const HashGroups& left, size_t g, const HashGroups& right, size_t h) {
    const auto bits = static_cast<uint8_t>(std::popcount(left.hashes[g] ^ right.hashes[h]));
    for (size_t i = left.starts[g]; i < left.starts[g + 1]; ++i) {
      for (size_t j = right.starts[h]; j < right.starts[h + 1]; ++j) add(left.rows[i], right.rows[j], bits);
      if (is_stopped()) return false;
    }
    return true;
  }

  bool within(const HashGroups& groups, size_t g) {
    for (size_t i = groups.starts[g]; i < groups.starts[g + 1]; ++i) {
      for (size_t j = i + 1; j < groups.starts[g + 1]; ++j) add(groups.rows[i], groups.rows[j], 0);
      if (is_stopped()) return false;
    }
    return true;
  }

 private:
  void add(uint32_t left, uint32_t right, uint8_t bits) {
    if (is_self_ && left > right) std::swap(left, right);
    out_.add(left, right, bits);
  }

  bool is_stopped() { return ++steps_ % 1024 == 0 && is_cancelled(call_); }

  const FsCall& call_;
  PairList<uint8_t>& out_;
  const bool is_self_;
  int64_t steps_ = 0;
};

}  // namespace

FsStatus hamming_join(const FsBackend& backend, const FsCall& call, PairList<uint8_t>& out, const uint64_t* left,
                      int64_t left_count, const uint64_t* right, int64_t right_count, int32_t radius) {
  const bool is_self = right == nullptr;
  HashGroups own, others;
  FsStatus status = group_hashes(call, own, left, left_count);
  if (status.code == FS_OK && !is_self) status = group_hashes(call, others, right, right_count);
  if (status.code != FS_OK) return status;
  const HashGroups& columns = is_self ? own : others;

  GroupPairs found(own, columns, out.limit());
  if (is_self) {
    for (size_t g = 0; g < own.hashes.size(); ++g) found.count(own.size(g) * (own.size(g) - 1) / 2);
  } else if (radius == 0) {
    pair_equal(found, own, others);
  }
  // An empty vector may have no data, and null asks for a self-join.
  if (radius > 0 && !columns.hashes.empty()) {
    status = backend.hamming_screen(&call, found.sink(), own.hashes.data(), static_cast<int64_t>(own.hashes.size()),
                                    is_self ? nullptr : others.hashes.data(),
                                    static_cast<int64_t>(others.hashes.size()), radius);
    if (status.code != FS_OK) return status;
  }
  if (found.total() > out.limit()) return fail(FS_LIMIT_EXCEEDED, found.total(), out.limit());

  Expansion expansion(call, out, is_self);
  for (size_t g = 0; is_self && g < own.hashes.size(); ++g) {
    if (!expansion.within(own, g)) return fail(FS_CANCELLED);
  }
  for (const auto& [g, h] : found.pairs()) {
    if (!expansion.cross(own, g, columns, h)) return fail(FS_CANCELLED);
  }
  status = out.close_band(call, 0, left_count);
  return status.code != FS_OK ? status : out.finish();
}

}  // namespace figsift
