#include "kernels/cosine_rows/cosine_rows.h"

namespace figsift {

double dot_scalar(const float* x, const float* y, int64_t d) {
  double a[16] = {};
  for (int64_t i = 0; i < d; ++i) a[i % 16] += static_cast<double>(x[i]) * static_cast<double>(y[i]);
  for (int width = 8; width >= 1; width /= 2) {
    for (int j = 0; j < width; ++j) a[j] += a[j + width];
  }
  return a[0];
}

}  // namespace figsift
