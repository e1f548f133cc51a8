#include "algorithms/similarity_join.h"

#include <algorithm>  // std::min
#include <atomic>     // tiles
#include <chrono>     // time per stage
#include <memory>     // the right operand
#include <numeric>    // std::iota

#include "algorithms/bound.h"
#include "algorithms/operand.h"
#include "algorithms/pair_emitter.h"
#include "algorithms/plan.h"
#include "core/parallel.h"
#include "core/status.h"

namespace figsift {
namespace {

int64_t now() {
  return std::chrono::duration_cast<std::chrono::nanoseconds>(std::chrono::steady_clock::now().time_since_epoch())
      .count();
}

class Join {
 public:
  Join(const FsBackend& backend, const FsCall& call, PairSink& out, JoinReport& report, const FsRows& a,
       const FsRows* b, const JoinSettings& settings)
      : backend_(backend),
        call_(call),
        out_(out),
        report_(report),
        settings_(settings),
        is_self_(b == nullptr),
        edge_(std::min(settings.tile, backend.costs->tile)),
        left_(backend, a),
        other_(b == nullptr ? nullptr : std::make_unique<Operand>(backend, *b)),
        emitter_(left_, right(), out, settings),
        scratch_(static_cast<size_t>(call.threads)) {}

  FsStatus run() {
    const int64_t begin = now();
    if (settings_.first_of != nullptr) std::iota(settings_.first_of, settings_.first_of + left_.rows().rows, 0u);
    const FsRows* b = is_self_ ? nullptr : &right().rows();
    plan_ = make_plan(backend_, call_, {left_.rows(), b, settings_.min_cosine, settings_.forced_widths, true});
    const int64_t planned = now();
    report_.plan_nanoseconds = planned - begin;
    if (is_cancelled(call_)) return fail(FS_CANCELLED);
    FsStatus status = plan_.is_screened() ? screened() : compared();
    describe();
    report_.total_nanoseconds = now() - begin;
    return status;
  }

 private:
  struct Scratch {
    std::vector<uint32_t> left, right;
    std::vector<double> floors, cosines;
    PairBuffer found;
    int64_t rechecked = 0, nanoseconds = 0;
  };

  Operand& right() { return is_self_ ? left_ : *other_; }

  FsStatus encode() {
    const int64_t begin = now();
    FsStatus status = left_.encode(call_, plan_, 0);
    if (status.code == FS_OK && !is_self_) status = other_->encode(call_, plan_, 1);
    report_.coding_nanoseconds = now() - begin;
    return status;
  }

  FsStatus screened() {
    FsStatus status = encode();
    if (status.code != FS_OK) return status;
    const int64_t begin = now();
    for (Operand* operand : {&left_, is_self_ ? nullptr : &right()}) {
      if (operand == nullptr) continue;
      status = operand->collapse(call_);
      if (status.code != FS_OK) return status;
      operand->order_rows(call_, plan_, edge_, operand == &left_ ? nullptr : &left_);
      if (is_cancelled(call_)) return fail(FS_CANCELLED);
      status = operand->arrange(call_);
      if (status.code != FS_OK) return status;
    }
    std::vector<int32_t> starts[2][2];
    const int stages = plan_.width[0] == plan_.width[1] ? 1 : 2;
    for (int stage = 0; stage < stages; ++stage) {
      starts[0][stage] = join_starts(left_, plan_, settings_.min_cosine, stage);
      if (!is_self_) starts[1][stage] = join_starts(right(), plan_, settings_.min_cosine, stage);
    }
    const FsScreenSide left = {left_.engine(), {starts[0][0].data(), starts[0][1].data()}, 1};
    const FsScreenSide other = {right().engine(), {starts[1][0].data(), starts[1][1].data()}, 1};
    report_.coding_nanoseconds += now() - begin;
    status = emitter_.emit_known(call_, scratch_[0].found);
    if (status.code == FS_OK) status = screen(left, is_self_ ? left : other);
    if (status.code != FS_OK) return status;
    for (const Scratch& each : scratch_) {
      report_.rechecked += each.rechecked;
      report_.found += each.found.emitted;
      report_.recheck_nanoseconds += each.nanoseconds;
    }
    if (backend_.screen_cosines != nullptr) report_.rechecked = report_.screens.survivors[stages - 1];
    return ok();
  }

  FsStatus screen(const FsScreenSide& left, const FsScreenSide& right_side) {
    const int64_t n = left_.positions(), m = right().positions();
    const int64_t left_tiles = (n + edge_ - 1) / edge_, right_tiles = (m + edge_ - 1) / edge_;
    const double all = is_self_ ? static_cast<double>(left_tiles) * static_cast<double>(left_tiles + 1) / 2
                                : static_cast<double>(left_tiles) * static_cast<double>(right_tiles);
    const double tile_pairs = static_cast<double>(edge_) * static_cast<double>(edge_);
    double done = 0;
    // Bands of left tiles whose pairs are looked at together, then given to the device together.
    const int64_t band = std::max<int64_t>(1, static_cast<int64_t>(backend_.costs->batch_pairs / tile_pairs) /
                                                  std::max<int64_t>(1, right_tiles / (is_self_ ? 2 : 1)));
    // Clusters form early, so that later tiles may be left out: the first bands are small.
    int64_t step = out_.wants_clusters() ? 1 : band;
    is_one_cluster_.assign(out_.wants_clusters() ? static_cast<size_t>(left_tiles) : 0, false);
    for (int64_t begin = 0, end = 0; begin < left_tiles; begin = end, step = std::min(2 * step, band)) {
      end = std::min(begin + step, left_tiles);
      find_clustered_tiles();
      std::vector<std::vector<FsTile>> lists(static_cast<size_t>(end - begin));
      FsStatus status = parallel_for(call_, end - begin, [&](int64_t at, int) {
        list_tiles(lists[static_cast<size_t>(at)], begin + at, right_tiles);
      });
      if (status.code != FS_OK) return status;
      std::vector<FsTile> tiles;
      for (const auto& list : lists) tiles.insert(tiles.end(), list.begin(), list.end());
      for (int64_t i = begin; i < end; ++i) report_.tiles += right_tiles - (is_self_ ? i : 0);
      status = screen_tiles(left, right_side, tiles);
      if (status.code != FS_OK) return status;
      for (int64_t i = begin; i < end; ++i) done += static_cast<double>(right_tiles - (is_self_ ? i : 0));
      report_progress(call_, static_cast<int64_t>(done), static_cast<int64_t>(all));
    }
    report_.tiles_skipped = report_.tiles - near_tiles_.load();
    return ok();
  }

  // Tiles of a self-join whose rows are all in one cluster; such a tile remains one.
  void find_clustered_tiles() {
    for (size_t tile = 0; tile < is_one_cluster_.size(); ++tile) {
      if (is_one_cluster_[tile]) continue;
      const auto begin = tile * static_cast<size_t>(edge_);
      const auto end = std::min(begin + static_cast<size_t>(edge_), left_.order.size());
      const uint32_t cluster = out_.cluster_of(left_.order[end - 1]);
      size_t p = begin;
      while (p < end && out_.cluster_of(left_.order[p]) == cluster) ++p;
      is_one_cluster_[tile] = p == end;
    }
  }

  bool is_clustered(int64_t tile) const {
    return !is_one_cluster_.empty() && is_one_cluster_[static_cast<size_t>(tile)];
  }

  uint32_t cluster_at(int64_t tile) { return out_.cluster_of(left_.order[static_cast<size_t>(tile * edge_)]); }

  // The right tiles that may hold a partner of left tile i, neighbours as one.
  void list_tiles(std::vector<FsTile>& out, int64_t i, int64_t right_tiles) {
    const int64_t begin = i * edge_, end = std::min(begin + edge_, left_.positions());
    const TileBoxes &own = left_.boxes, &others = right().boxes;
    const double square_reach = plan_.leading_reach * plan_.leading_reach;
    int64_t near = 0;
    for (int64_t j = is_self_ ? i : 0; j < right_tiles; ++j) {
      if (own.dims > 0 && own.is_apart(i, others, j, square_reach)) continue;
      if (is_clustered(i) && is_clustered(j) && cluster_at(i) == cluster_at(j)) continue;
      ++near;
      const int64_t from = j * edge_, to = std::min(from + edge_, right().positions());
      if (!out.empty() && out.back().right_end == from) {
        out.back().right_end = to;
      } else {
        out.push_back({begin, end, from, to});
      }
    }
    near_tiles_.fetch_add(near, std::memory_order_relaxed);
  }

  FsStatus screen_tiles(const FsScreenSide& left, const FsScreenSide& right_side, const std::vector<FsTile>& tiles) {
    if (backend_.screen_cosines != nullptr) {
      const FsCosineSink sink = {
          this,
          [](void* context, int32_t worker, const uint32_t* l, const uint32_t* r, const double* cosines,
             size_t count) -> int32_t { return static_cast<Join*>(context)->emit(worker, l, r, cosines, count); }};
      return backend_.screen_cosines(&call_, sink, &report_.screens, &left, &right_side, tiles.data(), tiles.size(),
                                     nullptr, 0, settings_.min_cosine);
    }
    const FsSurvivorSink sink = {
        this, [](void* context, int32_t worker, const uint32_t* l, const uint32_t* r, size_t count) -> int32_t {
          return static_cast<Join*>(context)->recheck(worker, l, r, count);
        }};
    return backend_.screen(&call_, sink, &report_.screens, &left, &right_side, tiles.data(), tiles.size());
  }

  // Pairs of the answer by position, from a device that has computed the law itself.
  int32_t emit(int32_t worker, const uint32_t* left_positions, const uint32_t* right_positions, const double* cosines,
               size_t count) {
    Scratch& mine = scratch_[static_cast<size_t>(worker)];
    for (size_t i = 0; i < count; ++i) {
      const uint32_t a = left_.order[left_positions[i]], b = right().order[right_positions[i]];
      if (out_.needs(a, b)) emitter_.emit(mine.found, a, b, cosines[i]);
    }
    emitter_.hand_on(mine.found);
    return out_.is_full() ? FS_LIMIT_EXCEEDED : FS_OK;
  }

  // Survivors by position, on the thread that found them.
  int32_t recheck(int32_t worker, const uint32_t* left_positions, const uint32_t* right_positions, size_t count) {
    Scratch& mine = scratch_[static_cast<size_t>(worker)];
    const int64_t begin = now();
    mine.left.resize(count);
    mine.right.resize(count);
    size_t needed = 0;
    for (size_t i = 0; i < count; ++i) {
      const uint32_t a = left_.order[left_positions[i]], b = right().order[right_positions[i]];
      if (!out_.needs(a, b)) continue;
      mine.left[needed] = a;
      mine.right[needed++] = b;
    }
    mine.left.resize(needed);
    mine.right.resize(needed);
    const FsCall alone = {call_.cancel, 1, nullptr};
    const int32_t code = compute(alone, mine);
    mine.nanoseconds += now() - begin;
    return code;
  }

  int32_t compute(const FsCall& call, Scratch& mine) {
    const size_t count = mine.left.size();
    mine.cosines.resize(count);
    mine.floors.resize(count, estimate_floor(settings_.min_cosine, left_.rows().cols));
    const FsStatus status = backend_.cosine_pairs(&call, mine.cosines.data(), left_.engine(), right().engine(),
                                                  mine.left.data(), mine.right.data(), mine.floors.data(), count);
    if (status.code != FS_OK) return status.code;
    for (size_t i = 0; i < count; ++i) {
      if (mine.cosines[i] >= settings_.min_cosine) {
        emitter_.emit(mine.found, mine.left[i], mine.right[i], mine.cosines[i]);
      }
    }
    mine.rechecked += static_cast<int64_t>(count);
    emitter_.hand_on(mine.found);
    return out_.is_full() ? FS_LIMIT_EXCEEDED : FS_OK;
  }

  // Too few pairs for screens: all of them by the law.
  FsStatus compared() {
    const std::vector<float> none(4, 0.0f);
    plan_.offset = none;
    plan_.width[0] = plan_.width[1] = 4;
    FsStatus status = encode();
    plan_.width[0] = plan_.width[1] = 0;
    if (status.code != FS_OK) return status;
    const int64_t begin = now();
    status = left_.collapse(call_);
    if (status.code == FS_OK && !is_self_) status = right().collapse(call_);
    if (status.code == FS_OK) status = emitter_.emit_known(call_, scratch_[0].found);
    if (status.code != FS_OK) return status;
    Scratch& mine = scratch_[0];
    const std::vector<uint32_t>&lefts = left_.order, &rights = right().order;
    constexpr size_t kBatch = 1 << 16;
    const auto flush = [&]() -> FsStatus {
      const int32_t code = compute(call_, mine);
      mine.left.clear();
      mine.right.clear();
      return {code, {0, 0}};
    };
    for (size_t i = 0; i < lefts.size(); ++i) {
      for (size_t j = is_self_ ? i + 1 : 0; j < rights.size(); ++j) {
        mine.left.push_back(lefts[i]);
        mine.right.push_back(rights[j]);
        if (mine.left.size() < kBatch) continue;
        status = flush();
        if (status.code != FS_OK) return status;
      }
    }
    status = flush();
    report_.recheck_nanoseconds = now() - begin;
    report_.rechecked = mine.rechecked;
    report_.found = mine.found.emitted;
    return status;
  }

  void describe() {
    for (int stage = 0; stage < 2; ++stage) {
      report_.width[stage] = plan_.width[stage];
      report_.expected_share[stage] = plan_.expected_share[stage];
    }
    report_.basis = static_cast<int32_t>(plan_.basis_kind);
    report_.scale = plan_.scale;
    report_.expected_milliseconds =
        plan_.expected_nanoseconds * 1e-6 / (backend_.costs->is_per_thread != 0 ? call_.threads : 1);
    report_.threads = call_.threads;
    for (const Operand* operand : {&left_, is_self_ ? nullptr : &right()}) {
      if (operand == nullptr) continue;
      report_.rows_collapsed += static_cast<int64_t>(operand->twins.size());
      report_.zero_rows += static_cast<int64_t>(operand->zero_rows.size());
    }
  }

  const FsBackend& backend_;
  const FsCall& call_;
  PairSink& out_;
  JoinReport& report_;
  const JoinSettings& settings_;
  const bool is_self_;
  const int64_t edge_;
  Operand left_;
  const std::unique_ptr<Operand> other_;
  PairEmitter emitter_;
  Plan plan_;
  std::atomic<int64_t> near_tiles_{0};
  std::vector<bool> is_one_cluster_;
  std::vector<Scratch> scratch_;
};

}  // namespace

FsStatus similarity_join(const FsBackend& backend, const FsCall& call, PairSink& out, JoinReport& report,
                         const FsRows& a, const FsRows* b, const JoinSettings& settings) {
  return Join(backend, call, out, report, a, b, settings).run();
}

}  // namespace figsift
