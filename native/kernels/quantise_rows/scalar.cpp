#include <algorithm>  // std::clamp
#include <cmath>      // std::lrint

#include "kernels/quantise_rows/quantise_rows.h"

namespace figsift {
namespace {

double sum_lanes(const double (&lane)[8]) {
  const double half[4] = {lane[0] + lane[4], lane[1] + lane[5], lane[2] + lane[6], lane[3] + lane[7]};
  return (half[0] + half[2]) + (half[1] + half[3]);
}

}  // namespace

void quantise_rows_scalar(int8_t* codes, double* squares, double* errors, const float* rows, int64_t count,
                          int64_t width, int64_t stride, float scale) {
  const float inverse = 1.0f / scale;
  for (int64_t i = 0; i < count; ++i) {
    double square[8] = {}, error[8] = {};
    for (int64_t k = 0; k < width; ++k) {
      const float p = rows[i * stride + k];
      const long q = std::lrint(std::clamp(p * inverse, -127.0f, 127.0f));
      codes[i * width + k] = static_cast<int8_t>(q);
      const double value = p, e = value - static_cast<double>(scale) * static_cast<double>(q);
      square[k % 8] += value * value;
      error[k % 8] += e * e;
    }
    squares[i] = sum_lanes(square);
    errors[i] = sum_lanes(error);
  }
}

}  // namespace figsift
