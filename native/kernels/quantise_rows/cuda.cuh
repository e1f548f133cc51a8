// Float rows to int8 codes on a GPU, and what the proof needs of each (quantise_rows.h, docs/numerics.md#codes). The errors
// are those of the codes that were chosen, so codes need not be those of other devices.
#pragma once

#include "backends/backend.h"
#include "cuda/device.cuh"

namespace figsift {

struct Quantise {
  const float* images;    // [count, width[1] + leading]
  const double* squares;  // [count], of the rows
  int64_t count;
  int32_t width[2], leading;
  float scale;
  int32_t stride;  // bytes of a row of codes; zeros beyond width[1]
};

// codes: [count, stride]
void launch_quantise(int8_t* codes, FsRowCode* out, const Quantise& of, cudaStream_t stream);

}  // namespace figsift
