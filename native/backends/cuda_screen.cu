#include <algorithm>  // std::min, std::max
#include <atomic>     // the sink's answer
#include <functional>
#include <vector>

#include "backends/cuda_device.cuh"
#include "backends/cuda_engine.cuh"
#include "backends/cuda_host_law.cuh"
#include "backends/cuda_rows.cuh"
#include "backends/cuda_screen_choice.cuh"
#include "backends/cuda_screen_items.cuh"
#include "backends/cuda_screen_lane.cuh"
#include "core/parallel.h"
#include "cuda/check.cuh"
#include "kernels/int8_pairs/cuda.cuh"
#include "kernels/int8_screen/int8_screen.h"

namespace figsift {
namespace {

// Pairs of one batch: a few milliseconds of a fast device, so that a call that nobody waits for any more ends soon.
constexpr double kMostBatch = 3e10;
// Pairs given to a sink at once.
constexpr int64_t kHandOver = 1 << 16;
// Pairs that there is room for at first.
constexpr size_t kLeastPinned = 1 << 15;

struct Span {
  int64_t begin, end;
};

// Positions that the tiles touch.
Span touched(const FsTile* tiles, size_t count, int64_t FsTile::*begin, int64_t FsTile::*end) {
  Span span = {INT64_MAX, 0};
  for (size_t n = 0; n < count; ++n) {
    span.begin = std::min(span.begin, tiles[n].*begin);
    span.end = std::max(span.end, tiles[n].*end);
  }
  return span.begin < span.end ? span : Span{0, 0};
}

// Starts where the kernels read them. Those beyond the positions never hit.
void fetch_starts(Stream& stream, const FsScreenSide& side, Span span) {
  FsEngine& engine = *side.engine;
  if (side.edition != 0 && engine.edition == side.edition) return;
  const bool is_new = engine.edition == 0;
  const std::vector<int32_t> never(static_cast<size_t>(engine.padded() - engine.positions), kScreenNever);
  // Whole blocks are multiplied, also where a tile ends within one.
  span.begin = side.edition != 0 ? 0 : span.begin / kScreenPadding * kScreenPadding;
  span.end = side.edition != 0 ? engine.positions
                               : std::min(engine.positions, (span.end / kScreenPadding + 1) * kScreenPadding);
  for (int stage = 0; stage < 2; ++stage) {
    int32_t* const to = engine.starts[stage].data();
    if (to == nullptr || side.start[stage] == nullptr) continue;
    stream.upload(to + span.begin, side.start[stage] + span.begin, static_cast<size_t>(span.end - span.begin));
    if (is_new) stream.upload(to + engine.positions, never.data(), never.size());
  }
  stream.wait();
  engine.edition = side.edition;
}

class Screen {
 public:
  // Takes what is left of a batch: a list on the device.
  using Take = std::function<int32_t(ScreenLane&, const uint2* pairs, unsigned long long count)>;

  Screen(const FsCall& call, FsScreenStats& stats, const FsScreenSide& left, const FsScreenSide& right,
         const FsTile* tiles, size_t count)
      : call_(call),
        stats_(stats),
        left_(*left.engine),
        right_(*right.engine),
        is_self_(left.engine == right.engine),
        block_rows_(screen_block_rows(left.engine->screen_stride)),
        queue_(tiles, count, is_self_, block_rows_,
               screen_stretch(pairs_within(tiles, count), block_rows_, left.engine->screen_stride,
                              cuda_device().multiprocessors)),
        lanes_(std::min(pairs_within(tiles, count), 1e9)) {
    Stream stream;
    fetch_starts(stream, left, touched(tiles, count, &FsTile::left_begin, &FsTile::left_end));
    if (!is_self_) fetch_starts(stream, right, touched(tiles, count, &FsTile::right_begin, &FsTile::right_end));
  }

  FsStatus run(const Take& take) {
    for (int turn = 0;; turn ^= 1) {
      ScreenLane& lane = lanes_[turn];
      if (lane.is_busy) {
        const int32_t code = end(lane, take);
        if (code != FS_OK) return {code, {0, 0}};
      }
      if (is_cancelled(call_)) return fail(FS_CANCELLED);
      if (!queue_.is_empty()) {
        begin(lane);
      } else if (!lanes_[turn ^ 1].is_busy) {
        return ok();
      }
    }
  }

 private:
  bool has_two() const { return left_.width[0] < left_.width[1]; }

  void begin(ScreenLane& lane) {
    // As many as the lists will hold, by what share of the pairs passed so far.
    const double expected = static_cast<double>(lane.capacity()) / 2 / std::max(share_, 1e-9);
    queue_.take(lane.items, std::min(kMostBatch, expected));
    const size_t count = lane.items.size();
    lane.staged_items.reserve(count);
    lane.device_items.reserve(count);
    std::copy(lane.items.begin(), lane.items.end(), lane.staged_items.data());
    lane.stream.upload(lane.device_items.data(), lane.staged_items.data(), count);
    lane.stream.zero(lane.counts.data(), kCounts);
    cudaStream_t stream = lane.stream.get();
    lane.events[0].record(stream);
    launch_screen({{left_.screen_codes.data(), left_.starts[0].data(), left_.padded()},
                   {right_.screen_codes.data(), right_.starts[0].data(), right_.padded()},
                   lane.device_items.data(),
                   static_cast<uint32_t>(count),
                   left_.screen_stride,
                   is_self_ ? 1 : 0,
                   {lane.lists[0].data(), lane.counts.data() + kNarrowCount, lane.capacity()}},
                  static_cast<int>(block_rows_), stream);
    lane.events[1].record(stream);
    if (has_two()) {
      launch_wide_screen({{left_.codes.data(), left_.order.data(), left_.starts[1].data()},
                          {right_.codes.data(), right_.order.data(), right_.starts[1].data()},
                          left_.stride,
                          lane.lists[0].data(),
                          lane.counts.data() + kNarrowCount,
                          lane.capacity(),
                          lane.lists[1].data(),
                          lane.counts.data() + kWideCount,
                          lane.capacity()},
                         cuda_device().multiprocessors, stream);
    }
    lane.events[2].record(stream);
    lane.stream.download(lane.host_counts.data(), lane.counts.data(), kCounts);
    lane.is_busy = true;
  }

  int32_t end(ScreenLane& lane, const Take& take) {
    lane.stream.wait();
    lane.is_busy = false;
    const unsigned long long narrow = lane.host_counts[kNarrowCount], wide = lane.host_counts[kWideCount];
    double compared = 0;
    int64_t pairs = 0;
    for (const ScreenItem& item : lane.items) {
      compared += static_cast<double>(item.right_blocks) * kScreenColumns * static_cast<double>(block_rows_);
      pairs += ScreenQueue::pairs_of(item, block_rows_);
    }
    share_ = std::max(static_cast<double>(narrow) / compared, share_ / 2);
    if (narrow > lane.capacity()) {
      // Not all of them are in the list: none of it counts.
      queue_.give_back(lane.items);
      return FS_OK;
    }
    stats_.pairs[0] += pairs;
    stats_.survivors[0] += static_cast<int64_t>(narrow);
    stats_.nanoseconds[0] += lane.events[1].nanoseconds_since(lane.events[0]) * call_.threads;
    if (has_two()) {
      stats_.pairs[1] += static_cast<int64_t>(narrow);
      stats_.survivors[1] += static_cast<int64_t>(wide);
      stats_.nanoseconds[1] += lane.events[2].nanoseconds_since(lane.events[1]) * call_.threads;
    }
    const unsigned long long left = has_two() ? wide : narrow;
    return left == 0 ? static_cast<int32_t>(FS_OK) : take(lane, lane.lists[has_two() ? 1 : 0].data(), left);
  }

  const FsCall& call_;
  FsScreenStats& stats_;
  FsEngine &left_, &right_;
  const bool is_self_;
  const int64_t block_rows_;
  ScreenQueue queue_;
  ScreenLanes lanes_;
  double share_ = 1e-4;
};

bool fit(const FsScreenSide& left, const FsScreenSide& right) {
  const FsEngine &a = *left.engine, &b = *right.engine;
  return a.width[0] == b.width[0] && a.width[1] == b.width[1] && a.source.cols == b.source.cols;
}

// Pieces of [0, count) to a sink, on several threads.
template <typename Accept>
int32_t hand_over(const FsCall& call, unsigned long long count, Accept accept) {
  std::atomic<int32_t> answer{FS_OK};
  const auto pieces = static_cast<int64_t>((count + kHandOver - 1) / kHandOver);
  const FsStatus status = parallel_for(call, pieces, [&](int64_t piece, int worker) {
    if (answer.load(std::memory_order_relaxed) != FS_OK) return;
    const auto begin = static_cast<size_t>(piece * kHandOver);
    const size_t size = std::min(static_cast<size_t>(kHandOver), static_cast<size_t>(count) - begin);
    const int32_t code = accept(worker, begin, size);
    if (code != FS_OK) answer.store(code, std::memory_order_relaxed);
  });
  return status.code != FS_OK ? status.code : answer.load();
}

// Positions apart, as sinks take them.
struct Positions {
  std::vector<uint32_t> left, right;

  Positions(const uint2* pairs, size_t count) : left(count), right(count) {
    for (size_t n = 0; n < count; ++n) {
      left[n] = pairs[n].x;
      right[n] = pairs[n].y;
    }
  }
};

// Pinned memory takes long to get: more of it at once, up to what a list can hold.
template <typename T>
void make_room(const ScreenLane& lane, PinnedArray<T>& of, unsigned long long count) {
  if (of.size() < count) of.resize(std::min(lane.capacity(), std::max(static_cast<size_t>(count) * 2, kLeastPinned)));
}

void fetch_pairs(ScreenLane& lane, const uint2* pairs, unsigned long long count) {
  make_room(lane, lane.host_pairs, count);
  lane.stream.download(lane.host_pairs.data(), pairs, static_cast<size_t>(count));
}

}  // namespace

FsStatus cuda_screen(const FsCall* call, FsSurvivorSink sink, FsScreenStats* stats, const FsScreenSide* left,
                     const FsScreenSide* right, const FsTile* tiles, size_t count) {
  if (!fit(*left, *right)) return fail(FS_BAD_ARGUMENT);
  if (count == 0) return ok();
  Screen screen(*call, *stats, *left, *right, tiles, count);
  return screen.run([&](ScreenLane& lane, const uint2* pairs, unsigned long long found) {
    fetch_pairs(lane, pairs, found);
    lane.stream.wait();
    return hand_over(*call, found, [&](int worker, size_t begin, size_t size) {
      const Positions positions(lane.host_pairs.data() + begin, size);
      return sink.accept(sink.context, worker, positions.left.data(), positions.right.data(), size);
    });
  });
}

FsStatus cuda_screen_cosines(const FsCall* call, FsCosineSink sink, FsScreenStats* stats, const FsScreenSide* left,
                             const FsScreenSide* right, const FsTile* tiles, size_t count, const double* floors,
                             int64_t floors_begin, double floor) {
  if (!fit(*left, *right)) return fail(FS_BAD_ARGUMENT);
  if (count == 0) return ok();
  Screen screen(*call, *stats, *left, *right, tiles, count);
  FsEngine &a = *left->engine, &b = *right->engine;
  const bool is_on_device = a.is_resident && b.is_resident;
  DeviceArray<double> device_floors;
  const Span rows = touched(tiles, count, &FsTile::left_begin, &FsTile::left_end);
  if (is_on_device && floors != nullptr) {
    Stream stream;
    device_floors.resize(static_cast<size_t>(rows.end - rows.begin));
    stream.upload(device_floors.data(), floors + (rows.begin - floors_begin), device_floors.size());
    stream.wait();
  }
  const auto floor_of = [&](uint32_t position) {
    return floors == nullptr ? floor : floors[static_cast<int64_t>(position) - floors_begin];
  };
  return screen.run([&](ScreenLane& lane, const uint2* pairs, unsigned long long found) {
    if (!is_on_device) {
      // The rows are here, and few pairs are left.
      fetch_pairs(lane, pairs, found);
      lane.stream.wait();
      return hand_over(*call, found, [&](int worker, size_t begin, size_t size) {
        const HostLaw law(a, b);
        Positions kept(nullptr, 0);
        std::vector<double> cosines;
        for (size_t n = begin; n < begin + size; ++n) {
          const uint2 pair = lane.host_pairs[n];
          const double cosine = law.of_positions(pair.x, pair.y);
          if (!(cosine >= floor_of(pair.x))) continue;
          kept.left.push_back(pair.x);
          kept.right.push_back(pair.y);
          cosines.push_back(cosine);
        }
        if (cosines.empty()) return static_cast<int32_t>(FS_OK);
        return sink.accept(sink.context, worker, kept.left.data(), kept.right.data(), cosines.data(), cosines.size());
      });
    }
    uint2* const out = pairs == lane.lists[0].data() ? lane.lists[1].data() : lane.lists[0].data();
    launch_law_filter({{a.law_rows(), b.law_rows(), a.order.data(), b.order.data(), pairs, found},
                       floors == nullptr ? nullptr : device_floors.data(),
                       rows.begin,
                       floor,
                       out,
                       lane.cosines.data(),
                       lane.counts.data() + kLawCount},
                      lane.stream.get());
    lane.stream.download(lane.host_counts.data(), lane.counts.data(), kCounts);
    lane.stream.wait();
    const unsigned long long kept = lane.host_counts[kLawCount];
    if (kept == 0) return static_cast<int32_t>(FS_OK);
    fetch_pairs(lane, out, kept);
    make_room(lane, lane.host_cosines, kept);
    lane.stream.download(lane.host_cosines.data(), lane.cosines.data(), static_cast<size_t>(kept));
    lane.stream.wait();
    return hand_over(*call, kept, [&](int worker, size_t begin, size_t size) {
      const Positions positions(lane.host_pairs.data() + begin, size);
      return sink.accept(sink.context, worker, positions.left.data(), positions.right.data(),
                         lane.host_cosines.data() + begin, size);
    });
  });
}

}  // namespace figsift
