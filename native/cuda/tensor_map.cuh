// What the copy engine of Hopper is told about a matrix.
#pragma once

#include "cuda/device.cuh"

namespace figsift {

// A matrix of bytes [rows, pitch], out of which boxes of 128 rows of `box_bytes` (32, 64 or 128) are copied, swizzled over their
// own width. Throws FS_DEVICE_FAILED where the driver has none.
CUtensorMap make_tensor_map(const void* base, int64_t rows, int64_t pitch, uint32_t box_bytes);

}  // namespace figsift
