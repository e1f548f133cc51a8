#include "backends/cuda_screen_choice.cuh"

#include <algorithm>  // std::sort
#include <cmath>
#include <cstdlib>  // std::getenv
#include <string>
#include <utility>
#include <vector>

#include "backends/cuda_device.cuh"
#include "cuda/memory.cuh"
#include "cuda/stream.cuh"
#include "cuda/tensor_map.cuh"

namespace figsift {
namespace {

using Pairs = std::vector<std::pair<uint32_t, uint32_t>>;

// 512 rows against each other, with sums on both sides of zero.
Pairs pairs_found(int block_rows, int stride) {
  constexpr int kPositions = 512;
  std::vector<int8_t> codes(static_cast<size_t>(kPositions * stride));
  std::vector<int32_t> start(kPositions);
  uint32_t random = 1;
  const auto next = [&] { return (random = random * 1664525 + 1013904223) >> 8; };
  for (auto& code : codes) code = static_cast<int8_t>(static_cast<int>(next() % 255) - 127);
  const auto typical = static_cast<uint32_t>(20000 * std::sqrt(stride / 32.0));
  for (auto& each : start) each = -static_cast<int32_t>(typical / 2 + next() % typical);
  std::vector<ScreenItem> items;
  for (uint32_t left = 0; left < kPositions / static_cast<uint32_t>(block_rows); ++left) {
    items.push_back({left, 0, kPositions / kScreenColumns, 0, 0, kPositions, 0, kPositions});
  }
  Stream stream;
  DeviceArray<int8_t> device_codes(codes.size());
  DeviceArray<int32_t> device_start(start.size());
  DeviceArray<ScreenItem> device_items(items.size());
  DeviceArray<uint2> list(kPositions * kPositions);
  DeviceArray<unsigned long long> count(1);
  stream.upload(device_codes.data(), codes.data(), codes.size());
  stream.upload(device_start.data(), start.data(), start.size());
  stream.upload(device_items.data(), items.data(), items.size());
  stream.zero(count.data(), 1);
  const ScreenOperand side = {device_codes.data(), device_start.data(), kPositions};
  launch_screen({side,
                 side,
                 device_items.data(),
                 static_cast<uint32_t>(items.size()),
                 stride,
                 0,
                 {list.data(), count.data(), list.size()}},
                block_rows, stream.get());
  unsigned long long found = 0;
  stream.download(&found, count.data(), 1);
  stream.wait();
  std::vector<uint2> pairs(static_cast<size_t>(std::min<unsigned long long>(found, list.size())));
  stream.download(pairs.data(), list.data(), pairs.size());
  stream.wait();
  Pairs out;
  for (const uint2& pair : pairs) out.emplace_back(pair.x, pair.y);
  std::sort(out.begin(), out.end());
  return out;
}

bool ways_agree() {
  for (const int stride : {32, 64, 384}) {
    if (pairs_found(kScreenWgmmaRows, stride) != pairs_found(kScreenMmaRows, stride)) return false;
  }
  return true;
}

}  // namespace

int screen_block_rows(int stride) {
  const char* const wish = std::getenv("FIGSIFT_CUDA_SCREEN");
  if (cuda_device().capability != 90 || stride > kScreenWgmmaBytes) return kScreenMmaRows;
  const std::string way = wish == nullptr ? "" : wish;
  if (way == "mma") return kScreenMmaRows;
  // Without comparing first: tests and benches must not take one way for the other.
  if (way == "wgmma") return kScreenWgmmaRows;
  static const bool can = ways_agree();
  return can ? kScreenWgmmaRows : kScreenMmaRows;
}

void launch_screen(const ScreenLaunch& of, int block_rows, cudaStream_t stream) {
  const int multiprocessors = cuda_device().multiprocessors;
  if (block_rows == kScreenMmaRows) return launch_screen_mma(of, multiprocessors, stream);
  const auto map_of = [&](const ScreenOperand& side) {
    return make_tensor_map(side.codes, side.padded, of.stride, static_cast<uint32_t>(screen_box_bytes(of.stride)));
  };
  launch_screen_wgmma(map_of(of.left), map_of(of.right), of, multiprocessors, stream);
}

}  // namespace figsift
