#include <cmath>  // nextafterf, rintf

#include "cuda/launch.cuh"
#include "kernels/quantise_rows/cuda.cuh"

namespace figsift {
namespace {

constexpr int kThreads = 256;

template <typename T>
__device__ __forceinline__ T sum_over_warp(T value) {
#pragma unroll
  for (int step = 16; step > 0; step /= 2) value = value + __shfl_xor_sync(kWholeWarp, value, step);
  return value;
}

// Above the exact root by more than all the roundings before it.
__device__ __forceinline__ float norm_above(double square) {
  return nextafterf(__double2float_rn(__dmul_rn(__dsqrt_rn(square), 1 + 0x1p-30)), HUGE_VALF);
}

__device__ __forceinline__ uint64_t mixed(uint64_t value) {
  value = (value ^ (value >> 30)) * 0xbf58476d1ce4e5b9ull;
  value = (value ^ (value >> 27)) * 0x94d049bb133111ebull;
  return value ^ (value >> 31);
}

// A warp codes a row. Sums are added in one order whatever the row, so that equal rows get equal answers.
__global__ void __launch_bounds__(kThreads) quantise(int8_t* codes, FsRowCode* out, Quantise of) {
  const int64_t row = (static_cast<int64_t>(blockIdx.x) * kThreads + threadIdx.x) / 32;
  if (row >= of.count) return;
  const int lane = static_cast<int>(threadIdx.x % 32);
  const float* const image = of.images + row * (of.width[1] + of.leading);
  int8_t* const to = codes + row * of.stride;
  const float inverse = __fdiv_rn(1.0f, of.scale);
  double errors[2] = {0, 0};
  int32_t code_squares[2] = {0, 0};
  uint64_t digest = 0;
  for (int k = lane; k < of.stride; k += 32) {
    int q = 0;
    if (k < of.width[1]) {
      const float p = image[k];
      q = static_cast<int>(rintf(fminf(fmaxf(__fmul_rn(p, inverse), -127.0f), 127.0f)));
      const double missed = __dsub_rn(p, __dmul_rn(of.scale, q)), square = __dmul_rn(missed, missed);
      errors[1] = __dadd_rn(errors[1], square);
      code_squares[1] += q * q;
      if (k < of.width[0]) {
        errors[0] = __dadd_rn(errors[0], square);
        code_squares[0] += q * q;
      }
    }
    to[k] = static_cast<int8_t>(q);
    digest += mixed(static_cast<uint64_t>(k) << 8 | static_cast<uint8_t>(q));
  }
  for (int stage = 0; stage < 2; ++stage) {
    errors[stage] = sum_over_warp(errors[stage]);
    code_squares[stage] = sum_over_warp(code_squares[stage]);
  }
  digest = sum_over_warp(digest);
  if (lane != 0) return;
  FsRowCode code = {};
  code.square = of.squares[row];
  uint64_t bits;
  memcpy(&bits, &code.square, sizeof bits);
  code.digest = mixed(digest) ^ bits;
  for (int stage = 0; stage < 2; ++stage) {
    code.residual[stage] = norm_above(errors[stage]);
    code.code_square[stage] = code_squares[stage];
  }
  for (int n = 0; n < of.leading; ++n) code.leading[n] = image[of.width[1] + n];
  out[row] = code;
}

}  // namespace

void launch_quantise(int8_t* codes, FsRowCode* out, const Quantise& of, cudaStream_t stream) {
  if (of.count == 0) return;
  launch(quantise, {dim3(blocks_for(of.count * 32, kThreads)), dim3(kThreads), 0, stream}, codes, out, of);
}

}  // namespace figsift
