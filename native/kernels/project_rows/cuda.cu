#include <cmath>  // HUGE_VAL

#include "backends/backend.h"
#include "cuda/float16.cuh"
#include "cuda/launch.cuh"
#include "kernels/project_rows/cuda.cuh"
#include "kernels/project_rows/project_rows.h"

namespace figsift {
namespace {

constexpr int kThreads = 256;
constexpr int kEdge = 64;   // rows and vectors of a block
constexpr int kDepth = 16;  // columns at a time
constexpr int kOwn = 4;     // rows and vectors of a thread

__global__ void __launch_bounds__(kThreads) row_scales(RowScale* out, const double* squares, int64_t count) {
  const int64_t row = static_cast<int64_t>(blockIdx.x) * kThreads + threadIdx.x;
  if (row >= count) return;
  const double square = squares[row];
  RowScale scale = {0.0, 0.0f};
  if (square >= kLeastSquare && square <= kMostSquare) {
    scale.after = __double2float_rn(__ddiv_rn(1.0, __dsqrt_rn(square)));
  } else if (square != 0.0 && square < HUGE_VAL) {
    scale.before = __ddiv_rn(1.0, __dsqrt_rn(square));
    scale.after = 1.0f;
  }
  out[row] = scale;
}

__device__ __forceinline__ float value_of(const float* row, int64_t k) { return row[k]; }
__device__ __forceinline__ float value_of(const uint16_t* row, int64_t k) { return widened(row[k]); }

template <typename T>
__device__ __forceinline__ float scaled(const T* row, int64_t k, double before) {
  const float value = value_of(row, k);
  return before == 0.0 ? value : __double2float_rn(__dmul_rn(value, before));
}

__device__ __forceinline__ float finished(float sum, float scale, const float* shifts, int64_t vector) {
  const float product = scale == 0.0f ? 0.0f : __fmul_rn(sum, scale);
  return __fsub_rn(product, shifts == nullptr ? 0.0f : shifts[vector]);
}

template <typename T>
__global__ void __launch_bounds__(kThreads) project(float* out, Projection of) {
  __shared__ float lefts[kDepth][kEdge + 4], rights[kDepth][kEdge + 4];
  const int64_t first_row = static_cast<int64_t>(blockIdx.x) * kEdge, first_vector = int64_t{blockIdx.y} * kEdge;
  const int own_row = static_cast<int>(threadIdx.x) / 16 * kOwn, own_vector = static_cast<int>(threadIdx.x) % 16 * kOwn;
  float sums[kOwn][kOwn] = {};
  for (int64_t begin = 0; begin < of.cols; begin += kDepth) {
    for (int n = static_cast<int>(threadIdx.x); n < kEdge * kDepth; n += kThreads) {
      const int line = n / kDepth, at = n % kDepth;
      const int64_t k = begin + at, row = first_row + line, vector = first_vector + line;
      const bool is_row = k < of.cols && row < of.count, is_vector = k < of.cols && vector < of.vectors;
      lefts[at][line] =
          is_row ? scaled(static_cast<const T*>(of.rows) + row * of.cols, k, of.scales[row].before) : 0.0f;
      rights[at][line] = is_vector ? of.basis[vector * of.cols + k] : 0.0f;
    }
    __syncthreads();
    // Beyond the last column products are zero, and add nothing.
#pragma unroll
    for (int at = 0; at < kDepth; ++at) {
      float x[kOwn], y[kOwn];
#pragma unroll
      for (int n = 0; n < kOwn; ++n) {
        x[n] = lefts[at][own_row + n];
        y[n] = rights[at][own_vector + n];
      }
#pragma unroll
      for (int i = 0; i < kOwn; ++i) {
#pragma unroll
        for (int j = 0; j < kOwn; ++j) sums[i][j] = __fmaf_rn(x[i], y[j], sums[i][j]);
      }
    }
    __syncthreads();
  }
#pragma unroll
  for (int i = 0; i < kOwn; ++i) {
    const int64_t row = first_row + own_row + i;
    if (row >= of.count) continue;
#pragma unroll
    for (int j = 0; j < kOwn; ++j) {
      const int64_t vector = first_vector + own_vector + j;
      if (vector < of.vectors) {
        out[row * of.vectors + vector] = finished(sums[i][j], of.scales[row].after, of.shifts, vector);
      }
    }
  }
}

template <typename T>
__global__ void __launch_bounds__(kThreads) take_coordinates(float* out, Projection of) {
  const int64_t at = static_cast<int64_t>(blockIdx.x) * kThreads + threadIdx.x;
  if (at >= of.count * of.vectors) return;
  const int64_t row = at / of.vectors, k = at % of.vectors;
  const RowScale scale = of.scales[row];
  out[at] = k < of.cols ? finished(scaled(static_cast<const T*>(of.rows) + row * of.cols, k, scale.before), scale.after,
                                   of.shifts, k)
                        : 0.0f;
}

}  // namespace

void launch_row_scales(RowScale* out, const double* squares, int64_t count, cudaStream_t stream) {
  if (count == 0) return;
  launch(row_scales, {dim3(blocks_for(count, kThreads)), dim3(kThreads), 0, stream}, out, squares, count);
}

void launch_projection(float* out, const Projection& of, cudaStream_t stream) {
  if (of.count == 0 || of.vectors == 0) return;
  const bool is_half = of.dtype == FS_FLOAT16;
  if (of.basis == nullptr) {
    const LaunchShape shape = {dim3(blocks_for(of.count * of.vectors, kThreads)), dim3(kThreads), 0, stream};
    launch(is_half ? take_coordinates<uint16_t> : take_coordinates<float>, shape, out, of);
    return;
  }
  const dim3 grid(blocks_for(of.count, kEdge), blocks_for(of.vectors, kEdge));
  launch(is_half ? project<uint16_t> : project<float>, {grid, dim3(kThreads), 0, stream}, out, of);
}

}  // namespace figsift
