#include "cuda/launch.cuh"
#include "kernels/int8_pairs/cuda.cuh"

namespace figsift {
namespace {

constexpr int kThreads = 256;
constexpr int kLanes = 8;  // of a pair
constexpr int kPairs = 32 / kLanes;

__global__ void __launch_bounds__(kThreads) wide_screen(WideScreen of) {
  const unsigned long long counted = *of.in_count;
  const unsigned long long count = counted < of.in_capacity ? counted : of.in_capacity;
  const unsigned lane = threadIdx.x % 32, part = lane % kLanes;
  const unsigned long long warps = static_cast<unsigned long long>(gridDim.x) * (kThreads / 32);
  const unsigned long long warp = static_cast<unsigned long long>(blockIdx.x) * (kThreads / 32) + threadIdx.x / 32;
  // All lanes of a warp go round together.
  for (unsigned long long first = warp * kPairs; first < count; first += warps * kPairs) {
    const unsigned long long at = first + lane / kLanes;
    const bool is_there = at < count;
    const uint2 pair = is_there ? of.in[at] : make_uint2(0, 0);
    int sum = 0;
    if (is_there) {
      const int8_t* const x = of.left.codes + static_cast<int64_t>(of.left.order[pair.x]) * of.stride;
      const int8_t* const y = of.right.codes + static_cast<int64_t>(of.right.order[pair.y]) * of.stride;
      for (int k = static_cast<int>(part) * 16; k < of.stride; k += kLanes * 16) {
        const int4 a = *reinterpret_cast<const int4*>(x + k), b = *reinterpret_cast<const int4*>(y + k);
        sum = __dp4a(a.x, b.x, __dp4a(a.y, b.y, __dp4a(a.z, b.z, __dp4a(a.w, b.w, sum))));
      }
    }
#pragma unroll
    for (int step = kLanes / 2; step > 0; step /= 2) sum += __shfl_xor_sync(kWholeWarp, sum, step);
    const bool passes = is_there && part == 0 && sum + of.left.start[pair.x] + of.right.start[pair.y] >= 0;
    const unsigned votes = __ballot_sync(kWholeWarp, passes);
    if (votes == 0) continue;
    unsigned long long to = 0;
    if (lane == 0) to = atomicAdd(of.out_count, static_cast<unsigned long long>(__popc(votes)));
    to = __shfl_sync(kWholeWarp, to, 0) + static_cast<unsigned>(__popc(votes & ((1u << lane) - 1)));
    if (passes && to < of.out_capacity) of.out[to] = pair;
  }
}

}  // namespace

void launch_wide_screen(const WideScreen& of, int multiprocessors, cudaStream_t stream) {
  launch(wide_screen, {dim3(static_cast<unsigned>(multiprocessors) * 8), dim3(kThreads), 0, stream}, of);
}

}  // namespace figsift
