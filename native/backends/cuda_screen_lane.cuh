// One of two buffers of a screen: while the pairs of one go to the host, the other is worked on.
#pragma once

#include <memory>
#include <vector>

#include "cuda/memory.cuh"
#include "cuda/stream.cuh"
#include "kernels/int8_screen/cuda.cuh"

namespace figsift {

// Places in the counters of a lane.
enum { kNarrowCount = 0, kWideCount = 1, kLawCount = 2, kCounts = 3 };

struct ScreenLane {
  Stream stream;
  Event events[3] = {Event(true), Event(true), Event(true)};  // before the first stage, between, after the second
  std::vector<ScreenItem> items;
  PinnedArray<ScreenItem> staged_items;
  DeviceArray<ScreenItem> device_items;
  DeviceArray<uint2> lists[2];
  DeviceArray<double> cosines;
  DeviceArray<unsigned long long> counts;
  PinnedArray<unsigned long long> host_counts;
  PinnedArray<uint2> host_pairs;
  PinnedArray<double> host_cosines;
  bool is_busy = false;

  // Lists of `pairs` pairs.
  explicit ScreenLane(size_t pairs);
  size_t capacity() const { return lists[0].size(); }
};

// Both lanes, with lists as large as memory allows and the work asks for; kept for the next call of the process.
class ScreenLanes {
 public:
  explicit ScreenLanes(double pairs);
  ~ScreenLanes();
  ScreenLanes(const ScreenLanes&) = delete;
  ScreenLanes& operator=(const ScreenLanes&) = delete;

  ScreenLane& operator[](int turn) { return *lanes_[turn]; }

 private:
  std::unique_ptr<ScreenLane> lanes_[2];
};

}  // namespace figsift
