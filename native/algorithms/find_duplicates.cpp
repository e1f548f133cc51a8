#include "algorithms/find_duplicates.h"

#include <algorithm>  // std::sort
#include <cmath>      // std::isnan
#include <vector>

#include "algorithms/operand.h"
#include "algorithms/pair_collector.h"
#include "algorithms/union_find.h"
#include "core/status.h"

namespace figsift {
namespace {

// Joins components and forgets the pairs. A pair within one component says nothing new.
class ComponentSink final : public PairSink {
 public:
  explicit ComponentSink(int64_t rows) : components_(rows) {}

  bool keeps() const override { return true; }
  void add(const SimilarPair* pairs, int64_t count) override {
    for (int64_t i = 0; i < count; ++i) components_.join(pairs[i].left, pairs[i].right);
  }
  void count(int64_t) override {}
  bool needs(uint32_t left, uint32_t right) override { return components_.find(left) != components_.find(right); }
  bool wants_clusters() const override { return true; }
  uint32_t cluster_of(uint32_t row) override { return components_.find(row); }

 private:
  SharedUnionFind components_;
};

FsStatus find_components(const FsBackend& backend, const FsCall& call, std::vector<uint32_t>& cluster,
                         JoinReport& report, const FsRows& rows, const JoinSettings& settings) {
  ComponentSink sink(rows.rows);
  const FsStatus status = similarity_join(backend, call, sink, report, rows, nullptr, settings);
  if (status.code != FS_OK) return status;
  cluster.resize(static_cast<size_t>(rows.rows));
  for (uint32_t row = 0; row < cluster.size(); ++row) cluster[row] = sink.cluster_of(row);
  return ok();
}

// The pairs that decide: each row with the best-ranking kept row it is similar to. Rows are gone through from best to
// worst; similar rows are in one component, so that only kept rows of its own can drop a row.
FsStatus decide_greedily(const FsBackend& backend, const FsCall& call, std::vector<uint32_t>& left,
                         std::vector<uint32_t>& right, const std::vector<uint32_t>& cluster, const FsRows& rows,
                         const DuplicateSettings& settings) {
  Plan plan;
  plan.offset.assign(4, 0.0f);
  plan.width[0] = plan.width[1] = 4;
  Operand operand(backend, rows);
  FsStatus status = operand.encode(call, plan, 0);
  if (status.code != FS_OK) return status;
  std::vector<uint32_t> order(cluster.size());
  for (uint32_t row = 0; row < order.size(); ++row) order[row] = row;
  const double* priority = settings.priority;
  std::vector<double> ranks = priority == nullptr ? std::vector<double>(order.size(), 0.0)
                                                  : std::vector<double>(priority, priority + order.size());
  // The copy was checked by nobody: another thread may have written a NaN since. Then the sort must still end.
  for (double& rank : ranks) rank = std::isnan(rank) ? 0.0 : rank;
  std::sort(order.begin(), order.end(), [&](uint32_t a, uint32_t b) {
    if (cluster[a] != cluster[b]) return cluster[a] < cluster[b];
    return ranks[a] != ranks[b] ? ranks[a] > ranks[b] : a < b;
  });
  std::vector<uint32_t> kept, own;
  std::vector<double> cosines;
  for (size_t n = 0; n < order.size(); ++n) {
    const uint32_t row = order[n];
    if (n == 0 || cluster[order[n - 1]] != cluster[row]) kept.clear();
    bool is_dropped = false;
    for (size_t begin = 0, count = 16; begin < kept.size() && !is_dropped; begin += count, count = 16384) {
      count = std::min(count, kept.size() - begin);
      own.assign(count, row);
      cosines.resize(count);
      status = backend.cosine_pairs(&call, cosines.data(), operand.engine(), operand.engine(), kept.data() + begin,
                                    own.data(), nullptr, count);
      if (status.code != FS_OK) return status;
      for (size_t i = 0; i < count && !is_dropped; ++i) {
        if (!(cosines[i] >= settings.join.min_cosine)) continue;
        left.push_back(kept[begin + i]);
        right.push_back(row);
        is_dropped = true;
      }
    }
    if (!is_dropped) kept.push_back(row);
    if (n % 1024 == 0) report_progress(call, static_cast<int64_t>(n), static_cast<int64_t>(order.size()));
  }
  return ok();
}

}  // namespace

FsStatus find_duplicates(const FsBackend& backend, const FsCall& call, uint32_t* cluster, uint8_t* keep,
                         int32_t* duplicate_of, JoinReport& report, const FsRows& rows,
                         const DuplicateSettings& settings) {
  for (int64_t row = 0; settings.priority != nullptr && row < rows.rows; ++row) {
    if (std::isnan(settings.priority[row])) return fail(FS_NON_FINITE, 1, row);
  }
  std::vector<uint32_t> first_of;
  const auto resolve = [&](const std::vector<uint32_t>& left, const std::vector<uint32_t>& right, KeepPolicy policy) {
    return resolve_duplicates(call, cluster, keep, duplicate_of, rows.rows, left.data(), right.data(),
                              static_cast<int64_t>(left.size()), first_of.empty() ? nullptr : first_of.data(),
                              settings.priority, policy);
  };
  if (settings.policy == KeepPolicy::kGreedy) {
    PairCollector pairs(settings.pair_limit, true);
    JoinReport tried;
    JoinSettings join = settings.join;
    first_of.resize(static_cast<size_t>(rows.rows));
    join.first_of = first_of.data();
    FsStatus status = similarity_join(backend, call, pairs, tried, rows, nullptr, join);
    if (status.code == FS_OK) status = pairs.finish(call, rows.rows);
    if (status.code == FS_OK) {
      report = tried;
      return resolve(pairs.left, pairs.right, KeepPolicy::kGreedy);
    }
    if (status.code != FS_LIMIT_EXCEEDED) return status;
    first_of.clear();
  }
  std::vector<uint32_t> components;
  FsStatus status = find_components(backend, call, components, report, rows, settings.join);
  if (status.code != FS_OK) return status;
  std::vector<uint32_t> left, right;
  if (settings.policy == KeepPolicy::kGreedy) {
    status = decide_greedily(backend, call, left, right, components, rows, settings);
    if (status.code != FS_OK) return status;
    status = resolve(left, right, KeepPolicy::kGreedy);
    // Pairs that decide join only rows with a keeper; the components are those of all pairs.
    std::copy(components.begin(), components.end(), cluster);
    return status;
  }
  // A star for each component joins the same rows.
  for (uint32_t row = 0; row < components.size(); ++row) {
    if (components[row] == row) continue;
    left.push_back(components[row]);
    right.push_back(row);
  }
  return resolve(left, right, KeepPolicy::kComponent);
}

}  // namespace figsift
