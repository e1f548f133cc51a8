// The tile kernels of one instruction-set level: what the batch-level rows of the CPU backend are made of.
#pragma once

#include <cstdint>

#include "core/isa.h"
#include "kernels/perceptual_hash/perceptual_hash.h"
#include "kernels/preprocess/preprocess.h"
#include "kernels/resample/resample.h"

namespace figsift {

struct CpuKernels {
  // kernels/cosine_rows
  double (*dot)(const float* x, const float* y, int64_t d) = nullptr;
  // kernels/widen_float16
  void (*widen_float16)(float* out, const uint16_t* in, int64_t count) = nullptr;
  // kernels/resample
  const ResampleLevel* resample = nullptr;
  // kernels/preprocess
  CompositeRow composite_row = nullptr;
  DropAlphaRow drop_alpha_row = nullptr;
  // kernels/perceptual_hash
  LumaRow luma_row = nullptr;
};

}  // namespace figsift
