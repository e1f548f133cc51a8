// The float64 cosine law of cosine_rows.h on a GPU, to the bit: sixteen lanes are the sixteen accumulators, and each adds its
// products in increasing order; the tree is the law's. Products are exact, so that fused and unfused sums agree; root and
// quotient are rounded to nearest.
#pragma once

#include "cuda/device.cuh"

namespace figsift {

struct LawRows {
  const void* rows;       // [*, cols] of FsFloat
  const double* squares;  // of each row: dot(x, x)
  int32_t dtype;          // FsFloat
  int64_t cols;
};

// squares[i] = dot(row i, row i), by the law.
void launch_law_squares(double* squares, const void* rows, int32_t dtype, int64_t count, int64_t cols,
                        cudaStream_t stream);

// cosines[i] = cos(left row of pairs[i].x, right row of pairs[i].y). Where order is not null, pairs are positions and order
// has their rows.
struct LawPairs {
  LawRows left, right;
  const uint32_t *left_order, *right_order;
  const uint2* pairs;
  unsigned long long count;
};
void launch_law(double* cosines, const LawPairs& of, cudaStream_t stream);

// The pairs whose cosine reaches floors[pair.x - floors_begin], or `floor` where floors is null.
struct LawFilter {
  LawPairs of;
  const double* floors;
  int64_t floors_begin;
  double floor;
  uint2* out;
  double* out_cosines;
  unsigned long long* out_count;  // never more than of.count
};
void launch_law_filter(const LawFilter& of, cudaStream_t stream);

}  // namespace figsift
