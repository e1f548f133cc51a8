// What Hopper multiplies and copies with (PTX ISA: mbarrier, cp.async.bulk.tensor, wgmma). On the processor it is emulated from
// the documented layouts: swizzled boxes in shared memory, matrix descriptors, fragments of a warpgroup.
#pragma once

#include "cuda/device.cuh"
#include "cuda/mma.cuh"

// Code that other targets do not have.
#if FIGSIFT_ON_HOST || defined(__CUDA_ARCH_FEAT_SM90_ALL)
#define FIGSIFT_HAS_WGMMA 1
#else
#define FIGSIFT_HAS_WGMMA 0
#endif

namespace figsift {

#if FIGSIFT_ON_HOST
namespace on_host {

// An mbarrier as one would draw it; its bits are nobody else's business.
struct BarrierState {
  uint64_t phase : 1, count : 15, pending : 16;
  int64_t bytes : 32;
};

template <typename Change>
void change(uint64_t* barrier, Change body) {
  BarrierState state;
  std::memcpy(&state, barrier, sizeof state);
  body(state);
  if (state.pending == 0 && state.bytes == 0) {
    state.phase ^= 1;
    state.pending = state.count;
  }
  std::memcpy(barrier, &state, sizeof state);
}

// Bits 4.. of an address of shared memory, exclusive or with bits 7..: as many as there are pieces of 16 bytes in a row.
inline uint32_t swizzled(uint32_t address, uint32_t row_bytes) {
  return address ^ (address >> 7 & (row_bytes / 16 - 1)) << 4;
}

constexpr uint32_t kSharedBase = 1024;
inline uint32_t address_of(const void* at) {
  return static_cast<uint32_t>(static_cast<const uint8_t*>(at) - block().shared()) + kSharedBase;
}
inline uint8_t* at_address(uint32_t address) { return block().shared() + (address - kSharedBase); }

}  // namespace on_host
#endif

#if FIGSIFT_HAS_WGMMA

__device__ inline void begin_barrier(uint64_t* barrier, unsigned arrivals) {
#if FIGSIFT_ON_HOST
  const on_host::BarrierState state = {0, arrivals, arrivals, 0};
  std::memcpy(barrier, &state, sizeof state);
#else
  asm volatile("mbarrier.init.shared::cta.b64 [%0], %1;" ::"r"(shared_address(barrier)), "r"(arrivals) : "memory");
#endif
}

// Makes barriers that were begun known to the copy engine; threads of the block still meet afterwards.
__device__ inline void publish_barriers() {
#if !FIGSIFT_ON_HOST
  asm volatile("fence.mbarrier_init.release.cluster;" ::: "memory");
#endif
}

__device__ inline void arrive(uint64_t* barrier) {
#if FIGSIFT_ON_HOST
  on_host::change(barrier, [](on_host::BarrierState& state) { state.pending -= 1; });
#else
  asm volatile("mbarrier.arrive.shared::cta.b64 _, [%0];" ::"r"(shared_address(barrier)) : "memory");
#endif
}

// Arrives, and has the phase wait for so many bytes besides.
__device__ inline void arrive_expecting(uint64_t* barrier, uint32_t bytes) {
#if FIGSIFT_ON_HOST
  on_host::change(barrier, [=](on_host::BarrierState& state) {
    state.bytes += bytes;
    state.pending -= 1;
  });
#else
  asm volatile("mbarrier.arrive.expect_tx.shared::cta.b64 _, [%0], %1;" ::"r"(shared_address(barrier)), "r"(bytes)
               : "memory");
#endif
}

// Until the phase of this parity is over. A barrier that never comes ends the kernel, not the machine: after so long that a
// debugger or another process on the device is no reason.
__device__ inline void wait_for(uint64_t* barrier, uint32_t parity) {
#if FIGSIFT_ON_HOST
  on_host::block().wait_until([=] {
    on_host::BarrierState state;
    std::memcpy(&state, barrier, sizeof state);
    return state.phase != (parity & 1);
  });
#else
  constexpr uint64_t kMostNanoseconds = 30'000'000'000;
  uint64_t begin = 0;
  for (uint32_t tries = 1;; ++tries) {
    uint32_t is_over;
    asm volatile(
        "{\n"
        ".reg .pred over;\n"
        "mbarrier.try_wait.parity.shared::cta.b64 over, [%1], %2;\n"
        "selp.u32 %0, 1, 0, over;\n"
        "}"
        : "=r"(is_over)
        : "r"(shared_address(barrier)), "r"(parity & 1)
        : "memory");
    if (is_over != 0) return;
    if (tries % 1024 != 0) continue;
    uint64_t now;
    asm volatile("mov.u64 %0, %globaltimer;" : "=l"(now));
    if (begin == 0) begin = now;
    if (now - begin > kMostNanoseconds) __trap();
  }
#endif
}

// The box of `map` whose first byte is (row, byte) into shared memory; its bytes count towards the barrier.
__device__ inline void copy_box(void* to, const CUtensorMap* map, int byte, int row, uint64_t* barrier) {
#if FIGSIFT_ON_HOST
  on_host::block().copy_later([=] {
    const uint32_t first = on_host::address_of(to);
    for (uint32_t r = 0; r < map->box_rows; ++r) {
      for (uint32_t b = 0; b < map->box_bytes; ++b) {
        const uint64_t from_row = static_cast<uint64_t>(row) + r, from = static_cast<uint64_t>(byte) + b;
        const bool is_inside = from_row < map->rows && from < map->row_bytes;
        *on_host::at_address(on_host::swizzled(first + r * map->box_bytes + b, map->swizzle_bytes)) =
            is_inside ? map->base[from_row * map->pitch + from] : 0;
      }
    }
    const auto bytes = static_cast<int32_t>(map->box_rows * map->box_bytes);
    on_host::change(barrier, [=](on_host::BarrierState& state) { state.bytes -= bytes; });
  });
#else
  asm volatile(
      "cp.async.bulk.tensor.2d.shared::cluster.global.tile.mbarrier::complete_tx::bytes [%0], [%1, {%3, %4}], [%2];" ::
          "r"(shared_address(to)),
      "l"(map), "r"(shared_address(barrier)), "r"(byte), "r"(row)
      : "memory");
#endif
}

// Rows of kRowBytes (32, 64 or 128) in shared memory, swizzled as the copy engine leaves them; eight rows make an atom.
template <int kRowBytes>
__device__ inline uint64_t matrix_at(const void* at) {
#if FIGSIFT_ON_HOST
  const uint32_t address = on_host::address_of(at);
#else
  const uint32_t address = shared_address(at);
#endif
  constexpr uint64_t kMode = kRowBytes == 128 ? 1 : kRowBytes == 64 ? 2 : 3;
  return static_cast<uint64_t>((address & 0x3ffff) >> 4) | uint64_t{1} << 16 |
         static_cast<uint64_t>(8 * kRowBytes >> 4) << 32 | kMode << 62;
}

// sums (+)= a * b for 64 rows, 128 columns and 32 signed bytes, by the 128 threads of a warpgroup; done some time before
// wait_for_products says so. Thread 32 w + 4 g + t has, as sums[4 j + 2 r + c], row 16 w + 8 r + g and column 8 j + 2 t + c.
__device__ inline void multiply_later(int (&sums)[64], uint64_t a, uint64_t b, bool adds) {
#if FIGSIFT_ON_HOST
  const unsigned thread = on_host::block().current().number % 128;
  int* const out = sums;
  on_host::block().current().products.open.push_back([=] {
    // 32 bytes of row `row` of a matrix.
    const auto read = [](int8_t(&to)[32], uint64_t matrix, uint32_t row) {
      const uint32_t row_bytes = matrix >> 62 == 1 ? 128 : matrix >> 62 == 2 ? 64 : 32;
      const auto first = static_cast<uint32_t>(matrix & 0x3fff) << 4;
      const auto atom = static_cast<uint32_t>(matrix >> 32 & 0x3fff) << 4;
      const uint32_t address = first + row / 8 * atom + row % 8 * row_bytes;
      for (uint32_t piece = 0; piece < 32; piece += 16) {
        std::memcpy(to + piece, on_host::at_address(on_host::swizzled(address + piece, row_bytes)), 16);
      }
    };
    int8_t rows[2][32], column[32];
    const uint32_t first = thread / 32 * 16 + thread % 32 / 4;
    for (uint32_t r = 0; r < 2; ++r) read(rows[r], a, first + 8 * r);
    for (uint32_t n = 0; n < 32; ++n) {
      read(column, b, n / 2 * 8 + thread % 4 * 2 + n % 2);
      for (uint32_t r = 0; r < 2; ++r) {
        int& sum = out[n / 2 * 4 + 2 * r + n % 2];
        if (!adds) sum = 0;
        for (int k = 0; k < 32; ++k) sum += rows[r][k] * column[k];
      }
    }
  });
#else
  asm volatile(
      "{\n"
      ".reg .pred adds;\n"
      "setp.ne.b32 adds, %66, 0;\n"
      "wgmma.mma_async.sync.aligned.m64n128k32.s32.s8.s8 {"
      "%0, %1, %2, %3, %4, %5, %6, %7, %8, %9, %10, %11, %12, %13, %14, %15, "
      "%16, %17, %18, %19, %20, %21, %22, %23, %24, %25, %26, %27, %28, %29, %30, %31, "
      "%32, %33, %34, %35, %36, %37, %38, %39, %40, %41, %42, %43, %44, %45, %46, %47, "
      "%48, %49, %50, %51, %52, %53, %54, %55, %56, %57, %58, %59, %60, %61, %62, %63"
      "}, %64, %65, adds;\n"
      "}"
      : "+r"(sums[0]), "+r"(sums[1]), "+r"(sums[2]), "+r"(sums[3]), "+r"(sums[4]), "+r"(sums[5]), "+r"(sums[6]),
        "+r"(sums[7]), "+r"(sums[8]), "+r"(sums[9]), "+r"(sums[10]), "+r"(sums[11]), "+r"(sums[12]), "+r"(sums[13]),
        "+r"(sums[14]), "+r"(sums[15]), "+r"(sums[16]), "+r"(sums[17]), "+r"(sums[18]), "+r"(sums[19]), "+r"(sums[20]),
        "+r"(sums[21]), "+r"(sums[22]), "+r"(sums[23]), "+r"(sums[24]), "+r"(sums[25]), "+r"(sums[26]), "+r"(sums[27]),
        "+r"(sums[28]), "+r"(sums[29]), "+r"(sums[30]), "+r"(sums[31]), "+r"(sums[32]), "+r"(sums[33]), "+r"(sums[34]),
        "+r"(sums[35]), "+r"(sums[36]), "+r"(sums[37]), "+r"(sums[38]), "+r"(sums[39]), "+r"(sums[40]), "+r"(sums[41]),
        "+r"(sums[42]), "+r"(sums[43]), "+r"(sums[44]), "+r"(sums[45]), "+r"(sums[46]), "+r"(sums[47]), "+r"(sums[48]),
        "+r"(sums[49]), "+r"(sums[50]), "+r"(sums[51]), "+r"(sums[52]), "+r"(sums[53]), "+r"(sums[54]), "+r"(sums[55]),
        "+r"(sums[56]), "+r"(sums[57]), "+r"(sums[58]), "+r"(sums[59]), "+r"(sums[60]), "+r"(sums[61]), "+r"(sums[62]),
        "+r"(sums[63])
      : "l"(a), "l"(b), "r"(static_cast<int>(adds)));
#endif
}

// A warpgroup's threads keep so many registers: fewer than they began with, for others to have more.
template <int kCount>
__device__ inline void give_registers() {
#if !FIGSIFT_ON_HOST
  asm volatile("setmaxnreg.dec.sync.aligned.u32 %0;" ::"n"(kCount));
#endif
}

template <int kCount>
__device__ inline void take_registers() {
#if !FIGSIFT_ON_HOST
  asm volatile("setmaxnreg.inc.sync.aligned.u32 %0;" ::"n"(kCount));
#endif
}

// Before the first product, and wherever threads have touched the sums.
__device__ inline void begin_products() {
#if FIGSIFT_ON_HOST
  static const char kind = 0;
  on_host::block().meet_all(&kind);
#else
  asm volatile("wgmma.fence.sync.aligned;" ::: "memory");
#endif
}

__device__ inline void commit_products() {
#if FIGSIFT_ON_HOST
  static const char kind = 0;
  on_host::block().meet_all(&kind);
  on_host::block().current().products.commit();
#else
  asm volatile("wgmma.commit_group.sync.aligned;" ::: "memory");
#endif
}

// All but the last kLeft groups of products are done.
template <int kLeft>
__device__ inline void wait_for_products() {
#if FIGSIFT_ON_HOST
  static const char kind = 0;
  on_host::block().current().products.finish(kLeft);
  on_host::block().meet_all(&kind);
#else
  asm volatile("wgmma.wait_group.sync.aligned %0;" ::"n"(kLeft) : "memory");
#endif
}

// Keeps the compiler from moving uses of the sums across the wait.
__device__ inline void settle(int (&sums)[64]) {
#if !FIGSIFT_ON_HOST
#pragma unroll
  for (int n = 0; n < 64; ++n) asm volatile("" : "+r"(sums[n])::"memory");
#else
  (void)sums;
#endif
}

#endif

}  // namespace figsift
