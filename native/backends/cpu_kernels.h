// The tile kernels of one instruction-set level: what the batch-level rows of the CPU backend are made of.
#pragma once

#include <cstdint>

#include "core/isa.h"
#include "kernels/image_statistics/image_statistics.h"
#include "kernels/perceptual_hash/perceptual_hash.h"
#include "kernels/preprocess/preprocess.h"
#include "kernels/resample/resample.h"

namespace figsift {

struct CpuKernels {
  // kernels/cosine_rows
  double (*dot)(const float* x, const float* y, int64_t d) = nullptr;
  // kernels/dot_float32
  float (*dot_float32)(const float* x, const float* y, int64_t d) = nullptr;
  // kernels/widen_float16
  void (*widen_float16)(float* out, const uint16_t* in, int64_t count) = nullptr;
  // kernels/resample
  const ResampleLevel* resample = nullptr;
  // kernels/preprocess
  CompositeRow composite_row = nullptr;
  DropAlphaRow drop_alpha_row = nullptr;
  // kernels/perceptual_hash
  LumaRow luma_row = nullptr;
  // kernels/image_statistics
  CountRow count_row = nullptr;
  CountInkRow count_ink_row = nullptr;
  // kernels/int8_screen
  int64_t (*screen_tile)(uint32_t* out, const int8_t* left, const int32_t* left_start, int64_t left_rows,
                         const uint8_t* right, const int32_t* right_start, int64_t right_panels,
                         int64_t width) = nullptr;
  // kernels/int8_peak
  int64_t (*int8_peak)(int64_t products) = nullptr;
  // kernels/int8_pairs
  void (*dot_pairs_int8)(int32_t* out, const int8_t* left, const int8_t* right, const uint32_t* a, const uint32_t* b,
                         int64_t count, int64_t width) = nullptr;
  // kernels/quantise_rows
  void (*quantise_rows)(int8_t* codes, double* squares, double* errors, const float* rows, int64_t count, int64_t width,
                        int64_t stride, float scale) = nullptr;
  // kernels/project_rows
  void (*project_rows)(float* out, const float* rows, const float* scales, int64_t count, const float* basis,
                       const float* shifts, int64_t panels, int64_t d) = nullptr;
  // kernels/hamming_tile
  int64_t (*hamming_tile)(uint32_t* out, const uint64_t* left, int64_t left_count, const uint64_t* right,
                          int64_t right_count, int32_t radius) = nullptr;
};

}  // namespace figsift
