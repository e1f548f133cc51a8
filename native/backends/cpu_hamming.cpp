#include <algorithm>  // std::min
#include <atomic>     // the sink's answer
#include <mutex>      // one sink, many threads
#include <vector>

#include "backends/cpu_rows.h"
#include "core/parallel.h"
#include "core/status.h"

namespace figsift {
namespace {

// 1024 hashes are 8 KiB: every row of a block meets them in the first cache.
constexpr int64_t kColumns = 1024;
constexpr int64_t kRows = 256;

struct Scratch {
  uint32_t columns[kColumns];
  std::vector<uint32_t> left, right;
};

}  // namespace

FsStatus cpu_hamming_screen(const CpuKernels& kernels, const FsCall* call, FsPairSink sink, const uint64_t* left,
                            int64_t left_count, const uint64_t* right, int64_t right_count, int32_t radius) {
  const bool is_self = right == nullptr;
  const uint64_t* others = is_self ? left : right;
  const int64_t others_count = is_self ? left_count : right_count;
  const int64_t row_blocks = (left_count + kRows - 1) / kRows;
  const int64_t column_blocks = (others_count + kColumns - 1) / kColumns;

  std::vector<Scratch> scratch(static_cast<size_t>(call->threads));
  std::mutex mutex;
  std::atomic<bool> is_full{false};
  const FsStatus status = parallel_for(*call, row_blocks * column_blocks, [&](int64_t step, int worker) {
    if (is_full.load(std::memory_order_relaxed)) return;
    const int64_t i_begin = step / column_blocks * kRows, j_begin = step % column_blocks * kColumns;
    const int64_t i_end = std::min(i_begin + kRows, left_count), j_end = std::min(j_begin + kColumns, others_count);
    Scratch& mine = scratch[static_cast<size_t>(worker)];
    mine.left.clear();
    mine.right.clear();
    for (int64_t i = i_begin; i < i_end; ++i) {
      const int64_t from = is_self ? std::max(j_begin, i + 1) : j_begin;
      if (from >= j_end) continue;
      const int64_t found = kernels.hamming_row(mine.columns, left[i], others + from, j_end - from, radius);
      for (int64_t f = 0; f < found; ++f) {
        mine.left.push_back(static_cast<uint32_t>(i));
        mine.right.push_back(static_cast<uint32_t>(from) + mine.columns[f]);
      }
    }
    if (mine.left.empty()) return;
    std::lock_guard lock(mutex);
    if (sink.accept(sink.context, mine.left.data(), mine.right.data(), mine.left.size()) != 0) is_full = true;
  });
  if (status.code != FS_OK) return status;
  return is_full ? fail(FS_LIMIT_EXCEEDED) : ok();
}

}  // namespace figsift
