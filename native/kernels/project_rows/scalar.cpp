#include "kernels/project_rows/project_rows.h"

namespace figsift {

void project_rows_scalar(float* out, const float* rows, const float* scales, int64_t count, const float* basis,
                         const float* shifts, int64_t panels, int64_t d) {
  const int64_t width = panels * kBasisPanel;
  for (int64_t i = 0; i < count; ++i) {
    for (int64_t j = 0; j < width; ++j) {
      const float* b = basis + (j / kBasisPanel) * d * kBasisPanel + j % kBasisPanel;
      float sum = 0.0f;
      for (int64_t k = 0; k < d; ++k) sum += rows[i * d + k] * b[k * kBasisPanel];
      out[i * width + j] = sum * scales[i] - shifts[j];
    }
  }
}

}  // namespace figsift
