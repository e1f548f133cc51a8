#include <algorithm>  // std::min
#include <atomic>     // the first bad row
#include <cmath>      // std::isfinite
#include <vector>     // widened rows

#include "backends/cpu_rows.h"
#include "core/parallel.h"
#include "core/status.h"
#include "kernels/cosine_rows/cosine_rows.h"

namespace figsift {
namespace {

constexpr int64_t kRowsPerStep = 256;

// One row as float32: the caller's own, or widened into scratch.
const float* row_as_float32(const CpuKernels& kernels, const FsRows& rows, int64_t row, std::vector<float>& scratch) {
  if (rows.dtype == FS_FLOAT32) return static_cast<const float*>(rows.data) + row * rows.cols;
  scratch.resize(static_cast<size_t>(rows.cols));
  kernels.widen_float16(scratch.data(), static_cast<const uint16_t*>(rows.data) + row * rows.cols, rows.cols);
  return scratch.data();
}

void lower(std::atomic<int64_t>& least, int64_t value) {
  int64_t seen = least.load(std::memory_order_relaxed);
  while (value < seen && !least.compare_exchange_weak(seen, value)) {
  }
}

}  // namespace

FsStatus cpu_cosine_rows(const CpuKernels& kernels, const FsCall* call, double* out, const FsRows* a, const FsRows* b) {
  if (a->rows != b->rows || a->cols != b->cols) return fail(FS_BAD_ARGUMENT);
  // The smallest bad row is reported whatever the threads did: row * 2 + operand.
  std::atomic<int64_t> bad{INT64_MAX};
  const int64_t steps = (a->rows + kRowsPerStep - 1) / kRowsPerStep;
  const FsStatus status = parallel_for(*call, steps, [&](int64_t step, int) {
    std::vector<float> scratch_a, scratch_b;
    const int64_t end = std::min((step + 1) * kRowsPerStep, a->rows);
    for (int64_t row = step * kRowsPerStep; row < end; ++row) {
      const float* x = row_as_float32(kernels, *a, row, scratch_a);
      const float* y = row_as_float32(kernels, *b, row, scratch_b);
      const double xx = kernels.dot(x, x, a->cols), yy = kernels.dot(y, y, a->cols);
      if (!std::isfinite(xx)) return lower(bad, row * 2);
      if (!std::isfinite(yy)) return lower(bad, row * 2 + 1);
      out[row] = cosine_of_dots(kernels.dot(x, y, a->cols), xx, yy);
    }
  });
  if (status.code != FS_OK) return status;
  const int64_t first = bad.load();
  return first == INT64_MAX ? ok() : fail(FS_NON_FINITE, first % 2, first / 2);
}

}  // namespace figsift
