// Codes in the order of the screens.
#pragma once

#include "cuda/device.cuh"

namespace figsift {

// out[p] = the first `width` codes of row order[p], zeros up to `out_stride`; p < count, and zeros for the rest of `padded`.
// width, strides: multiples of 4
void launch_arrange(int8_t* out, int32_t out_stride, int64_t padded, const int8_t* codes, int32_t stride, int32_t width,
                    const uint32_t* order, int64_t count, cudaStream_t stream);

}  // namespace figsift
