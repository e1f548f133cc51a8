#include "kernels/dot_float32/dot_float32.h"

namespace figsift {

float dot_float32_scalar(const float* x, const float* y, int64_t d) {
  float sum = 0;
  for (int64_t i = 0; i < d; ++i) sum += x[i] * y[i];
  return sum;
}

}  // namespace figsift
