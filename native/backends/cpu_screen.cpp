#include <algorithm>  // std::min, std::max
#include <atomic>     // the sink's answer
#include <chrono>     // time per stage
#include <cstring>    // std::memcpy
#include <memory>     // scratch
#include <vector>     // survivors

#include "backends/cpu_engine.h"
#include "backends/cpu_rows.h"
#include "core/parallel.h"
#include "core/status.h"
#include "kernels/int8_screen/int8_screen.h"

namespace figsift {
namespace {

// One unit of a thread: left rows that stay in the first cache against right rows in pieces whose worst case fits the
// scratch. Units start on multiples of these edges, whatever the tile's.
constexpr int64_t kLeft = 256;
constexpr int64_t kRight = 4096;
constexpr int64_t kPiece = 512;
constexpr size_t kHandOver = 1 << 14;

int64_t now() {
  return std::chrono::duration_cast<std::chrono::nanoseconds>(std::chrono::steady_clock::now().time_since_epoch())
      .count();
}

struct Scratch {
  std::vector<int8_t> left;
  int32_t left_start[kLeft];
  std::unique_ptr<uint32_t[]> hits{new uint32_t[kLeft * (kPiece + 2 * kScreenPanel)]};
  std::vector<uint32_t> left_positions, right_positions;  // pairs of the piece, then survivors of the unit
  std::vector<uint32_t> left_out, right_out;
  std::vector<uint32_t> left_rows, right_rows;
  std::vector<int32_t> dots;
  FsScreenStats stats = {};
};

void cut(std::vector<FsTile>& out, const FsTile& tile, bool is_self) {
  for (int64_t i = tile.left_begin; i < tile.left_end;) {
    const int64_t i_end = std::min(tile.left_end, (i / kLeft + 1) * kLeft);
    for (int64_t j = tile.right_begin; j < tile.right_end;) {
      const int64_t j_end = std::min(tile.right_end, (j / kRight + 1) * kRight);
      if (!is_self || j_end - 1 > i) out.push_back({i, i_end, j, j_end});
      j = j_end;
    }
    i = i_end;
  }
}

// Row-major codes of left positions, and their starts less 128 * sum(codes): panels hold codes with 128 added.
void load_left(Scratch& scratch, const FsScreenSide& side, int64_t begin, int64_t count) {
  const FsEngine& engine = *side.engine;
  const int64_t width = engine.width[0];
  scratch.left.resize(static_cast<size_t>(kLeft * width));
  for (int64_t r = 0; r < count; ++r) {
    const int64_t position = begin + r;
    int8_t* out = scratch.left.data() + r * width;
    if (engine.codes != nullptr) {
      std::memcpy(out, engine.codes.get() + engine.order[static_cast<size_t>(position)] * engine.width[1],
                  static_cast<size_t>(width));
    } else {
      const uint8_t* panel = engine.panels.get() + position / kScreenPanel * kScreenPanel * width;
      for (int64_t k = 0; k < width; k += 4) {
        uint32_t four;
        std::memcpy(&four, panel + k * kScreenPanel + position % kScreenPanel * 4, 4);
        four ^= 0x80808080u;
        std::memcpy(out + k, &four, 4);
      }
    }
    scratch.left_start[r] = side.start[0][position] - 128 * engine.code_sums[static_cast<size_t>(position)];
  }
}

// Keeps the pairs of the piece that pass the wide prefix.
void second_stage(Scratch& scratch, const FsScreenSide& left, const FsScreenSide& right) {
  const FsEngine& a = *left.engine;
  const FsEngine& b = *right.engine;
  const size_t count = scratch.left_positions.size();
  scratch.left_rows.resize(count);
  scratch.right_rows.resize(count);
  scratch.dots.resize(count);
  for (size_t n = 0; n < count; ++n) {
    scratch.left_rows[n] = a.order[scratch.left_positions[n]];
    scratch.right_rows[n] = b.order[scratch.right_positions[n]];
  }
  a.kernels->dot_pairs_int8(scratch.dots.data(), a.codes.get(), b.codes.get(), scratch.left_rows.data(),
                            scratch.right_rows.data(), static_cast<int64_t>(count), a.width[1]);
  size_t kept = 0;
  for (size_t n = 0; n < count; ++n) {
    const uint32_t i = scratch.left_positions[n], j = scratch.right_positions[n];
    scratch.left_positions[kept] = i;
    scratch.right_positions[kept] = j;
    kept += scratch.dots[n] + left.start[1][i] + right.start[1][j] >= 0 ? 1 : 0;
  }
  scratch.left_positions.resize(kept);
  scratch.right_positions.resize(kept);
}

// One piece: narrow screen, wide screen, survivors appended.
void screen_piece(Scratch& scratch, const FsScreenSide& left, const FsScreenSide& right, const FsTile& rows,
                  int64_t begin, int64_t end, bool is_self) {
  const FsEngine& a = *left.engine;
  const int64_t first = begin / kScreenPanel * kScreenPanel;
  const int64_t panels = (end - first + kScreenPanel - 1) / kScreenPanel;
  const int64_t left_rows = rows.left_end - rows.left_begin;
  const int64_t start = now();
  // Starts of a last panel that is not full lie beyond the caller's array.
  const int32_t* right_start = right.start[0] + first;
  int32_t padded[kPiece + 2 * kScreenPanel];
  if (first + panels * kScreenPanel > right.engine->positions()) {
    std::fill(std::copy(right_start, right.start[0] + right.engine->positions(), padded), std::end(padded),
              kScreenNever);
    right_start = padded;
  }
  const int64_t found =
      a.kernels->screen_tile(scratch.hits.get(), scratch.left.data(), scratch.left_start, left_rows,
                             right.engine->panels.get() + first * a.width[0], right_start, panels, a.width[0]);
  scratch.left_positions.resize(static_cast<size_t>(found));
  scratch.right_positions.resize(static_cast<size_t>(found));
  size_t kept = 0;
  for (int64_t n = 0; n < found; ++n) {
    const int64_t i = rows.left_begin + (scratch.hits[static_cast<size_t>(n)] >> 16);
    const int64_t j = first + (scratch.hits[static_cast<size_t>(n)] & 0xffff);
    scratch.left_positions[kept] = static_cast<uint32_t>(i);
    scratch.right_positions[kept] = static_cast<uint32_t>(j);
    kept += j < begin || j >= end || (is_self && j <= i) ? 0 : 1;
  }
  scratch.left_positions.resize(kept);
  scratch.right_positions.resize(kept);
  const int64_t middle = now();
  const auto candidates = static_cast<int64_t>(scratch.left_positions.size());
  scratch.stats.pairs[0] += left_rows * (end - begin);
  scratch.stats.survivors[0] += candidates;
  scratch.stats.nanoseconds[0] += middle - start;
  if (candidates == 0) return;
  if (a.width[1] > a.width[0]) {
    second_stage(scratch, left, right);
    scratch.stats.pairs[1] += candidates;
    scratch.stats.survivors[1] += static_cast<int64_t>(scratch.left_positions.size());
    scratch.stats.nanoseconds[1] += now() - middle;
  }
  scratch.left_out.insert(scratch.left_out.end(), scratch.left_positions.begin(), scratch.left_positions.end());
  scratch.right_out.insert(scratch.right_out.end(), scratch.right_positions.begin(), scratch.right_positions.end());
}

}  // namespace

FsStatus cpu_screen(const CpuKernels&, const FsCall* call, FsSurvivorSink sink, FsScreenStats* stats,
                    const FsScreenSide* left, const FsScreenSide* right, const FsTile* tiles, size_t count) {
  const FsEngine &a = *left->engine, &b = *right->engine;
  if (a.width[0] != b.width[0] || a.width[1] != b.width[1]) return fail(FS_BAD_ARGUMENT);
  const bool is_self = left->engine == right->engine;
  std::vector<FsTile> units;
  for (size_t t = 0; t < count; ++t) cut(units, tiles[t], is_self);

  std::vector<Scratch> scratch(static_cast<size_t>(call->threads));
  std::atomic<int32_t> answer{FS_OK};
  const FsStatus status = parallel_for(*call, static_cast<int64_t>(units.size()), [&](int64_t index, int worker) {
    Scratch& mine = scratch[static_cast<size_t>(worker)];
    const FsTile& unit = units[static_cast<size_t>(index)];
    const auto hand_over = [&] {
      if (mine.left_out.empty()) return;
      const int32_t code =
          sink.accept(sink.context, worker, mine.left_out.data(), mine.right_out.data(), mine.left_out.size());
      if (code != FS_OK) answer.store(code, std::memory_order_relaxed);
      mine.left_out.clear();
      mine.right_out.clear();
    };
    load_left(mine, *left, unit.left_begin, unit.left_end - unit.left_begin);
    for (int64_t begin = unit.right_begin; begin < unit.right_end; begin += kPiece) {
      if (is_cancelled(*call) || answer.load(std::memory_order_relaxed) != FS_OK) return;
      const int64_t end = std::min(begin + kPiece, unit.right_end);
      if (is_self && end - 1 <= unit.left_begin) continue;
      screen_piece(mine, *left, *right, unit, begin, end, is_self);
      if (mine.left_out.size() >= kHandOver) hand_over();
    }
    hand_over();
  });
  for (const Scratch& each : scratch) {
    for (int stage = 0; stage < 2; ++stage) {
      stats->pairs[stage] += each.stats.pairs[stage];
      stats->survivors[stage] += each.stats.survivors[stage];
      stats->nanoseconds[stage] += each.stats.nanoseconds[stage];
    }
  }
  if (status.code != FS_OK) return status;
  return {answer.load(), {0, 0}};
}

}  // namespace figsift
