#include <cstring>  // std::memcpy

#include "kernels/int8_screen/int8_screen.h"

namespace figsift {

void pack_screen_panels(uint8_t* out, const int8_t* codes, int64_t rows, int64_t width) {
  for (int64_t first = 0; first < rows; first += kScreenPanel) {
    for (int64_t r = 0; r < kScreenPanel; ++r) {
      const int8_t* row = first + r < rows ? codes + (first + r) * width : nullptr;
      for (int64_t k = 0; k < width; k += 4) {
        uint32_t four = 0;
        if (row != nullptr) std::memcpy(&four, row + k, 4);
        four ^= 0x80808080u;  // adds 128 to each byte
        std::memcpy(out + (first * width) + (k * kScreenPanel) + r * 4, &four, 4);
      }
    }
  }
}

}  // namespace figsift
