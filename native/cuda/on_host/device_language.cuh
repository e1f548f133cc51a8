// The words of CUDA C++ that our kernels use, for a C++ compiler. Meanings are those of the CUDA C++ Programming Guide.
#pragma once

#include <cmath>
#include <cstdint>
#include <cstring>
#include <type_traits>

#include "cuda/on_host/block.h"

#define __global__
#define __device__
#define __host__
#define __forceinline__ inline
#define __restrict__ __restrict
#define __launch_bounds__(...)
#define __grid_constant__
#define __align__(n) alignas(n)
// Blocks run one after the other.
#define __shared__ static

#define threadIdx (figsift::on_host::block().current().index)
#define blockIdx (figsift::on_host::block().block_index)
#define blockDim (figsift::on_host::block().block_size)
#define gridDim (figsift::on_host::block().grid_size)

struct dim3 {
  unsigned x = 1, y = 1, z = 1;
  dim3() = default;
  dim3(unsigned a, unsigned b = 1, unsigned c = 1) : x(a), y(b), z(c) {}
};

struct int2 {
  int x, y;
};
struct uint2 {
  unsigned x, y;
};
struct alignas(16) int4 {
  int x, y, z, w;
};
struct alignas(16) uint4 {
  unsigned x, y, z, w;
};
struct alignas(16) float4 {
  float x, y, z, w;
};
inline uint2 make_uint2(unsigned x, unsigned y) { return {x, y}; }
inline int4 make_int4(int x, int y, int z, int w) { return {x, y, z, w}; }
inline uint4 make_uint4(unsigned x, unsigned y, unsigned z, unsigned w) { return {x, y, z, w}; }

namespace figsift::on_host {

inline uint8_t* dynamic_shared() { return block().shared(); }

template <typename T, typename Of>
T shuffled(unsigned mask, T value, Of lane_of) {
  // One kind per way of shuffling and type: lanes that shuffle differently do not meet.
  static const char kind = 0;
  struct Slot {
    T value;
    int from;
  } slot = {value, lane_of(static_cast<int>(block().current().number % 32))};
  block().meet(mask, &kind, &slot, sizeof slot, &slot, sizeof slot, [](Warp::Meeting& meeting) {
    T values[32];
    for (int n = 0; n < 32; ++n) std::memcpy(&values[n], meeting.slots[n], sizeof(T));
    for (int n = 0; n < 32; ++n) {
      Slot each;
      std::memcpy(&each, meeting.slots[n], sizeof each);
      if (each.from >= 0 && each.from < 32) each.value = values[each.from];
      std::memcpy(meeting.slots[n], &each, sizeof each);
    }
  });
  return slot.value;
}

}  // namespace figsift::on_host

inline void __syncthreads() { figsift::on_host::block().sync_threads(); }

inline void __syncwarp(unsigned mask = 0xffffffffu) {
  figsift::on_host::shuffled(mask, 0, [](int lane) { return lane; });
}

template <typename T>
T __shfl_sync(unsigned mask, T value, int from, int width = 32) {
  return figsift::on_host::shuffled(mask, value, [=](int lane) { return lane / width * width + from % width; });
}

template <typename T>
T __shfl_down_sync(unsigned mask, T value, unsigned by, int width = 32) {
  const int step = static_cast<int>(by);
  return figsift::on_host::shuffled(mask, value,
                                    [=](int lane) { return lane % width + step < width ? lane + step : lane; });
}

template <typename T>
T __shfl_up_sync(unsigned mask, T value, unsigned by, int width = 32) {
  const int step = static_cast<int>(by);
  return figsift::on_host::shuffled(mask, value, [=](int lane) { return lane % width >= step ? lane - step : lane; });
}

template <typename T>
T __shfl_xor_sync(unsigned mask, T value, int with) {
  return figsift::on_host::shuffled(mask, value, [=](int lane) { return lane ^ with; });
}

inline unsigned __ballot_sync(unsigned mask, int is_true) {
  static const char kind = 0;
  unsigned vote = is_true != 0;
  figsift::on_host::block().meet(mask, &kind, &vote, sizeof vote, &vote, sizeof vote,
                                 [&](figsift::on_host::Warp::Meeting& meeting) {
                                   unsigned all = 0, one;
                                   for (unsigned n = 0; n < 32; ++n) {
                                     std::memcpy(&one, meeting.slots[n], sizeof one);
                                     if ((mask >> n & 1) != 0 && one != 0) all |= 1u << n;
                                   }
                                   for (auto& slot : meeting.slots) std::memcpy(slot, &all, sizeof all);
                                 });
  return vote;
}

inline int __any_sync(unsigned mask, int is_true) { return __ballot_sync(mask, is_true) != 0; }

inline int __popc(unsigned value) { return __builtin_popcount(value); }
inline int __popcll(unsigned long long value) { return __builtin_popcountll(value); }
inline int __ffsll(long long value) { return __builtin_ffsll(value); }

// The low word of (high, low) shifted right.
inline unsigned __funnelshift_r(unsigned low, unsigned high, unsigned by) {
  return static_cast<unsigned>((static_cast<uint64_t>(high) << 32 | low) >> (by & 31));
}

// Sum of four products of signed bytes, and of `c`.
inline int __dp4a(int a, int b, int c) {
  for (int n = 0; n < 32; n += 8) c += static_cast<int8_t>(a >> n) * static_cast<int8_t>(b >> n);
  return c;
}

inline double __dmul_rn(double a, double b) { return a * b; }
inline double __dadd_rn(double a, double b) { return a + b; }
inline double __dsub_rn(double a, double b) { return a - b; }
inline double __ddiv_rn(double a, double b) { return a / b; }
inline double __dsqrt_rn(double a) { return std::sqrt(a); }
inline double __fma_rn(double a, double b, double c) { return std::fma(a, b, c); }
// By way of float64, for speed: not the nearest float32 once in 2^29 times, by less than 2^-29 of its last place.
inline float __fmaf_rn(float a, float b, float c) { return static_cast<float>(static_cast<double>(a) * b + c); }
inline float __fmul_rn(float a, float b) { return a * b; }
inline float __fsub_rn(float a, float b) { return a - b; }
inline float __fdiv_rn(float a, float b) { return a / b; }
inline float __double2float_rn(double a) { return static_cast<float>(a); }

template <typename T>
T __ldg(const T* from) {
  return *from;
}

inline unsigned long long atomicAdd(unsigned long long* at, unsigned long long value) {
  return __atomic_fetch_add(at, value, __ATOMIC_RELAXED);
}
inline int atomicAdd(int* at, int value) { return __atomic_fetch_add(at, value, __ATOMIC_RELAXED); }
