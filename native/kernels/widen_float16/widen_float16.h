// IEEE 754 binary16 to binary32, exactly: every float16 value is a float32 value.
#pragma once

#include <cstdint>

namespace figsift {

// out, in: [count]
void widen_float16_scalar(float* out, const uint16_t* in, int64_t count);
void widen_float16_avx2(float* out, const uint16_t* in, int64_t count);

}  // namespace figsift
