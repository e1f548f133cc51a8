#include <algorithm>  // std::min
#include <atomic>     // the sink's answer
#include <memory>     // scratch
#include <mutex>      // one sink, many threads
#include <vector>

#include "backends/cpu_rows.h"
#include "backends/hamming_buckets.h"
#include "backends/hamming_plan.h"
#include "core/parallel.h"
#include "core/status.h"

namespace figsift {
namespace {

// 1024 hashes are 8 KiB: every row of a block meets them in the first cache.
constexpr int64_t kColumns = 1024;
constexpr int64_t kRows = 256;
// Fewer comparisons take about as long as a plan, ten milliseconds.
constexpr double kFewComparisons = 0x1p28;

struct Scratch {
  std::unique_ptr<uint32_t[]> hits{new uint32_t[kRows * kColumns]};
  std::vector<uint32_t> left, right;
};

// Everything against everything.
FsStatus screen_tiles(const CpuKernels& kernels, const FsCall& call, FsPairSink sink, const uint64_t* left,
                      int64_t left_count, const uint64_t* others, int64_t others_count, bool is_self, int32_t radius) {
  const int64_t row_blocks = (left_count + kRows - 1) / kRows;
  const int64_t column_blocks = (others_count + kColumns - 1) / kColumns;
  const int64_t blocks = row_blocks * column_blocks;
  std::vector<Scratch> scratch(static_cast<size_t>(call.threads));
  std::mutex mutex;
  std::atomic<bool> is_full{false};
  const FsStatus status = parallel_for(call, blocks, [&](int64_t step, int worker) {
    const int64_t i_begin = step / column_blocks * kRows, j_begin = step % column_blocks * kColumns;
    const int64_t i_end = std::min(i_begin + kRows, left_count), j_end = std::min(j_begin + kColumns, others_count);
    if (is_full.load(std::memory_order_relaxed) || (is_self && j_end <= i_begin)) return;
    Scratch& mine = scratch[static_cast<size_t>(worker)];
    mine.left.clear();
    mine.right.clear();
    const int64_t found = kernels.hamming_tile(mine.hits.get(), left + i_begin, i_end - i_begin, others + j_begin,
                                               j_end - j_begin, radius);
    for (int64_t f = 0; f < found; ++f) {
      const auto i = static_cast<uint32_t>(i_begin) + (mine.hits[f] >> 16);
      const auto j = static_cast<uint32_t>(j_begin) + (mine.hits[f] & 0xffff);
      if (is_self && i >= j) continue;
      mine.left.push_back(i);
      mine.right.push_back(j);
    }
    if (worker == 0) report_progress(call, step, blocks);
    if (mine.left.empty()) return;
    std::lock_guard lock(mutex);
    if (sink.accept(sink.context, mine.left.data(), mine.right.data(), mine.left.size()) != 0) is_full = true;
  });
  if (status.code != FS_OK) return status;
  return is_full ? fail(FS_LIMIT_EXCEEDED) : ok();
}

}  // namespace

FsStatus cpu_hamming_screen(const CpuKernels& kernels, const FsCall* call, FsPairSink sink, const uint64_t* left,
                            int64_t left_count, const uint64_t* right, int64_t right_count, int32_t radius) {
  const bool is_self = right == nullptr;
  const uint64_t* others = is_self ? left : right;
  const int64_t others_count = is_self ? left_count : right_count;
  if (static_cast<double>(left_count) * static_cast<double>(others_count) / (is_self ? 2 : 1) > kFewComparisons) {
    const HammingPlan plan = plan_hamming(left, left_count, right, right_count, radius);
    if (!plan.pieces.empty()) {
      return screen_buckets(kernels, *call, sink, plan, left, left_count, right, right_count, radius);
    }
  }
  return screen_tiles(kernels, *call, sink, left, left_count, others, others_count, is_self, radius);
}

}  // namespace figsift
