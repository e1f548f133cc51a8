// What both ways of multiplying do with their sums: test them, and list the pairs of the few that pass.
#pragma once

#include "cuda/device.cuh"
#include "kernels/int8_screen/cuda.cuh"

namespace figsift {

// max(a + b, c): one instruction where the device has it.
__device__ __forceinline__ int add_max(int a, int b, int c) {
#if defined(__CUDA_ARCH__) && __CUDA_ARCH__ >= 900
  return __viaddmax_s32(a, b, c);
#else
  const int sum = a + b;
  return sum > c ? sum : c;
#endif
}

// The pairs of a lane are the set bits of `passed`; pair_of(bit) is the pair of positions. All lanes of a warp come here
// together: one addition to the counter serves them all.
template <typename PairOf>
__device__ inline void list_pairs(const PairList& out, const ScreenItem& item, bool is_self, uint64_t passed,
                                  PairOf pair_of) {
  uint64_t kept = 0;
  for (uint64_t rest = passed; rest != 0; rest &= rest - 1) {
    const int bit = __ffsll(static_cast<long long>(rest)) - 1;
    const uint2 pair = pair_of(bit);
    const bool is_inside = pair.x >= item.left_begin && pair.x < item.left_end && pair.y >= item.right_begin &&
                           pair.y < item.right_end && !(is_self && pair.y <= pair.x);
    if (is_inside) kept |= uint64_t{1} << bit;
  }
  const int lane = static_cast<int>(threadIdx.x % 32);
  const int own = __popcll(kept);
  int before = own;  // with the lanes before this one
  for (unsigned step = 1; step < 32; step *= 2) {
    const int other = __shfl_up_sync(kWholeWarp, before, step);
    if (lane >= static_cast<int>(step)) before += other;
  }
  unsigned long long at = 0;
  if (lane == 31 && before > 0) at = atomicAdd(out.count, static_cast<unsigned long long>(before));
  at = __shfl_sync(kWholeWarp, at, 31) + static_cast<unsigned long long>(before - own);
  for (; kept != 0; kept &= kept - 1, ++at) {
    if (at < out.capacity) out.pairs[at] = pair_of(__ffsll(static_cast<long long>(kept)) - 1);
  }
  // Products need the whole warp again.
  __syncwarp();
}

}  // namespace figsift
