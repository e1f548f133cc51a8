#include "algorithms/hash_groups.h"

#include <algorithm>  // std::sort

#include "core/parallel.h"

namespace figsift {
namespace {

struct Entry {
  uint64_t hash;
  uint32_t row;
};

// Hashes are dealt by their first bits, and each deal is sorted.
constexpr int kBits = 10;
constexpr size_t kDeals = size_t{1} << kBits;

size_t deal_of(uint64_t hash) { return hash >> (64 - kBits); }

}  // namespace

FsStatus group_hashes(const FsCall& call, HashGroups& out, const uint64_t* hashes, int64_t count) {
  const std::vector<uint64_t> own(hashes, hashes + count);
  std::vector<size_t> starts(kDeals + 1, 0);
  for (const uint64_t hash : own) ++starts[deal_of(hash) + 1];
  for (size_t i = 1; i < starts.size(); ++i) starts[i] += starts[i - 1];
  std::vector<Entry> entries(own.size());
  std::vector<size_t> next(starts.begin(), starts.end() - 1);
  for (size_t i = 0; i < own.size(); ++i) entries[next[deal_of(own[i])]++] = {own[i], static_cast<uint32_t>(i)};
  const FsStatus status = parallel_for(call, static_cast<int64_t>(kDeals), [&](int64_t deal, int) {
    const auto first = entries.begin() + static_cast<ptrdiff_t>(starts[static_cast<size_t>(deal)]);
    const auto last = entries.begin() + static_cast<ptrdiff_t>(starts[static_cast<size_t>(deal) + 1]);
    std::sort(first, last,
              [](const Entry& a, const Entry& b) { return a.hash != b.hash ? a.hash < b.hash : a.row < b.row; });
  });
  if (status.code != FS_OK) return status;
  out.rows.resize(own.size());
  for (size_t i = 0; i < entries.size(); ++i) {
    out.rows[i] = entries[i].row;
    if (i > 0 && entries[i].hash == entries[i - 1].hash) continue;
    out.hashes.push_back(entries[i].hash);
    out.starts.push_back(static_cast<uint32_t>(i));
  }
  out.starts.push_back(static_cast<uint32_t>(entries.size()));
  return status;
}

}  // namespace figsift
