#include "backends/cuda_screen_lane.cuh"

#include <algorithm>  // std::clamp
#include <memory>
#include <mutex>
#include <vector>

#include "cuda/check.cuh"

namespace figsift {
namespace {

// At least what one pair of blocks can give, so that every batch can be made small enough.
constexpr size_t kLeastPairs = 256 * kScreenColumns;
constexpr size_t kMostPairs = size_t{1} << 22;

std::mutex& pool_mutex() {
  static auto* mutex = new std::mutex();
  return *mutex;
}

// Leaked on purpose: memory of a device must not be given back after the driver has gone.
std::vector<std::unique_ptr<ScreenLane>>& pool() {
  static auto* idle = new std::vector<std::unique_ptr<ScreenLane>>();
  return *idle;
}

void clear_pool() {
  std::vector<std::unique_ptr<ScreenLane>> idle;
  std::lock_guard lock(pool_mutex());
  idle.swap(pool());
}

std::unique_ptr<ScreenLane> make_lane(size_t wanted) {
  {
    std::lock_guard lock(pool_mutex());
    for (auto& lane : pool()) {
      if (lane->capacity() < wanted) continue;
      std::unique_ptr<ScreenLane> found = std::move(lane);
      lane = std::move(pool().back());
      pool().pop_back();
      return found;
    }
  }
  // What others hold that are too small for this is of use again.
  clear_pool();
  on_little_memory(clear_pool);
  for (size_t pairs = wanted;; pairs /= 2) {
    try {
      return std::make_unique<ScreenLane>(std::max(pairs, kLeastPairs));
    } catch (const DeviceError& error) {
      if (error.status.code != FS_OUT_OF_MEMORY || pairs <= kLeastPairs) throw;
    }
  }
}

}  // namespace

ScreenLane::ScreenLane(size_t pairs) {
  for (auto& list : lists) list.resize(pairs);
  cosines.resize(pairs);
  counts.resize(kCounts);
  host_counts.resize(kCounts);
}

ScreenLanes::ScreenLanes(double pairs) {
  const auto wanted = std::clamp(static_cast<size_t>(pairs), kLeastPairs, kMostPairs);
  for (auto& lane : lanes_) lane = make_lane(wanted);
}

ScreenLanes::~ScreenLanes() {
  for (auto& lane : lanes_) {
    if (lane == nullptr || cudaStreamSynchronize(lane->stream.get()) != cudaSuccess) continue;
    lane->is_busy = false;
    std::lock_guard lock(pool_mutex());
    if (pool().size() < 4) pool().push_back(std::move(lane));
  }
}

}  // namespace figsift
