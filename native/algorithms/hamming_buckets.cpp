#include "algorithms/hamming_buckets.h"

#include <algorithm>  // std::sort
#include <bit>        // std::popcount
#include <mutex>      // one list, many threads
#include <vector>

#include "core/parallel.h"
#include "core/status.h"

namespace figsift {
namespace {

struct Piece {
  int32_t shift;
  uint64_t mask;

  uint64_t of(uint64_t hash) const { return (hash >> shift) & mask; }
};

// radius + 1 pieces of nearly equal width, at least 8 bits each.
std::vector<Piece> pieces_of(int32_t radius) {
  std::vector<Piece> pieces;
  const int32_t count = radius + 1;
  for (int32_t i = 0; i < count; ++i) {
    const int32_t begin = 64 * i / count, end = 64 * (i + 1) / count;
    pieces.push_back({begin, (uint64_t{1} << (end - begin)) - 1});
  }
  return pieces;
}

struct Entry {
  uint64_t key, hash;
  uint32_t row;
};

bool is_before(const Entry& a, const Entry& b) { return a.key != b.key ? a.key < b.key : a.row < b.row; }

// Copies: borrowed memory may change, and a sort whose order changes runs out of its array.
std::vector<Entry> sorted_by(const Piece& piece, const std::vector<uint64_t>& hashes) {
  std::vector<Entry> entries(hashes.size());
  for (size_t i = 0; i < hashes.size(); ++i) {
    entries[i] = {piece.of(hashes[i]), hashes[i], static_cast<uint32_t>(i)};
  }
  std::sort(entries.begin(), entries.end(), is_before);
  return entries;
}

// Sum over equal keys of (times in a) * (times in b).
double matches(const std::vector<uint64_t>& a, const std::vector<uint64_t>& b) {
  double sum = 0;
  size_t j = 0;
  for (size_t i = 0; i < a.size() && j < b.size();) {
    if (a[i] != b[j]) {
      ++(a[i] < b[j] ? i : j);
      continue;
    }
    const uint64_t key = a[i];
    size_t in_a = 0, in_b = 0;
    for (; i < a.size() && a[i] == key; ++i) ++in_a;
    for (; j < b.size() && b[j] == key; ++j) ++in_b;
    sum += static_cast<double>(in_a) * static_cast<double>(in_b);
  }
  return sum;
}

std::vector<uint64_t> sorted_keys(const Piece& piece, const uint64_t* hashes, int64_t count) {
  std::vector<uint64_t> keys(static_cast<size_t>(count));
  for (size_t i = 0; i < keys.size(); ++i) keys[i] = piece.of(hashes[i]);
  std::sort(keys.begin(), keys.end());
  return keys;
}

struct Found {
  uint32_t left, right;
  uint8_t bits;
};

}  // namespace

double bucket_comparisons(const FsCall& call, const uint64_t* left, int64_t left_count, const uint64_t* right,
                          int64_t right_count, int32_t radius) {
  const std::vector<Piece> pieces = pieces_of(radius);
  std::vector<double> sums(pieces.size(), 0);
  const FsStatus status = parallel_for(call, static_cast<int64_t>(pieces.size()), [&](int64_t p, int) {
    const auto index = static_cast<size_t>(p);
    const std::vector<uint64_t> keys = sorted_keys(pieces[index], left, left_count);
    sums[index] =
        right == nullptr ? matches(keys, keys) / 2 : matches(keys, sorted_keys(pieces[index], right, right_count));
  });
  if (status.code != FS_OK) return -1;
  double total = 0;
  for (const double sum : sums) total += sum;
  return total;
}

FsStatus bucket_join(const FsCall& call, PairList<uint8_t>& out, const uint64_t* left, int64_t left_count,
                     const uint64_t* right, int64_t right_count, int32_t radius) {
  constexpr int64_t kStep = 1024;
  const bool is_self = right == nullptr;
  const std::vector<uint64_t> left_hashes(left, left + left_count);
  const std::vector<uint64_t> right_hashes = is_self ? left_hashes : std::vector<uint64_t>(right, right + right_count);
  const std::vector<Piece> pieces = pieces_of(radius);
  std::mutex mutex;
  for (size_t p = 0; p < pieces.size(); ++p) {
    const std::vector<Entry> others = sorted_by(pieces[p], right_hashes);
    const std::vector<Entry> own = is_self ? std::vector<Entry>() : sorted_by(pieces[p], left_hashes);
    const std::vector<Entry>& rows = is_self ? others : own;
    const auto agrees_before = [&](uint64_t difference) {
      return std::any_of(pieces.begin(), pieces.begin() + static_cast<ptrdiff_t>(p),
                         [&](const Piece& earlier) { return earlier.of(difference) == 0; });
    };
    const auto steps = (static_cast<int64_t>(rows.size()) + kStep - 1) / kStep;
    const FsStatus status = parallel_for(call, steps, [&](int64_t step, int) {
      std::vector<Found> found;
      const auto end = std::min(static_cast<size_t>((step + 1) * kStep), rows.size());
      for (auto i = static_cast<size_t>(step * kStep); i < end && !is_cancelled(call); ++i) {
        const Entry& row = rows[i];
        // In a self-join the later rows of the bucket follow the row itself.
        auto other = is_self ? others.begin() + static_cast<ptrdiff_t>(i) + 1
                             : std::lower_bound(others.begin(), others.end(), Entry{row.key, 0, 0}, is_before);
        for (; other != others.end() && other->key == row.key; ++other) {
          const uint64_t difference = row.hash ^ other->hash;
          const int bits = std::popcount(difference);
          if (bits <= radius && !agrees_before(difference)) {
            found.push_back({row.row, other->row, static_cast<uint8_t>(bits)});
          }
        }
        // A bucket of equal hashes gives pairs without end: hand them on before they fill the memory.
        if (found.size() > 65536 || i + 1 == end) {
          std::lock_guard lock(mutex);
          for (const Found& pair : found) out.add(pair.left, pair.right, pair.bits);
          found.clear();
        }
      }
    });
    if (status.code != FS_OK) return status;
    report_progress(call, static_cast<int64_t>(p) + 1, static_cast<int64_t>(pieces.size()));
  }
  const FsStatus status = out.close_band(call, 0, left_count);
  return status.code != FS_OK ? status : out.finish();
}

}  // namespace figsift
