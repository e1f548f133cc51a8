#include "cuda/launch.cuh"
#include "cuda/mma.cuh"
#include "kernels/int8_screen/cuda.cuh"
#include "kernels/int8_screen/cuda_epilogue.cuh"

// A block multiplies 128 left rows by 128 right rows: two by four warps, 64 x 32 sums each. Codes come through a ring of
// stages of 64 bytes of each row; left codes stay where all of them fit beside it.
//
// A row of a stage is four pieces of 16 bytes, piece c of row r at place c ^ (r / 2 % 4), so that the eight rows that
// ldmatrix reads at once lie in different banks.
namespace figsift {
namespace {

constexpr int kRows = kScreenMmaRows, kColumns = kScreenColumns;
constexpr int kThreads = 256;
constexpr int kStageBytes = 64;  // of each row
constexpr int kStages = 4;
constexpr int kMostKept = 256;  // bytes of each left row that stay
constexpr int kTile = kRows * kStageBytes;

__device__ __forceinline__ int place(int row, int piece) { return row * kStageBytes + ((piece ^ (row / 2 % 4)) * 16); }

// Bytes [begin, begin + 64) of 128 rows, as far as there are bytes.
__device__ __forceinline__ void load_tile(uint8_t* to, const int8_t* codes, int64_t first, int stride, int begin) {
  for (int n = static_cast<int>(threadIdx.x); n < kRows * 4; n += kThreads) {
    const int row = n / 4, piece = n % 4;
    if (begin + piece * 16 < stride)
      copy_later(to + place(row, piece), codes + (first + row) * stride + begin + piece * 16);
  }
}

struct WarpTile {
  int sums[4][4][4];  // [16 rows][8 columns][of a lane]

  __device__ __forceinline__ void multiply(const uint8_t* left, const uint8_t* right, int row, int column, int steps) {
    const int lane = static_cast<int>(threadIdx.x % 32);
    for (int step = 0; step < steps; ++step) {
      uint32_t a[4][4], b[2][4];
#pragma unroll
      for (int m = 0; m < 4; ++m) {
        load_matrices(a[m], left + place(row + 16 * m + lane % 16, 2 * step + lane / 16));
      }
#pragma unroll
      for (int n = 0; n < 2; ++n) {
        load_matrices(b[n], right + place(column + 16 * n + lane % 8 + lane / 16 * 8, 2 * step + lane / 8 % 2));
      }
#pragma unroll
      for (int m = 0; m < 4; ++m) {
#pragma unroll
        for (int n = 0; n < 4; ++n) multiply_add(sums[m][n], a[m], b[n / 2][n % 2 * 2], b[n / 2][n % 2 * 2 + 1]);
      }
    }
  }

  __device__ __forceinline__ void clear() {
#pragma unroll
    for (int m = 0; m < 4; ++m) {
#pragma unroll
      for (int n = 0; n < 4; ++n) {
#pragma unroll
        for (int i = 0; i < 4; ++i) sums[m][n][i] = 0;
      }
    }
  }
};

// Sum (m, n, i) of lane 4 g + t: row 16 m + 8 (i / 2) + g, column 8 n + 2 t + i % 2.
__device__ __forceinline__ void test(const WarpTile& tile, const ScreenLaunch& of, const ScreenItem& item,
                                     const int (&left_start)[8], uint32_t left, uint32_t right) {
  const int lane = static_cast<int>(threadIdx.x % 32);
  int right_start[8];
#pragma unroll
  for (int n = 0; n < 4; ++n) {
    const int2 two = __ldg(reinterpret_cast<const int2*>(of.right.start + right + 8 * n + 2 * (lane % 4)));
    right_start[2 * n] = two.x;
    right_start[2 * n + 1] = two.y;
  }
  int any = 0;
#pragma unroll
  for (int r = 0; r < 8; ++r) {
    int most = INT32_MIN;
#pragma unroll
    for (int c = 0; c < 8; ++c) most = add_max(tile.sums[r / 2][c / 2][r % 2 * 2 + c % 2], right_start[c], most);
    any |= most + left_start[r] >= 0;
  }
  if (!__any_sync(kWholeWarp, any)) return;
  uint64_t passed = 0;
#pragma unroll
  for (int r = 0; r < 8; ++r) {
#pragma unroll
    for (int c = 0; c < 8; ++c) {
      const int sum = tile.sums[r / 2][c / 2][r % 2 * 2 + c % 2] + right_start[c] + left_start[r];
      if (sum >= 0) passed |= uint64_t{1} << (8 * r + c);
    }
  }
  list_pairs(of.out, item, of.is_self != 0, passed, [=](int bit) {
    const int r = bit / 8, c = bit % 8;
    return make_uint2(left + static_cast<uint32_t>(8 * r + lane / 4),
                      right + static_cast<uint32_t>(c / 2 * 8 + lane % 4 * 2 + c % 2));
  });
}

__global__ void __launch_bounds__(kThreads, 2) screen_mma(ScreenLaunch of) {
  uint8_t* const shared = dynamic_shared();
  const int chunks = (of.stride + kStageBytes - 1) / kStageBytes;
  const bool is_kept = of.stride <= kMostKept;
  uint8_t* const kept = shared;  // [chunks][kTile]
  uint8_t* const ring = shared + (is_kept ? chunks * kTile : 0);
  const int stage_size = is_kept ? kTile : 2 * kTile;  // right, then left
  const int warp = static_cast<int>(threadIdx.x / 32), lane = static_cast<int>(threadIdx.x % 32);
  const int row = warp / 4 * 64, column = warp % 4 * 32;

  for (uint32_t index = blockIdx.x; index < of.item_count; index += gridDim.x) {
    const ScreenItem item = of.items[index];
    const int64_t left_first = static_cast<int64_t>(item.left_block) * kRows;
    const int64_t right_first = static_cast<int64_t>(item.right_block) * kColumns;
    const int steps = static_cast<int>(item.right_blocks) * chunks;
    const auto load = [&](int step) {
      if (step < steps) {
        uint8_t* const to = ring + step % kStages * stage_size;
        const int begin = step % chunks * kStageBytes;
        load_tile(to, of.right.codes, right_first + step / chunks * kColumns, of.stride, begin);
        if (!is_kept) load_tile(to + kTile, of.left.codes, left_first, of.stride, begin);
      }
      commit_copies();
    };
    // All are done with the item before.
    __syncthreads();
    if (is_kept) {
      for (int chunk = 0; chunk < chunks; ++chunk) {
        load_tile(kept + chunk * kTile, of.left.codes, left_first, of.stride, chunk * kStageBytes);
      }
    }
    for (int step = 0; step < kStages - 1; ++step) load(step);
    int left_start[8];
#pragma unroll
    for (int r = 0; r < 8; ++r) left_start[r] = of.left.start[left_first + row + 8 * r + lane / 4];

    WarpTile tile;
    for (int step = 0; step < steps; ++step) {
      wait_for_copies<kStages - 2>();
      // This stage is there for all, and all are done with the one that is loaded next.
      __syncthreads();
      load(step + kStages - 1);
      const int chunk = step % chunks;
      if (chunk == 0) tile.clear();
      const uint8_t* const right = ring + step % kStages * stage_size;
      const uint8_t* const left = is_kept ? kept + chunk * kTile : right + kTile;
      const int bytes = of.stride - chunk * kStageBytes;
      tile.multiply(left, right, row, column, bytes >= kStageBytes ? 2 : 1);
      if (chunk == chunks - 1) {
        test(tile, of, item, left_start, static_cast<uint32_t>(left_first + row),
             static_cast<uint32_t>(right_first + step / chunks * kColumns + column));
      }
    }
    wait_for_copies<0>();
  }
}

}  // namespace

void launch_screen_mma(const ScreenLaunch& of, int multiprocessors, cudaStream_t stream) {
  if (of.item_count == 0) return;
  const int chunks = (of.stride + kStageBytes - 1) / kStageBytes;
  const bool is_kept = of.stride <= kMostKept;
  const size_t shared = static_cast<size_t>(is_kept ? (chunks + kStages) * kTile : 2 * kStages * kTile);
  const unsigned most = static_cast<unsigned>(multiprocessors) * 2;
  const unsigned blocks = of.item_count < most ? of.item_count : most;
  launch(screen_mma, {dim3(blocks), dim3(kThreads), shared, stream}, of);
}

}  // namespace figsift
