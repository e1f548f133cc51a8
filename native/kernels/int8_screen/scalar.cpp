#include "kernels/int8_screen/int8_screen.h"

namespace figsift {

int64_t screen_tile_scalar(uint32_t* out, const int8_t* left, const int32_t* left_start, int64_t left_rows,
                           const uint8_t* right, const int32_t* right_start, int64_t right_panels, int64_t width) {
  int64_t found = 0;
  for (int64_t i = 0; i < left_rows; ++i) {
    const int8_t* x = left + i * width;
    for (int64_t j = 0; j < right_panels * kScreenPanel; ++j) {
      const uint8_t* y = right + (j / kScreenPanel) * kScreenPanel * width + (j % kScreenPanel) * 4;
      int32_t sum = left_start[i] + right_start[j];
      for (int64_t k = 0; k < width; ++k) sum += x[k] * y[(k / 4) * 4 * kScreenPanel + k % 4];
      if (sum >= 0) out[found++] = static_cast<uint32_t>(i << 16 | j);
    }
  }
  return found;
}

}  // namespace figsift
