#include <bit>

#include "kernels/widen_float16/widen_float16.h"

namespace figsift {

void widen_float16_scalar(float* out, const uint16_t* in, int64_t count) {
  for (int64_t i = 0; i < count; ++i) {
    const uint32_t sign = (in[i] & 0x8000u) << 16;
    const uint32_t exponent = (in[i] >> 10) & 0x1fu;
    const uint32_t mantissa = in[i] & 0x3ffu;
    if (exponent == 0) {
      const float magnitude = static_cast<float>(mantissa) * 0x1p-24f;  // zero and denormals
      out[i] = sign != 0 ? -magnitude : magnitude;
    } else {
      const uint32_t wide = exponent == 31 ? 255 : exponent + 112;
      out[i] = std::bit_cast<float>(sign | (wide << 23) | (mantissa << 13));
    }
  }
}

}  // namespace figsift
