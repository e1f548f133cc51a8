#include "backends/hamming_buckets.h"

#include <algorithm>  // std::min, std::sort
#include <atomic>     // the sink's answer
#include <bit>        // std::popcount
#include <memory>     // scratch
#include <mutex>      // one sink, many threads
#include <utility>    // std::swap

#include "core/parallel.h"
#include "core/status.h"

namespace figsift {
namespace {

// Rows of a step, and of a call of the kernel against so many columns: 8 KiB of them stay in the first cache.
constexpr int64_t kStep = 256;
constexpr int64_t kRows = 64;
constexpr int64_t kColumns = 1024;
// Survivors are handed on before they fill the memory.
constexpr size_t kFlush = size_t{1} << 16;

// Hashes in the order of their buckets, with the rows they come from.
struct Buckets {
  std::vector<uint64_t> hashes;
  std::vector<uint32_t> rows;
  std::vector<uint32_t> starts;  // [2^width + 1]

  Buckets(const HammingPiece& piece, const std::vector<uint64_t>& source)
      : hashes(source.size()), rows(source.size()), starts((size_t{1} << piece.width) + 1, 0) {
    for (const uint64_t hash : source) ++starts[piece.of(hash) + 1];
    for (size_t i = 1; i < starts.size(); ++i) starts[i] += starts[i - 1];
    std::vector<uint32_t> next(starts.begin(), starts.end() - 1);
    for (size_t i = 0; i < source.size(); ++i) {
      const uint32_t place = next[piece.of(source[i])]++;
      hashes[place] = source[i];
      rows[place] = static_cast<uint32_t>(i);
    }
  }
};

struct Scratch {
  std::unique_ptr<uint32_t[]> hits{new uint32_t[kRows * kColumns]};
  std::vector<uint32_t> left, right;
};

// What a piece asks to add to a bucket's number: every word within its radius, 0 first.
std::vector<uint32_t> differences(const HammingPiece& piece) {
  std::vector<uint32_t> words;
  for (uint32_t word = 0; word < 1u << piece.width; ++word) {
    if (std::popcount(word) <= piece.radius) words.push_back(word);
  }
  return words;
}

class Join {
 public:
  Join(const CpuKernels& kernels, const FsCall& call, FsPairSink sink, const HammingPlan& plan, int32_t radius)
      : kernels_(kernels), call_(call), sink_(sink), plan_(plan), radius_(radius) {}

  FsStatus run(const std::vector<uint64_t>& left, const std::vector<uint64_t>* right) {
    std::vector<Scratch> scratch(static_cast<size_t>(call_.threads));
    const auto count = static_cast<int64_t>(left.size());
    const int64_t steps = (count + kStep - 1) / kStep;
    for (piece_ = 0; piece_ < plan_.pieces.size(); ++piece_) {
      const HammingPiece& piece = plan_.pieces[piece_];
      words_ = differences(piece);
      const Buckets own(piece, left);
      const auto others = right == nullptr ? nullptr : std::make_unique<Buckets>(piece, *right);
      const FsStatus status = parallel_for(call_, steps, [&](int64_t step, int worker) {
        if (is_full_.load(std::memory_order_relaxed)) return;
        Scratch& mine = scratch[static_cast<size_t>(worker)];
        step_through(mine, own, others.get(), step * kStep, std::min((step + 1) * kStep, count));
        flush(mine);
        if (worker == 0) {
          report_progress(call_, static_cast<int64_t>(piece_) * steps + step,
                          static_cast<int64_t>(plan_.pieces.size()) * steps);
        }
      });
      if (status.code != FS_OK) return status;
    }
    return is_full_ ? fail(FS_LIMIT_EXCEEDED) : ok();
  }

 private:
  // Rows [begin, end) of `own`, bucket by bucket, against the buckets around each.
  void step_through(Scratch& mine, const Buckets& own, const Buckets* others, int64_t begin, int64_t end) {
    const HammingPiece& piece = plan_.pieces[piece_];
    const Buckets& columns = others == nullptr ? own : *others;
    for (int64_t i = begin; i < end;) {
      const uint32_t key = piece.of(own.hashes[static_cast<size_t>(i)]);
      const int64_t i_end = std::min({end, int64_t{own.starts[key + 1]}, i + kRows});
      for (const uint32_t word : words_) {
        const uint32_t other = key ^ word;
        // In a self-join two buckets meet once, and within a bucket a row meets those after it.
        if (others == nullptr && other < key) continue;
        const int64_t from = others == nullptr && word == 0 ? i : columns.starts[other];
        const int64_t to = columns.starts[other + 1];
        for (int64_t j = from; j < to; j += kColumns) {
          if (is_cancelled(call_)) return;
          meet(mine, own, columns, i, i_end, j, std::min(j + kColumns, to), others == nullptr);
        }
      }
      i = i_end;
    }
  }

  void meet(Scratch& mine, const Buckets& own, const Buckets& columns, int64_t i, int64_t i_end, int64_t j,
            int64_t j_end, bool is_self) {
    const int64_t found = kernels_.hamming_tile(mine.hits.get(), own.hashes.data() + i, i_end - i,
                                                columns.hashes.data() + j, j_end - j, radius_);
    for (int64_t f = 0; f < found; ++f) {
      const auto l = static_cast<size_t>(i) + (mine.hits[f] >> 16),
                 r = static_cast<size_t>(j) + (mine.hits[f] & 0xffff);
      if ((is_self && l >= r) || is_found_before(own.hashes[l] ^ columns.hashes[r])) continue;
      uint32_t a = own.rows[l], b = columns.rows[r];
      if (is_self && a > b) std::swap(a, b);
      mine.left.push_back(a);
      mine.right.push_back(b);
    }
    if (mine.left.size() > kFlush) flush(mine);
  }

  bool is_found_before(uint64_t difference) const {
    for (size_t p = 0; p < piece_; ++p) {
      if (std::popcount(plan_.pieces[p].of(difference)) <= plan_.pieces[p].radius) return true;
    }
    return false;
  }

  void flush(Scratch& mine) {
    if (mine.left.empty()) return;
    std::lock_guard lock(mutex_);
    if (sink_.accept(sink_.context, mine.left.data(), mine.right.data(), mine.left.size()) != 0) is_full_ = true;
    mine.left.clear();
    mine.right.clear();
  }

  const CpuKernels& kernels_;
  const FsCall& call_;
  const FsPairSink sink_;
  const HammingPlan& plan_;
  const int32_t radius_;
  size_t piece_ = 0;
  std::vector<uint32_t> words_;
  std::mutex mutex_;
  std::atomic<bool> is_full_{false};
};

}  // namespace

FsStatus screen_buckets(const CpuKernels& kernels, const FsCall& call, FsPairSink sink, const HammingPlan& plan,
                        const uint64_t* left, int64_t left_count, const uint64_t* right, int64_t right_count,
                        int32_t radius) {
  const std::vector<uint64_t> own = reorder_bits(left, left_count, plan.order);
  Join join(kernels, call, sink, plan, radius);
  if (right == nullptr) return join.run(own, nullptr);
  const std::vector<uint64_t> others = reorder_bits(right, right_count, plan.order);
  return join.run(own, &others);
}

}  // namespace figsift
