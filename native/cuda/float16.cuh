// IEEE 754 binary16 by its bits: widened exactly, as kernels/widen_float16 has it.
#pragma once

#include "cuda/device.cuh"

namespace figsift {

__device__ __forceinline__ float widened(uint16_t bits) {
#if FIGSIFT_ON_HOST
  const uint32_t sign = static_cast<uint32_t>(bits & 0x8000) << 16, exponent = bits >> 10 & 31, fraction = bits & 1023;
  uint32_t wide = sign | (exponent == 31 ? 255u : exponent + 112) << 23 | fraction << 13;
  float value;
  if (exponent == 0) {
    const float size = static_cast<float>(fraction) * 0x1p-24f;
    return sign != 0 ? -size : size;
  }
  std::memcpy(&value, &wide, 4);
  return value;
#else
  return __half2float(__ushort_as_half(bits));
#endif
}

}  // namespace figsift
