#include <algorithm>  // std::clamp
#include <atomic>     // the sink's answer
#include <memory>     // scratch
#include <mutex>      // one sink, many threads
#include <vector>     // survivors

#include "backends/cpu_engine.h"
#include "backends/cpu_rows.h"
#include "core/parallel.h"
#include "core/status.h"
#include "kernels/score_tile/score_tile.h"

namespace figsift {
namespace {

// A block of 256 x 256 scores is 256 KiB: with the panels it meets it fits the second cache.
constexpr int64_t kBlock = 256;

struct Scratch {
  std::unique_ptr<float[]> scores{new float[kBlock * kBlock]};
  uint32_t columns[kBlock];
  std::vector<uint32_t> left, right;
};

// Blocks are cut on multiples of kBlock rows, whatever the tile's edges: a tile may begin inside a panel.
void cut(std::vector<FsTile>& out, const FsTile& tile, bool is_self) {
  for (int64_t i = tile.left_begin; i < tile.left_end;) {
    const int64_t i_end = std::min(tile.left_end, (i / kBlock + 1) * kBlock);
    for (int64_t j = tile.right_begin; j < tile.right_end;) {
      const int64_t j_end = std::min(tile.right_end, (j / kBlock + 1) * kBlock);
      if (!is_self || j_end - 1 > i) out.push_back({i, i_end, j, j_end});
      j = j_end;
    }
    i = i_end;
  }
}

void screen_block(Scratch& scratch, const FsEngine& left, const FsEngine& right, const FsTile& rows, float floor,
                  bool is_self) {
  const int64_t first = rows.left_begin / kPanelRows, last = (rows.left_end - 1) / kPanelRows;
  const int64_t right_first = rows.right_begin / kPanelRows, right_last = (rows.right_end - 1) / kPanelRows;
  const int64_t width = (right_last - right_first + 1) * kPanelRows;
  left.kernels->score_tile(scratch.scores.get(), left.panel(first), right.panel(right_first), last - first + 1,
                           right_last - right_first + 1, left.cols);
  for (int64_t i = rows.left_begin; i < rows.left_end; ++i) {
    const int64_t j_begin = is_self ? std::max(rows.right_begin, i + 1) : rows.right_begin;
    if (j_begin >= rows.right_end) continue;
    const float* scores =
        scratch.scores.get() + (i - first * kPanelRows) * width + (j_begin - right_first * kPanelRows);
    const int64_t found = left.kernels->reach_floor(scratch.columns, scores, rows.right_end - j_begin, floor);
    for (int64_t f = 0; f < found; ++f) {
      scratch.left.push_back(static_cast<uint32_t>(i));
      scratch.right.push_back(static_cast<uint32_t>(j_begin) + scratch.columns[f]);
    }
  }
}

}  // namespace

FsStatus cpu_screen(const CpuKernels&, const FsCall* call, FsPairSink sink, FsEngine* left, FsEngine* right,
                    const FsTile* tiles, size_t count, double min_cosine) {
  if (left->cols != right->cols) return fail(FS_BAD_ARGUMENT);
  const bool is_self = left == right;
  const float floor = screen_floor(min_cosine, left->cols);
  std::vector<FsTile> blocks;
  for (size_t t = 0; t < count; ++t) cut(blocks, tiles[t], is_self);

  std::vector<Scratch> scratch(static_cast<size_t>(call->threads));
  std::mutex mutex;
  std::atomic<bool> is_full{false};
  const FsStatus status = parallel_for(*call, static_cast<int64_t>(blocks.size()), [&](int64_t index, int worker) {
    if (is_full.load(std::memory_order_relaxed)) return;
    Scratch& mine = scratch[static_cast<size_t>(worker)];
    mine.left.clear();
    mine.right.clear();
    screen_block(mine, *left, *right, blocks[static_cast<size_t>(index)], floor, is_self);
    if (mine.left.empty()) return;
    std::lock_guard lock(mutex);
    if (sink.accept(sink.context, mine.left.data(), mine.right.data(), mine.left.size()) != 0) is_full = true;
  });
  if (status.code != FS_OK) return status;
  return is_full ? fail(FS_LIMIT_EXCEEDED) : ok();
}

}  // namespace figsift
