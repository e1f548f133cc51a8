#include "backends/cpu_projection.h"

#include <algorithm>  // std::min, std::copy_n
#include <cmath>      // std::isfinite

#include "backends/cpu_engine.h"
#include "backends/cpu_rows.h"
#include "core/parallel.h"
#include "core/status.h"
#include "kernels/project_rows/project_rows.h"

namespace figsift {
namespace {

bool is_ordinary(double square) { return square >= kLeastSquare && square <= kMostSquare; }

}  // namespace

const float* row_of(const CpuKernels& kernels, const FsRows& rows, int64_t row, std::vector<float>& scratch) {
  if (rows.dtype == FS_FLOAT32) return static_cast<const float*>(rows.data) + row * rows.cols;
  scratch.resize(static_cast<size_t>(rows.cols));
  kernels.widen_float16(scratch.data(), static_cast<const uint16_t*>(rows.data) + row * rows.cols, rows.cols);
  return scratch.data();
}

Basis::Basis(const float* basis, const float* shift, int64_t vectors, int64_t columns)
    : cols(columns),
      width(vectors),
      stride((vectors + kBasisPanel - 1) / kBasisPanel * kBasisPanel),
      is_identity(basis == nullptr) {
  shifts.resize(static_cast<size_t>(stride), 0.0f);
  if (shift != nullptr) std::copy_n(shift, width, shifts.begin());
  if (is_identity) return;
  panels.resize(static_cast<size_t>(stride * cols), 0.0f);
  for (int64_t i = 0; i < width; ++i) {
    float* out = panels.data() + i / kBasisPanel * kBasisPanel * cols + i % kBasisPanel;
    for (int64_t k = 0; k < cols; ++k) out[k * kBasisPanel] = basis[i * cols + k];
  }
}

int64_t ProjectionBlock::project(const CpuKernels& kernels, const FsRows& rows, const Basis& basis, int64_t begin,
                                 int64_t count) {
  const int64_t d = rows.cols;
  products.resize(static_cast<size_t>(kProjectionRows * basis.stride));
  const float* block = static_cast<const float*>(rows.data) + begin * d;
  if (rows.dtype == FS_FLOAT16) {
    values.resize(static_cast<size_t>(kProjectionRows * d));
    kernels.widen_float16(values.data(), static_cast<const uint16_t*>(rows.data) + begin * d, count * d);
    block = values.data();
  }
  int64_t bad = -1;
  bool is_plain = true;
  for (int64_t r = 0; r < count; ++r) {
    const double square = kernels.dot(block + r * d, block + r * d, d);
    squares[r] = square;
    scales[r] = is_ordinary(square) ? static_cast<float>(1.0 / std::sqrt(square)) : 0.0f;
    is_plain = is_plain && is_ordinary(square);
    if (!std::isfinite(square) && bad < 0) bad = begin + r;
  }
  if (bad >= 0) return bad;
  if (!is_plain) {
    if (rows.dtype != FS_FLOAT16) values.assign(block, block + count * d);
    block = values.data();
    for (int64_t r = 0; r < count; ++r) {
      if (is_ordinary(squares[r]) || squares[r] == 0.0) continue;
      const double scale = 1.0 / std::sqrt(squares[r]);
      for (int64_t k = 0; k < d; ++k) {
        float& value = values[static_cast<size_t>(r * d + k)];
        value = static_cast<float>(value * scale);
      }
      scales[r] = 1.0f;
    }
  }
  if (basis.is_identity) {
    const int64_t used = std::min(d, basis.width);
    for (int64_t r = 0; r < count; ++r) {
      float* out = products.data() + r * basis.stride;
      for (int64_t k = 0; k < used; ++k) {
        out[k] = block[r * d + k] * scales[r] - basis.shifts[static_cast<size_t>(k)];
      }
      std::fill(out + used, out + basis.stride, 0.0f);
    }
    return -1;
  }
  kernels.project_rows(products.data(), block, scales, count, basis.panels.data(), basis.shifts.data(),
                       basis.stride / kBasisPanel, d);
  return -1;
}

FsStatus cpu_project(const CpuKernels& kernels, const FsCall* call, float* out, const FsRows* rows, const float* basis,
                     int64_t width) {
  if (basis == nullptr || width < 1) return fail(FS_BAD_ARGUMENT);
  const Basis prepared(basis, nullptr, width, rows->cols);
  std::vector<ProjectionBlock> blocks(static_cast<size_t>(call->threads));
  const int64_t steps = (rows->rows + kProjectionRows - 1) / kProjectionRows;
  return parallel_for(*call, steps, [&](int64_t step, int worker) {
    ProjectionBlock& block = blocks[static_cast<size_t>(worker)];
    const int64_t begin = step * kProjectionRows, count = std::min(kProjectionRows, rows->rows - begin);
    if (block.project(kernels, *rows, prepared, begin, count) >= 0) {
      std::fill(out + begin * width, out + (begin + count) * width, 0.0f);
      return;
    }
    for (int64_t r = 0; r < count; ++r) {
      std::copy_n(block.products.data() + r * prepared.stride, width, out + (begin + r) * width);
    }
  });
}

}  // namespace figsift
