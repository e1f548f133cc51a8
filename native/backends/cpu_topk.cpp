#include <algorithm>  // heaps
#include <atomic>     // cancelled inside a step
#include <limits>     // NaN
#include <memory>     // scratch
#include <vector>

#include "backends/cpu_engine.h"
#include "backends/cpu_rows.h"
#include "core/parallel.h"
#include "core/status.h"
#include "kernels/score_tile/score_tile.h"

namespace figsift {
namespace {

constexpr int64_t kQueryBlock = 32;
constexpr int64_t kCorpusBlock = 512;

struct Neighbour {
  double cosine;
  uint32_t index;
};

// Best first, ties by lower index. As a heap order it keeps the worst at the front.
bool is_better(const Neighbour& a, const Neighbour& b) {
  return a.cosine != b.cosine ? a.cosine > b.cosine : a.index < b.index;
}

struct Scratch {
  std::unique_ptr<float[]> scores{new float[(kQueryBlock + 2 * kPanelRows) * kCorpusBlock]};
  uint32_t columns[kCorpusBlock];
};

// Keeps the k best of what it is offered; corpus rows come in increasing order.
struct Best {
  std::vector<Neighbour> heap;

  // A score below this cannot change the list. Equal cosines of later rows do not either, but the score is not exact.
  float floor(int64_t k, int64_t d) const {
    return static_cast<int64_t>(heap.size()) < k ? screen_floor(-2.0, d) : screen_floor(heap.front().cosine, d);
  }

  void offer(Neighbour candidate, int64_t k) {
    if (static_cast<int64_t>(heap.size()) == k) {
      if (!is_better(candidate, heap.front())) return;
      std::pop_heap(heap.begin(), heap.end(), is_better);
      heap.pop_back();
    }
    heap.push_back(candidate);
    std::push_heap(heap.begin(), heap.end(), is_better);
  }
};

struct Range {
  int64_t begin, end;
};

// The best of corpus rows `corpus_rows` for queries `query_rows`: one list per query, appended to by blocks.
void search(std::vector<Best>& best, Scratch& scratch, const FsCall& call, const FsEngine& queries,
            const FsEngine& corpus, Range query_rows, Range corpus_rows, int64_t k) {
  const int64_t first = query_rows.begin / kPanelRows, last = (query_rows.end - 1) / kPanelRows;
  for (int64_t begin = corpus_rows.begin; begin < corpus_rows.end && !is_cancelled(call); begin += kCorpusBlock) {
    const int64_t end = std::min(begin + kCorpusBlock, corpus_rows.end);
    const int64_t panels = (end - begin + kPanelRows - 1) / kPanelRows;
    const int64_t width = panels * kPanelRows;
    queries.kernels->score_tile(scratch.scores.get(), queries.panel(first), corpus.panel(begin / kPanelRows),
                                last - first + 1, panels, queries.cols);
    for (int64_t i = query_rows.begin; i < query_rows.end; ++i) {
      Best& mine = best[static_cast<size_t>(i - query_rows.begin)];
      const float* scores = scratch.scores.get() + (i - first * kPanelRows) * width;
      const int64_t found =
          queries.kernels->reach_floor(scratch.columns, scores, end - begin, mine.floor(k, queries.cols));
      for (int64_t f = 0; f < found; ++f) {
        // The floor rises while a block is offered: look again before paying for the law.
        if (scores[scratch.columns[f]] < mine.floor(k, queries.cols)) continue;
        const int64_t j = begin + scratch.columns[f];
        mine.offer({engine_cosine(queries, corpus, i, j), static_cast<uint32_t>(j)}, k);
      }
    }
  }
}

}  // namespace

FsStatus cpu_topk(const CpuKernels&, const FsCall* call, uint32_t* indices, double* cosines, FsEngine* queries,
                  FsEngine* corpus, int64_t query_begin, int64_t query_end, int64_t k) {
  if (queries->cols != corpus->cols || k < 1 || k > corpus->rows) return fail(FS_BAD_ARGUMENT);
  // Few queries still use every thread: the corpus is split as well, and the lists are merged.
  const int64_t query_blocks = (query_end - query_begin + kQueryBlock - 1) / kQueryBlock;
  const int64_t corpus_blocks = (corpus->rows + kCorpusBlock - 1) / kCorpusBlock;
  const int64_t parts = std::clamp<int64_t>(2 * call->threads / std::max<int64_t>(query_blocks, 1), 1, corpus_blocks);
  const int64_t part_rows = (corpus_blocks + parts - 1) / parts * kCorpusBlock;

  std::vector<Scratch> scratch(static_cast<size_t>(call->threads));
  std::vector<std::vector<Best>> found(static_cast<size_t>(query_blocks * parts));
  const auto rows_of_block = [&](int64_t block) {
    const int64_t begin = query_begin + block * kQueryBlock;
    return Range{begin, std::min(begin + kQueryBlock, query_end)};
  };
  const FsStatus status = parallel_for(*call, query_blocks * parts, [&](int64_t step, int worker) {
    const Range rows = rows_of_block(step / parts);
    const int64_t part = step % parts;
    auto& best = found[static_cast<size_t>(step)];
    best.resize(static_cast<size_t>(rows.end - rows.begin));
    search(best, scratch[static_cast<size_t>(worker)], *call, *queries, *corpus, rows,
           {std::min(part * part_rows, corpus->rows), std::min((part + 1) * part_rows, corpus->rows)}, k);
  });
  if (status.code != FS_OK) return status;

  return parallel_for(*call, query_blocks, [&](int64_t block, int) {
    const Range rows = rows_of_block(block);
    std::vector<Neighbour> merged;
    for (int64_t i = rows.begin; i < rows.end; ++i) {
      merged.clear();
      for (int64_t part = 0; part < parts; ++part) {
        const auto& heap = found[static_cast<size_t>(block * parts + part)][static_cast<size_t>(i - rows.begin)].heap;
        merged.insert(merged.end(), heap.begin(), heap.end());
      }
      // Rows that somebody overwrote with NaN during the call reach no list, and the lists may be too short.
      if (static_cast<int64_t>(merged.size()) < k) {
        merged.resize(static_cast<size_t>(k), {std::numeric_limits<double>::quiet_NaN(), 0});
      }
      std::partial_sort(merged.begin(), merged.begin() + k, merged.end(), is_better);
      for (int64_t n = 0; n < k; ++n) {
        indices[(i - query_begin) * k + n] = merged[static_cast<size_t>(n)].index;
        cosines[(i - query_begin) * k + n] = merged[static_cast<size_t>(n)].cosine;
      }
    }
  });
}

}  // namespace figsift
