#include "algorithms/resolve_duplicates.h"

#include <algorithm>  // std::sort
#include <cmath>      // std::isnan
#include <numeric>    // std::iota
#include <vector>

#include "algorithms/union_find.h"
#include "core/status.h"

namespace figsift {
namespace {

constexpr int64_t kPoll = 1 << 16;

struct Pair {
  uint32_t left, right;
};

// The first row of each row's group of equals.
FsStatus checked_groups(std::vector<uint32_t>& group, int64_t rows, const uint32_t* first_of) {
  group.resize(static_cast<size_t>(rows));
  std::iota(group.begin(), group.end(), 0u);
  if (first_of == nullptr) return ok();
  for (uint32_t row = 0; row < group.size(); ++row) {
    const uint32_t first = first_of[row];
    // First rows come before, so theirs is decided.
    if (first > row || group[first] != first) return fail(FS_BAD_ARGUMENT, row, 1);
    group[row] = first;
  }
  return ok();
}

// Pairs of groups. Each index is read once, checked, and the checked value is what is used: borrowed memory may change
// meanwhile.
FsStatus checked_pairs(const FsCall& call, std::vector<Pair>& out, const std::vector<uint32_t>& group,
                       const uint32_t* left, const uint32_t* right, int64_t pairs) {
  out.reserve(static_cast<size_t>(pairs));
  for (int64_t i = 0; i < pairs; ++i) {
    if (i % kPoll == 0 && is_cancelled(call)) return fail(FS_CANCELLED);
    const Pair rows = {left[i], right[i]};
    if (rows.left >= group.size() || rows.right >= group.size()) return fail(FS_BAD_ARGUMENT, i);
    const Pair pair = {group[rows.left], group[rows.right]};
    if (pair.left != pair.right) out.push_back(pair);
  }
  return ok();
}

// rank[row] = place of the row when the best comes first.
FsStatus ranks(std::vector<uint32_t>& rank, int64_t rows, const double* priority) {
  const auto count = static_cast<size_t>(rows);
  rank.resize(count);
  std::vector<uint32_t> order(count);
  std::iota(order.begin(), order.end(), 0u);
  if (priority != nullptr) {
    const std::vector<double> own(priority, priority + count);
    for (size_t row = 0; row < count; ++row) {
      if (std::isnan(own[row])) return fail(FS_NON_FINITE, 0, static_cast<int64_t>(row));
    }
    std::sort(order.begin(), order.end(),
              [&](uint32_t a, uint32_t b) { return own[a] != own[b] ? own[a] > own[b] : a < b; });
  }
  for (size_t place = 0; place < count; ++place) rank[order[place]] = static_cast<uint32_t>(place);
  return ok();
}

void keep_components(uint8_t* keep, int32_t* duplicate_of, const uint32_t* cluster, const std::vector<uint32_t>& rank) {
  std::vector<uint32_t> best(rank.size());
  std::iota(best.begin(), best.end(), 0u);
  for (uint32_t row = 0; row < rank.size(); ++row) {
    uint32_t& holder = best[cluster[row]];
    if (rank[row] < rank[holder]) holder = row;
  }
  for (uint32_t row = 0; row < rank.size(); ++row) {
    const uint32_t holder = best[cluster[row]];
    keep[row] = holder == row ? 1 : 0;
    duplicate_of[row] = holder == row ? -1 : static_cast<int32_t>(holder);
  }
}

// Goes through the rows from best to worst. The first row that is kept in a group or beside it holds the group from then
// on: whatever comes later in the group goes, and no kept row that it is similar to ranks better.
void keep_greedily(uint8_t* keep, int32_t* duplicate_of, const std::vector<Pair>& pairs,
                   const std::vector<uint32_t>& group, const std::vector<uint32_t>& rank) {
  const size_t count = rank.size();
  std::vector<size_t> starts(count + 1, 0);
  for (const Pair& pair : pairs) {
    ++starts[pair.left + 1];
    ++starts[pair.right + 1];
  }
  for (size_t i = 1; i <= count; ++i) starts[i] += starts[i - 1];
  std::vector<uint32_t> similar(pairs.size() * 2);
  std::vector<size_t> next(starts.begin(), starts.end() - 1);
  for (const Pair& pair : pairs) {
    similar[next[pair.left]++] = pair.right;
    similar[next[pair.right]++] = pair.left;
  }

  std::vector<uint32_t> row_at(count);
  for (uint32_t row = 0; row < count; ++row) row_at[rank[row]] = row;
  std::vector<int32_t> holder(count, -1);
  for (const uint32_t row : row_at) {
    const uint32_t own = group[row];
    keep[row] = holder[own] < 0 ? 1 : 0;
    duplicate_of[row] = holder[own];
    if (keep[row] == 0) continue;
    holder[own] = static_cast<int32_t>(row);
    for (size_t n = starts[own]; n < starts[own + 1]; ++n) {
      if (holder[similar[n]] < 0) holder[similar[n]] = static_cast<int32_t>(row);
    }
  }
}

}  // namespace

FsStatus resolve_duplicates(const FsCall& call, uint32_t* cluster, uint8_t* keep, int32_t* duplicate_of, int64_t rows,
                            const uint32_t* left, const uint32_t* right, int64_t pairs, const uint32_t* first_of,
                            const double* priority, KeepPolicy policy) {
  std::vector<uint32_t> group;
  FsStatus status = checked_groups(group, rows, first_of);
  if (status.code != FS_OK) return status;
  std::vector<Pair> similar;
  status = checked_pairs(call, similar, group, left, right, pairs);
  if (status.code != FS_OK) return status;
  std::vector<uint32_t> rank;
  status = ranks(rank, rows, priority);
  if (status.code != FS_OK) return status;

  UnionFind components(rows);
  for (const Pair& pair : similar) components.join(pair.left, pair.right);
  for (uint32_t row = 0; row < group.size(); ++row) components.join(row, group[row]);
  for (int64_t row = 0; row < rows; ++row) cluster[row] = components.find(static_cast<uint32_t>(row));
  if (is_cancelled(call)) return fail(FS_CANCELLED);

  if (policy == KeepPolicy::kComponent) {
    keep_components(keep, duplicate_of, cluster, rank);
  } else {
    keep_greedily(keep, duplicate_of, similar, group, rank);
  }
  return ok();
}

}  // namespace figsift
