// The tile kernels of one instruction-set level: what the batch-level rows of the CPU backend are made of.
#pragma once

#include <cstdint>

#include "core/isa.h"

namespace figsift {

struct CpuKernels {
  // kernels/cosine_rows
  double (*dot)(const float* x, const float* y, int64_t d) = nullptr;
  // kernels/widen_float16
  void (*widen_float16)(float* out, const uint16_t* in, int64_t count) = nullptr;
};

}  // namespace figsift
