// Neighbouring samples of a row read eight bytes at a time. Outputs of a resize lie several samples apart, so that every load of
// a warp touches many lines of the first-level cache, however narrow it is: few wide loads instead of many narrow ones.
#pragma once

#include "cuda/device.cuh"

namespace figsift {

// Bytes from any address on, eight at a time. Reads up to 7 bytes before and 16 behind what it gives out.
struct ByteStream {
  const uint2* next;
  uint32_t held[2];  // of which the first are given out next
  uint32_t shift;
  bool is_odd;  // begins in the second word of a pair

  __device__ __forceinline__ explicit ByteStream(const uint8_t* from) {
    const auto address = reinterpret_cast<uintptr_t>(from);
    next = reinterpret_cast<const uint2*>(address & ~uintptr_t{7});
    shift = static_cast<uint32_t>(address % 4 * 8);
    is_odd = (address & 4) != 0;
    const uint2 pair = __ldg(next++);
    held[0] = is_odd ? pair.y : pair.x;
    held[1] = pair.y;
  }

  // The next eight bytes.
  __device__ __forceinline__ void take(uint32_t (&out)[2]) {
    const uint2 pair = __ldg(next++);
    const uint32_t second = is_odd ? pair.x : held[1], third = is_odd ? pair.y : pair.x;
    out[0] = __funnelshift_r(held[0], second, shift);
    out[1] = __funnelshift_r(second, third, shift);
    held[0] = third;
    held[1] = pair.y;
  }
};

constexpr int kTapsTogether = 8;

// Adds to sums[r][c], for kRows rows `pitch` bytes apart, the weighted samples of channel c of kChannels, `taps` of them from
// `pixel` on; weights lie `weight_step` apart. Reads up to kTapsTogether samples and 16 bytes beyond.
template <int kChannels, int kRows>
__device__ __forceinline__ void add_taps(int (&sums)[kRows][4], const uint8_t* const (&pixel)[kRows],
                                         const int32_t* weights, int64_t weight_step, int taps) {
  ByteStream streams[kRows] = {ByteStream(pixel[0]), ByteStream(pixel[1]), ByteStream(pixel[2]), ByteStream(pixel[3])};
  static_assert(kRows == 4);
  for (int begin = 0; begin < taps; begin += kTapsTogether) {
    int weight[kTapsTogether];
#pragma unroll
    for (int t = 0; t < kTapsTogether; ++t) {
      weight[t] = begin + t < taps ? __ldg(weights + (begin + t) * weight_step) : 0;
    }
#pragma unroll
    for (int r = 0; r < kRows; ++r) {
#pragma unroll
      for (int part = 0; part < kChannels; ++part) {
        uint32_t words[2];
        streams[r].take(words);
#pragma unroll
        for (int n = 0; n < 8; ++n) {
          const int at = 8 * part + n;
          sums[r][at % kChannels] += weight[at / kChannels] * static_cast<int>(words[n / 4] >> n % 4 * 8 & 255);
        }
      }
    }
  }
}

}  // namespace figsift
