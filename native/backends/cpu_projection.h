// Unit rows in a basis, a block of rows at a time (kernels/project_rows).
#pragma once

#include <cstdint>
#include <vector>

#include "backends/backend.h"
#include "backends/cpu_kernels.h"

namespace figsift {

constexpr int64_t kProjectionRows = 64;

// Basis vectors in panels, and what is taken off along each. An identity keeps no panels.
struct Basis {
  int64_t cols = 0, width = 0, stride = 0;  // stride: width up to a whole panel
  bool is_identity = true;
  std::vector<float> panels;  // [stride / 16][cols][16]
  std::vector<float> shifts;  // [stride]

  Basis() = default;
  // basis: [vectors, cols], or null for the first `vectors` coordinates; shifts: [vectors], or null for none
  Basis(const float* basis, const float* shift, int64_t vectors, int64_t columns);
};

struct ProjectionBlock {
  std::vector<float> values, products;  // products: [count, basis.stride]
  double squares[kProjectionRows];
  float scales[kProjectionRows];

  // Rows [begin, begin + count) at unit length along the basis, less the shifts; zero rows as if they were all zero.
  // Returns the first row that is not finite, or -1.
  int64_t project(const CpuKernels& kernels, const FsRows& rows, const Basis& basis, int64_t begin, int64_t count);
};

}  // namespace figsift
