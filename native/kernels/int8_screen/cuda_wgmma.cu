#include "cuda/hopper.cuh"
#include "cuda/launch.cuh"
#include "kernels/int8_screen/cuda.cuh"
#include "kernels/int8_screen/cuda_epilogue.cuh"

// For Hopper. A block multiplies 256 left rows, all of whose codes stay in shared memory, by 128 right rows at a time, whose
// codes come through a ring that one thread fills by the copy engine. Two warpgroups have 128 left rows each, as two products
// of 64 rows. They take turns: one gives out the products of a tile, then the other, so that while one tests its sums, the
// tensor cores work for the other. Where a tile's codes are more than the ring holds there can be no turns, since a stage is
// free only when both have read it; there a test is short beside its products.
namespace figsift {
namespace {

constexpr int kRows = kScreenWgmmaRows, kColumns = kScreenColumns;
constexpr int kGroups = 2;                   // of four warps that multiply
constexpr int kWarps = kGroups * 4;          // that multiply
constexpr int kThreads = kWarps * 32 + 128;  // and a group of which one thread copies
constexpr int kMostStages = 8;
constexpr int kSharedBytes = 227 << 10;  // of a block
constexpr int kBarrierBytes = 8 * (2 * kMostStages + 2 + kGroups);

template <int kRowBytes>
__host__ __device__ constexpr int left_bytes(int chunks) {
  return chunks * kRows * kRowBytes;
}

template <int kRowBytes>
int stages_for(int chunks) {
  const int stages = (kSharedBytes - kBarrierBytes - left_bytes<kRowBytes>(chunks)) / (kColumns * kRowBytes);
  return stages < kMostStages ? stages : kMostStages;
}

#if FIGSIFT_HAS_WGMMA

// Registers of a thread that copies and of one that multiplies, out of 65536: 128 * 40 + 256 * 232.
constexpr int kFewRegisters = 40, kManyRegisters = 232;

struct Barriers {
  uint64_t full[kMostStages], empty[kMostStages], left_full, left_empty, turn[kGroups];
};

struct Group {
  int sums[2][64];
  int left_start[2][2];
  int right_start[32];
  int warp, lane;  // of the warpgroup

  __device__ __forceinline__ void fetch_left(const int32_t* from) {
#pragma unroll
    for (int half = 0; half < 2; ++half) {
#pragma unroll
      for (int r = 0; r < 2; ++r) left_start[half][r] = __ldg(from + 64 * half + 16 * warp + 8 * r + lane / 4);
    }
  }

  __device__ __forceinline__ void fetch_right(const int32_t* from) {
#pragma unroll
    for (int n = 0; n < 32; n += 2) {
      const int2 two = __ldg(reinterpret_cast<const int2*>(from + n / 2 * 8 + lane % 4 * 2));
      right_start[n] = two.x;
      right_start[n + 1] = two.y;
    }
  }

  __device__ __forceinline__ void test(int half, const ScreenLaunch& of, const ScreenItem& item, uint32_t left,
                                       uint32_t right) {
    int any = 0;
#pragma unroll
    for (int r = 0; r < 2; ++r) {
      int most[2] = {INT32_MIN, INT32_MIN};
#pragma unroll
      for (int n = 0; n < 32; ++n) {
        most[n % 2] = add_max(sums[half][n / 2 * 4 + 2 * r + n % 2], right_start[n], most[n % 2]);
      }
      const int greater = most[0] > most[1] ? most[0] : most[1];
      any |= greater + left_start[half][r] >= 0;
    }
    if (!__any_sync(kWholeWarp, any)) return;
    uint64_t passed = 0;
#pragma unroll
    for (int r = 0; r < 2; ++r) {
#pragma unroll
      for (int n = 0; n < 32; ++n) {
        const int sum = sums[half][n / 2 * 4 + 2 * r + n % 2] + right_start[n] + left_start[half][r];
        if (sum >= 0) passed |= uint64_t{1} << (32 * r + n);
      }
    }
    const uint32_t first_row = left + static_cast<uint32_t>(64 * half + 16 * warp + lane / 4);
    const uint32_t first_column = right + static_cast<uint32_t>(lane % 4 * 2);
    list_pairs(of.out, item, of.is_self != 0, passed, [=](int bit) {
      const auto r = static_cast<uint32_t>(bit / 32), n = static_cast<uint32_t>(bit % 32);
      return make_uint2(first_row + 8 * r, first_column + n / 2 * 8 + n % 2);
    });
  }
};

template <int kRowBytes>
__device__ void copy_codes(const CUtensorMap& left_map, const CUtensorMap& right_map, const ScreenLaunch& of,
                           int chunks, int stages, uint8_t* left, uint8_t* ring, Barriers& barriers) {
  constexpr int kStage = kColumns * kRowBytes;
  uint32_t step = 0, items = 0;
  for (uint32_t index = blockIdx.x; index < of.item_count; index += gridDim.x, ++items) {
    const ScreenItem item = of.items[index];
    const int left_first = static_cast<int>(item.left_block) * kRows;
    wait_for(&barriers.left_empty, (items & 1) ^ 1);
    arrive_expecting(&barriers.left_full, static_cast<uint32_t>(left_bytes<kRowBytes>(chunks)));
    for (int n = 0; n < 2 * chunks; ++n) {
      copy_box(left + n * kStage, &left_map, n / 2 * kRowBytes, left_first + n % 2 * kColumns, &barriers.left_full);
    }
    const uint32_t steps = item.right_blocks * static_cast<uint32_t>(chunks);
    for (uint32_t n = 0; n < steps; ++n, ++step) {
      const uint32_t slot = step % static_cast<uint32_t>(stages), round = step / static_cast<uint32_t>(stages);
      const uint32_t tile = n / static_cast<uint32_t>(chunks), chunk = n % static_cast<uint32_t>(chunks);
      wait_for(&barriers.empty[slot], (round & 1) ^ 1);
      arrive_expecting(&barriers.full[slot], kStage);
      copy_box(ring + slot * kStage, &right_map, static_cast<int>(chunk) * kRowBytes,
               static_cast<int>((item.right_block + tile) * kColumns), &barriers.full[slot]);
    }
  }
}

template <int kRowBytes>
__device__ void multiply_codes(const ScreenLaunch& of, int chunks, int stages, const uint8_t* left, const uint8_t* ring,
                               Barriers& barriers) {
  constexpr int kStage = kColumns * kRowBytes;
  Group group = {};
  const uint32_t own = threadIdx.x / 128;
  const int own_rows = static_cast<int>(own) * 128;
  group.warp = static_cast<int>(threadIdx.x % 128 / 32);
  group.lane = static_cast<int>(threadIdx.x % 32);
  const bool is_first = group.lane == 0, takes_turns = chunks <= stages;
  uint32_t step = 0, items = 0, tiles = 0;
  for (uint32_t index = blockIdx.x; index < of.item_count; index += gridDim.x, ++items) {
    const ScreenItem item = of.items[index];
    const uint32_t first_row = item.left_block * kRows + static_cast<uint32_t>(own_rows);
    group.fetch_left(of.left.start + first_row);
    wait_for(&barriers.left_full, items & 1);
    for (uint32_t tile = 0; tile < item.right_blocks; ++tile, ++tiles) {
      const uint32_t first_column = (item.right_block + tile) * kColumns;
      group.fetch_right(of.right.start + first_column);
      uint64_t* used = nullptr;
      settle(group.sums[0]);
      settle(group.sums[1]);
      // The first group's first turn needs nobody.
      if (takes_turns) wait_for(&barriers.turn[own], tiles + 1 + own);
      for (int chunk = 0; chunk < chunks; ++chunk, ++step) {
        const uint32_t slot = step % static_cast<uint32_t>(stages), round = step / static_cast<uint32_t>(stages);
        wait_for(&barriers.full[slot], round & 1);
        const uint64_t b = matrix_at<kRowBytes>(ring + slot * kStage);
        const uint64_t a = matrix_at<kRowBytes>(left + (chunk * kRows + own_rows) * kRowBytes);
        begin_products();
#pragma unroll
        for (int k = 0; k < kRowBytes / 32; ++k) {
          // Addresses count in 16 bytes.
          const uint64_t by = static_cast<uint64_t>(k) * 2;
          multiply_later(group.sums[0], a + by, b + by, chunk + k > 0);
          multiply_later(group.sums[1], a + by + 64 * kRowBytes / 16, b + by, chunk + k > 0);
        }
        commit_products();
        if (takes_turns && chunk + 1 == chunks && is_first) arrive(&barriers.turn[1 - own]);
        // The products before these are done: their stage may be filled again.
        if (used != nullptr) {
          wait_for_products<1>();
          if (is_first) arrive(used);
        }
        used = &barriers.empty[slot];
      }
      wait_for_products<0>();
      settle(group.sums[0]);
      settle(group.sums[1]);
      if (is_first) {
        arrive(used);
        if (tile + 1 == item.right_blocks) arrive(&barriers.left_empty);
      }
      group.test(0, of, item, first_row, first_column);
      group.test(1, of, item, first_row, first_column);
    }
  }
}

#endif

template <int kRowBytes>
__global__ void __launch_bounds__(kThreads, 1)
    screen_wgmma(const __grid_constant__ CUtensorMap left_map, const __grid_constant__ CUtensorMap right_map,
                 ScreenLaunch of, int chunks, int stages) {
#if FIGSIFT_HAS_WGMMA
  uint8_t* const left = dynamic_shared();
  uint8_t* const ring = left + left_bytes<kRowBytes>(chunks);
  Barriers& barriers = *reinterpret_cast<Barriers*>(ring + stages * kColumns * kRowBytes);
  if (threadIdx.x == 0) {
    for (int n = 0; n < stages; ++n) {
      begin_barrier(&barriers.full[n], 1);
      begin_barrier(&barriers.empty[n], kWarps);
    }
    begin_barrier(&barriers.left_full, 1);
    begin_barrier(&barriers.left_empty, kWarps);
    for (uint64_t& turn : barriers.turn) begin_barrier(&turn, kWarps / kGroups);
    publish_barriers();
  }
  __syncthreads();
  if (threadIdx.x < kWarps * 32) {
    take_registers<kManyRegisters>();
    multiply_codes<kRowBytes>(of, chunks, stages, left, ring, barriers);
  } else {
    give_registers<kFewRegisters>();
    if (threadIdx.x == kWarps * 32) {
      copy_codes<kRowBytes>(left_map, right_map, of, chunks, stages, left, ring, barriers);
    }
  }
#endif
}

template <int kRowBytes>
void launch_with(const CUtensorMap& left_map, const CUtensorMap& right_map, const ScreenLaunch& of, unsigned blocks,
                 cudaStream_t stream) {
  const int chunks = of.stride / kRowBytes, stages = stages_for<kRowBytes>(chunks);
  const auto shared =
      static_cast<size_t>(left_bytes<kRowBytes>(chunks) + stages * kColumns * kRowBytes + kBarrierBytes);
  launch(screen_wgmma<kRowBytes>, {dim3(blocks), dim3(kThreads), shared, stream}, left_map, right_map, of, chunks,
         stages);
}

}  // namespace

void launch_screen_wgmma(const CUtensorMap& left_map, const CUtensorMap& right_map, const ScreenLaunch& of,
                         int multiprocessors, cudaStream_t stream) {
  if (of.item_count == 0) return;
  const auto most = static_cast<unsigned>(multiprocessors);
  const unsigned blocks = of.item_count < most ? of.item_count : most;
  switch (screen_box_bytes(of.stride)) {
    case 128:
      return launch_with<128>(left_map, right_map, of, blocks, stream);
    case 64:
      return launch_with<64>(left_map, right_map, of, blocks, stream);
    default:
      return launch_with<32>(left_map, right_map, of, blocks, stream);
  }
}

}  // namespace figsift
