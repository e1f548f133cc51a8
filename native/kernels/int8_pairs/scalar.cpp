#include "kernels/int8_pairs/int8_pairs.h"

namespace figsift {

void dot_pairs_int8_scalar(int32_t* out, const int8_t* left, const int8_t* right, const uint32_t* a, const uint32_t* b,
                           int64_t count, int64_t width) {
  for (int64_t n = 0; n < count; ++n) {
    const int8_t* x = left + int64_t{a[n]} * width;
    const int8_t* y = right + int64_t{b[n]} * width;
    int32_t sum = 0;
    for (int64_t k = 0; k < width; ++k) sum += x[k] * y[k];
    out[n] = sum;
  }
}

}  // namespace figsift
