#include "backends/backend.h"
#include "cuda/float16.cuh"
#include "cuda/launch.cuh"
#include "kernels/cosine_rows/cuda.cuh"

namespace figsift {
namespace {

constexpr int kThreads = 256;
constexpr int kLanes = 16;  // of a pair

__device__ __forceinline__ double value_of(const float* row, int64_t k) { return row[k]; }
__device__ __forceinline__ double value_of(const uint16_t* row, int64_t k) { return widened(row[k]); }

// The dot product in lane 0 of each sixteen; all lanes of the warp come here together.
template <typename X, typename Y>
__device__ __forceinline__ double law_dot(const X* x, const Y* y, int64_t cols, bool is_there) {
  double sum = 0;
  if (is_there) {
    for (int64_t k = threadIdx.x % kLanes; k < cols; k += kLanes) {
      sum = __dadd_rn(sum, __dmul_rn(value_of(x, k), value_of(y, k)));
    }
  }
#pragma unroll
  for (unsigned step = kLanes / 2; step > 0; step /= 2) {
    sum = __dadd_rn(sum, __shfl_down_sync(kWholeWarp, sum, step, kLanes));
  }
  return sum;
}

template <typename T>
__device__ __forceinline__ const T* row_at(const LawRows& of, int64_t row) {
  return static_cast<const T*>(of.rows) + row * of.cols;
}

__device__ __forceinline__ double law_cosine(double xy, double xx, double yy) {
  const double squares = __dmul_rn(xx, yy);
  return squares == 0.0 ? 0.0 : __ddiv_rn(xy, __dsqrt_rn(squares));
}

template <typename X, typename Y>
__device__ __forceinline__ double law(const LawPairs& of, uint32_t x, uint32_t y, bool is_there) {
  const double xy = law_dot(row_at<X>(of.left, x), row_at<Y>(of.right, y), of.left.cols, is_there);
  return is_there ? law_cosine(xy, of.left.squares[x], of.right.squares[y]) : 0.0;
}

// Pairs of a warp at a time: both halves go round as often.
__device__ __forceinline__ unsigned long long first_pair() {
  return (static_cast<unsigned long long>(blockIdx.x) * kThreads + threadIdx.x) / 32 * 2;
}
__device__ __forceinline__ unsigned long long pair_step() {
  return static_cast<unsigned long long>(gridDim.x) * (kThreads / 32) * 2;
}

template <typename T>
__global__ void __launch_bounds__(kThreads) law_squares(double* squares, const T* rows, int64_t count, int64_t cols) {
  const unsigned half = threadIdx.x % 32 / kLanes;
  for (unsigned long long first = first_pair(); first < static_cast<unsigned long long>(count); first += pair_step()) {
    const auto row = static_cast<int64_t>(first + half);
    const T* const x = rows + row * cols;
    const double square = law_dot(x, x, cols, row < count);
    if (row < count && threadIdx.x % kLanes == 0) squares[row] = square;
  }
}

template <typename X, typename Y>
__global__ void __launch_bounds__(kThreads) law_of_pairs(double* cosines, LawPairs of) {
  const unsigned half = threadIdx.x % 32 / kLanes;
  for (unsigned long long first = first_pair(); first < of.count; first += pair_step()) {
    const unsigned long long at = first + half;
    const bool is_there = at < of.count;
    uint2 pair = is_there ? of.pairs[at] : make_uint2(0, 0);
    if (is_there && of.left_order != nullptr) pair = make_uint2(of.left_order[pair.x], of.right_order[pair.y]);
    const double cosine = law<X, Y>(of, pair.x, pair.y, is_there);
    if (is_there && threadIdx.x % kLanes == 0) cosines[at] = cosine;
  }
}

template <typename X, typename Y>
__global__ void __launch_bounds__(kThreads) law_filter(LawFilter filter) {
  const LawPairs& of = filter.of;
  const unsigned half = threadIdx.x % 32 / kLanes;
  for (unsigned long long first = first_pair(); first < of.count; first += pair_step()) {
    const unsigned long long at = first + half;
    const bool is_there = at < of.count;
    const uint2 pair = is_there ? of.pairs[at] : make_uint2(0, 0);
    const uint2 rows = is_there ? make_uint2(of.left_order[pair.x], of.right_order[pair.y]) : pair;
    const double cosine = law<X, Y>(of, rows.x, rows.y, is_there);
    if (!is_there || threadIdx.x % kLanes != 0) continue;
    const double floor = filter.floors == nullptr ? filter.floor : filter.floors[pair.x - filter.floors_begin];
    // Written so that NaN, of rows that somebody overwrote, fails.
    if (!(cosine >= floor)) continue;
    const unsigned long long to = atomicAdd(filter.out_count, 1ull);
    filter.out[to] = pair;
    filter.out_cosines[to] = cosine;
  }
}

// One of four kernels, by the types of the rows of either side.
template <typename Kernel>
Kernel chosen(const LawPairs& of, Kernel floats, Kernel half_left, Kernel half_right, Kernel halves) {
  if (of.left.dtype == FS_FLOAT16) return of.right.dtype == FS_FLOAT16 ? halves : half_left;
  return of.right.dtype == FS_FLOAT16 ? half_right : floats;
}

unsigned blocks_of(unsigned long long pairs) {
  const unsigned blocks = blocks_for(static_cast<int64_t>(pairs), kThreads / kLanes);
  return blocks < 65535 ? blocks : 65535;
}

}  // namespace

void launch_law_squares(double* squares, const void* rows, int32_t dtype, int64_t count, int64_t cols,
                        cudaStream_t stream) {
  if (count == 0) return;
  const LaunchShape shape = {dim3(blocks_of(static_cast<unsigned long long>(count))), dim3(kThreads), 0, stream};
  if (dtype == FS_FLOAT16) {
    launch(law_squares<uint16_t>, shape, squares, static_cast<const uint16_t*>(rows), count, cols);
  } else {
    launch(law_squares<float>, shape, squares, static_cast<const float*>(rows), count, cols);
  }
}

void launch_law(double* cosines, const LawPairs& of, cudaStream_t stream) {
  if (of.count == 0) return;
  const LaunchShape shape = {dim3(blocks_of(of.count)), dim3(kThreads), 0, stream};
  launch(chosen(of, law_of_pairs<float, float>, law_of_pairs<uint16_t, float>, law_of_pairs<float, uint16_t>,
                law_of_pairs<uint16_t, uint16_t>),
         shape, cosines, of);
}

void launch_law_filter(const LawFilter& of, cudaStream_t stream) {
  if (of.of.count == 0) return;
  const LaunchShape shape = {dim3(blocks_of(of.of.count)), dim3(kThreads), 0, stream};
  launch(chosen(of.of, law_filter<float, float>, law_filter<uint16_t, float>, law_filter<float, uint16_t>,
                law_filter<uint16_t, uint16_t>),
         shape, of);
}

}  // namespace figsift
