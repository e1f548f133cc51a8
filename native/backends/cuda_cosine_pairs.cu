#include "backends/cuda_engine.cuh"
#include "backends/cuda_host_law.cuh"
#include "backends/cuda_rows.cuh"
#include "core/isa.h"
#include "core/parallel.h"
#include "cuda/check.cuh"
#include "kernels/cosine_rows/cosine_rows.h"
#include "kernels/widen_float16/widen_float16.h"

namespace figsift {
namespace {

// Fewer pairs are computed here sooner than a device has begun.
constexpr size_t kLeastPairs = 32768;
constexpr size_t kMostPairs = size_t{1} << 21;

using Dot = double (*)(const float*, const float*, int64_t);

Dot best_dot() {
  static const Isa isa = detect_isa();
  return isa == Isa::kAvx512 ? dot_avx512 : isa == Isa::kAvx2 ? dot_avx2 : dot_scalar;
}

const float* row_of(const FsEngine& engine, uint32_t row, std::vector<float>& scratch) {
  const int64_t cols = engine.source.cols, at = int64_t{row} * cols;
  if (engine.source.dtype == FS_FLOAT32) return static_cast<const float*>(engine.source.data) + at;
  scratch.resize(static_cast<size_t>(cols));
  widen_float16_scalar(scratch.data(), static_cast<const uint16_t*>(engine.source.data) + at, cols);
  return scratch.data();
}

}  // namespace

HostLaw::HostLaw(const FsEngine& left, const FsEngine& right) : left_(left), right_(right) {}

double HostLaw::of_rows(uint32_t left_row, uint32_t right_row) const {
  const float* const x = row_of(left_, left_row, scratch_[0]);
  const float* const y = row_of(right_, right_row, scratch_[1]);
  return cosine_of_dots(best_dot()(x, y, left_.source.cols), left_.host_squares[left_row],
                        right_.host_squares[right_row]);
}

double HostLaw::of_positions(uint32_t left_position, uint32_t right_position) const {
  return of_rows(left_.host_order[left_position], right_.host_order[right_position]);
}

FsStatus cuda_cosine_pairs(const FsCall* call, double* out, FsEngine* left, FsEngine* right, const uint32_t* left_rows,
                           const uint32_t* right_rows, const double*, size_t count) {
  if (count < kLeastPairs || !left->is_resident || !right->is_resident) {
    constexpr int64_t kStep = 1024;
    const auto pairs = static_cast<int64_t>(count);
    return parallel_for(*call, (pairs + kStep - 1) / kStep, [&](int64_t step, int) {
      const HostLaw law(*left, *right);
      const int64_t end = pairs < (step + 1) * kStep ? pairs : (step + 1) * kStep;
      for (int64_t n = step * kStep; n < end; ++n) out[n] = law.of_rows(left_rows[n], right_rows[n]);
    });
  }
  size_t step = count < kMostPairs ? count : kMostPairs;
  DeviceArray<uint2> pairs;
  DeviceArray<double> cosines;
  for (;; step /= 2) {
    try {
      pairs.resize(step);
      cosines.resize(step);
      break;
    } catch (const DeviceError&) {
      if (step < kLeastPairs) throw;
    }
  }
  Stream stream;
  std::vector<uint2> staged(step);
  for (size_t begin = 0; begin < count; begin += step) {
    if (is_cancelled(*call)) return fail(FS_CANCELLED);
    const size_t size = count - begin < step ? count - begin : step;
    for (size_t n = 0; n < size; ++n) staged[n] = make_uint2(left_rows[begin + n], right_rows[begin + n]);
    stream.upload(pairs.data(), staged.data(), size);
    launch_law(cosines.data(), {left->law_rows(), right->law_rows(), nullptr, nullptr, pairs.data(), size},
               stream.get());
    stream.download(out + begin, cosines.data(), size);
    stream.wait();
  }
  return ok();
}

}  // namespace figsift
