// The second stage of the similarity join on a GPU: of the pairs of positions that the first let through, those with
//
//   sum over k of left[i][k] * right[j][k] + left_start[i] + right_start[j] >= 0   over all columns
//
// Eight lanes multiply a pair, four columns at a time. Integers: the same pairs everywhere.
#pragma once

#include "cuda/device.cuh"

namespace figsift {

struct WideOperand {
  const int8_t* codes;    // by row, `stride` bytes apart, a multiple of 32; zeros beyond the width
  const uint32_t* order;  // rows of positions
  const int32_t* start;   // of positions
};

struct WideScreen {
  WideOperand left, right;
  int32_t stride;
  const uint2* in;  // as many as *in_count says, but no more than in_capacity
  const unsigned long long* in_count;
  unsigned long long in_capacity;
  uint2* out;
  unsigned long long* out_count;
  unsigned long long out_capacity;  // counted beyond, not kept
};

void launch_wide_screen(const WideScreen& of, int multiprocessors, cudaStream_t stream);

}  // namespace figsift
