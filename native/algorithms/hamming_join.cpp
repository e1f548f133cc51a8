#include "algorithms/hamming_join.h"

#include <algorithm>  // std::sort
#include <bit>        // std::popcount
#include <vector>

#include "algorithms/hamming_buckets.h"
#include "core/status.h"

namespace figsift {
namespace {

constexpr int64_t kBand = 4096;

// Pieces of fewer than 8 bits fill their buckets too much. Below some ten million comparisons the tiles take
// milliseconds. A comparison in a bucket takes about as long as ten in a tile.
constexpr int32_t kMaxBucketRadius = 7;
constexpr double kFewComparisons = 1e7;
constexpr double kBucketCost = 10;

// Positions of `hashes` ordered by (hash, position). The hashes are copied: borrowed memory may change under the sort,
// and a sort whose order changes runs out of its array.
struct Sorted {
  struct Entry {
    uint64_t hash;
    uint32_t row;
  };
  std::vector<Entry> entries;

  Sorted(const uint64_t* hashes, int64_t count) {
    entries.reserve(static_cast<size_t>(count));
    for (int64_t i = 0; i < count; ++i) entries.push_back({hashes[i], static_cast<uint32_t>(i)});
    std::sort(entries.begin(), entries.end(),
              [](const Entry& a, const Entry& b) { return a.hash != b.hash ? a.hash < b.hash : a.row < b.row; });
  }
};

FsStatus equal_join(const FsCall& call, PairList<uint8_t>& out, const uint64_t* left, int64_t left_count,
                    const uint64_t* right, int64_t right_count) {
  const bool is_self = right == nullptr;
  const Sorted others(is_self ? left : right, is_self ? left_count : right_count);
  for (int64_t begin = 0; begin < left_count; begin += kBand) {
    if (is_cancelled(call)) return fail(FS_CANCELLED);
    const int64_t end = std::min(begin + kBand, left_count);
    for (int64_t i = begin; i < end; ++i) {
      const uint64_t hash = left[i];
      // In a self-join only later rows, which follow within the run of equal hashes.
      const Sorted::Entry from = {hash, is_self ? static_cast<uint32_t>(i) + 1 : 0};
      auto entry = std::lower_bound(
          others.entries.begin(), others.entries.end(), from,
          [](const auto& a, const auto& b) { return a.hash != b.hash ? a.hash < b.hash : a.row < b.row; });
      for (int64_t n = 0; entry != others.entries.end() && entry->hash == hash; ++entry, ++n) {
        if (n % 65536 == 65535 && is_cancelled(call)) return fail(FS_CANCELLED);
        out.add(static_cast<uint32_t>(i), entry->row, 0);
      }
    }
    const FsStatus status = out.close_band(call, begin, end);
    if (status.code != FS_OK) return status;
    report_progress(call, end, left_count);
  }
  return out.finish();
}

// Takes the survivors of one tile, whose rows begin at `left_begin` and `right_begin`.
struct Sink {
  PairList<uint8_t>* out;
  const uint64_t* left;
  const uint64_t* right;
  int64_t left_begin, right_begin;

  FsPairSink sink() {
    return {this, [](void* context, const uint32_t* left_rows, const uint32_t* right_rows, size_t count) -> int32_t {
              const auto& self = *static_cast<Sink*>(context);
              for (size_t i = 0; i < count; ++i) {
                const int64_t l = self.left_begin + left_rows[i], r = self.right_begin + right_rows[i];
                self.out->add(static_cast<uint32_t>(l), static_cast<uint32_t>(r),
                              static_cast<uint8_t>(std::popcount(self.left[l] ^ self.right[r])));
              }
              return 0;
            }};
  }
};

}  // namespace

FsStatus hamming_join(const FsBackend& backend, const FsCall& call, PairList<uint8_t>& out, const uint64_t* left,
                      int64_t left_count, const uint64_t* right, int64_t right_count, int32_t radius) {
  if (radius == 0) return equal_join(call, out, left, left_count, right, right_count);
  const bool is_self = right == nullptr;
  const uint64_t* others = is_self ? left : right;
  const int64_t others_count = is_self ? left_count : right_count;
  const double all = static_cast<double>(left_count) * static_cast<double>(others_count) / (is_self ? 2 : 1);
  if (radius <= kMaxBucketRadius && all > kFewComparisons) {
    const double bucketed = bucket_comparisons(call, left, left_count, right, right_count, radius);
    if (bucketed < 0) return fail(FS_CANCELLED);
    if (bucketed * kBucketCost < all) return bucket_join(call, out, left, left_count, right, right_count, radius);
  }
  // Wide tiles: a band is gathered before it is sorted, so its height bounds the memory.
  constexpr int64_t kWidth = int64_t{1} << 16;
  for (int64_t begin = 0; begin < left_count; begin += kBand) {
    const int64_t end = std::min(begin + kBand, left_count);
    if (is_self) {
      Sink sink = {&out, left, left, begin, begin};
      const FsStatus status = backend.hamming_screen(&call, sink.sink(), left + begin, end - begin, nullptr, 0, radius);
      if (status.code != FS_OK) return status;
    }
    for (int64_t j = is_self ? end : 0; j < others_count; j += kWidth) {
      Sink sink = {&out, left, others, begin, j};
      const FsStatus status = backend.hamming_screen(&call, sink.sink(), left + begin, end - begin, others + j,
                                                     std::min(kWidth, others_count - j), radius);
      if (status.code != FS_OK) return status;
    }
    const FsStatus status = out.close_band(call, begin, end);
    if (status.code != FS_OK) return status;
    report_progress(call, end, left_count);
  }
  return out.finish();
}

}  // namespace figsift
