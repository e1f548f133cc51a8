// Coordinates of unit rows in a basis on a GPU, as project_rows.h has them: each x . b is one chain of d fused products and
// sums in increasing order, then one product and one difference.
#pragma once

#include "cuda/device.cuh"

namespace figsift {

// How a row is brought to unit length (docs/numerics.md#projection).
struct RowScale {
  double before;  // 0: as it is; else each value is multiplied by it, and rounded to float32, before the products
  float after;    // each product is multiplied by it
};

// From squares to scales. Rows that are zero or not finite become as if they were all zero.
void launch_row_scales(RowScale* out, const double* squares, int64_t count, cudaStream_t stream);

struct Projection {
  const void* rows;  // [count, cols] of FsFloat
  int32_t dtype;
  int64_t count, cols;
  const RowScale* scales;  // [count]
  const float* basis;      // [vectors, cols], or null: the first `vectors` coordinates, zeros beyond
  const float* shifts;     // [vectors], or null
  int64_t vectors;
};

// out: [count, vectors]
void launch_projection(float* out, const Projection& of, cudaStream_t stream);

}  // namespace figsift
