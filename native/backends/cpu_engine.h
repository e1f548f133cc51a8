// A matrix prepared for the CPU's screen: checked for NaN, its squared norms in the float64 law, and its unit rows in
// float32 panels. Costs one more float32 copy of the matrix; the caller's rows stay where they are for the recheck.
#pragma once

#include <cstdint>
#include <memory>  // owned buffers
#include <vector>  // squared norms

#include "backends/backend.h"
#include "backends/cpu_kernels.h"

// The opaque type of backends/backend.h.
struct FsEngine {
  const figsift::CpuKernels* kernels;
  int64_t rows, cols;
  const float* values;  // [rows, cols]: the caller's, or `widened`
  std::unique_ptr<float[]> widened;
  std::vector<double> squares;      // dot(x, x) of each row
  std::unique_ptr<float[]> panels;  // see kernels/score_tile

  int64_t panel_count() const;
  const float* row(int64_t i) const { return values + i * cols; }
  const float* panel(int64_t p) const;
};

namespace figsift {

// How far below a cosine of the law the screen's float32 score can lie (docs/numerics.md#screen).
double screen_slack(int64_t d);

// The largest float32 such that every score of a pair with cos >= min_cosine reaches it.
float screen_floor(double min_cosine, int64_t d);

double engine_cosine(const FsEngine& left, const FsEngine& right, int64_t i, int64_t j);

}  // namespace figsift
