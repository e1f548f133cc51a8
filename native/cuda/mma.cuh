// Matrix products of a warp, and the loads that feed them (PTX ISA: ldmatrix, mma.m16n8k32, cp.async).
#pragma once

#include "cuda/device.cuh"

namespace figsift {

#if !FIGSIFT_ON_HOST
__device__ inline uint32_t shared_address(const void* at) {
  return static_cast<uint32_t>(__cvta_generic_to_shared(at));
}
#endif

// Four matrices of 8 rows of 16 bytes: lane n gives the address of row n % 8 of matrix n / 8, and receives four bytes of
// each matrix, of row lane / 4 from byte 4 * (lane % 4) on.
__device__ inline void load_matrices(uint32_t (&out)[4], const void* row) {
#if FIGSIFT_ON_HOST
  static const char kind = 0;
  const void* slot[4] = {row};
  on_host::block().meet(kWholeWarp, &kind, slot, sizeof(void*), slot, 32, [](on_host::Warp::Meeting& meeting) {
    const uint8_t* rows[32];
    for (int n = 0; n < 32; ++n) std::memcpy(&rows[n], meeting.slots[n], sizeof(void*));
    for (int lane = 0; lane < 32; ++lane) {
      for (int m = 0; m < 4; ++m) {
        std::memcpy(meeting.slots[lane] + 4 * m, rows[8 * m + lane / 4] + 4 * (lane % 4), 4);
      }
    }
  });
  std::memcpy(out, slot, sizeof out);
#else
  asm volatile("ldmatrix.sync.aligned.m8n8.x4.shared.b16 {%0, %1, %2, %3}, [%4];"
               : "=r"(out[0]), "=r"(out[1]), "=r"(out[2]), "=r"(out[3])
               : "r"(shared_address(row))
               : "memory");
#endif
}

// sums += a * b over 16 rows, 8 columns and 32 signed bytes. Lane = 4 g + t holds, of a: bytes 4t..4t+3 of rows g and g + 8,
// then the same 16 bytes on; of b: bytes 4t..4t+3 of column g, then 16 bytes on; of the sums: columns 2t, 2t + 1 of
// row g, then of row g + 8.
__device__ inline void multiply_add(int (&sums)[4], const uint32_t (&a)[4], uint32_t b0, uint32_t b1) {
#if FIGSIFT_ON_HOST
  static const char kind = 0;
  struct Slot {
    int sums[4];
    uint32_t a[4], b[2];
  } slot = {{sums[0], sums[1], sums[2], sums[3]}, {a[0], a[1], a[2], a[3]}, {b0, b1}};
  on_host::block().meet(kWholeWarp, &kind, &slot, sizeof slot, &slot, sizeof slot, [](on_host::Warp::Meeting& meeting) {
    int8_t rows[16][32], columns[8][32];
    Slot slots[32];
    for (int lane = 0; lane < 32; ++lane) {
      std::memcpy(&slots[lane], meeting.slots[lane], sizeof(Slot));
      const int g = lane / 4, t = lane % 4;
      for (int n = 0; n < 4; ++n) std::memcpy(&rows[g + 8 * (n % 2)][4 * t + 16 * (n / 2)], &slots[lane].a[n], 4);
      for (int n = 0; n < 2; ++n) std::memcpy(&columns[g][4 * t + 16 * n], &slots[lane].b[n], 4);
    }
    for (int lane = 0; lane < 32; ++lane) {
      for (int n = 0; n < 4; ++n) {
        const int8_t *x = rows[lane / 4 + 8 * (n / 2)], *y = columns[2 * (lane % 4) + n % 2];
        for (int k = 0; k < 32; ++k) slots[lane].sums[n] += x[k] * y[k];
      }
      std::memcpy(meeting.slots[lane], &slots[lane], sizeof(Slot));
    }
  });
  for (int n = 0; n < 4; ++n) sums[n] = slot.sums[n];
#else
  asm volatile(
      "mma.sync.aligned.m16n8k32.row.col.s32.s8.s8.s32 {%0, %1, %2, %3}, {%4, %5, %6, %7}, {%8, %9}, {%0, %1, %2, %3};"
      : "+r"(sums[0]), "+r"(sums[1]), "+r"(sums[2]), "+r"(sums[3])
      : "r"(a[0]), "r"(a[1]), "r"(a[2]), "r"(a[3]), "r"(b0), "r"(b1));
#endif
}

// 16 bytes from global to shared memory, there after wait_for_copies.
__device__ inline void copy_later(void* to, const void* from) {
#if FIGSIFT_ON_HOST
  on_host::block().current().copies.open.push_back([=] { std::memcpy(to, from, 16); });
#else
  asm volatile("cp.async.cg.shared.global [%0], [%1], 16;" ::"r"(shared_address(to)), "l"(from) : "memory");
#endif
}

__device__ inline void commit_copies() {
#if FIGSIFT_ON_HOST
  on_host::block().current().copies.commit();
#else
  asm volatile("cp.async.commit_group;" ::: "memory");
#endif
}

// All but the last kLeft groups of this thread's copies are there.
template <int kLeft>
__device__ inline void wait_for_copies() {
#if FIGSIFT_ON_HOST
  on_host::block().current().copies.finish(kLeft);
#else
  asm volatile("cp.async.wait_group %0;" ::"n"(kLeft) : "memory");
#endif
}

}  // namespace figsift
