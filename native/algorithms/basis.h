// Orthonormal directions for short codes: the leading ones of a sample, filled up, and mixed so that one scale fits all.
#pragma once

#include <cstdint>
#include <vector>

#include "algorithms/sample.h"
#include "backends/backend.h"

namespace figsift {

// The directions of a sample's largest moments about its mean, largest first.
struct Directions {
  int64_t count = 0, cols = 0;
  std::vector<double> vectors;  // [count, cols], orthonormal but for rounding
  std::vector<float> images;    // [held rows of the sample, count]: the centred unit rows along them
  std::vector<double> moments;  // [count]: mean square of each image
};

// By two steps of subspace iteration. `call` gives threads; a cancelled call gives a basis of no worth.
Directions leading_directions(const FsBackend& backend, const FsCall& call, const Sample& sample, int64_t count);

struct CodeBasis {
  std::vector<float> basis;  // [width, cols]; empty: the coordinates themselves
  double excess = 0;         // |basis|^2 <= 1 + excess, certified in float64
};

// `width` directions: the leading ones, others orthogonal to them beyond. Mixed within [0, narrow) and [narrow, width).
CodeBasis mixed_basis(const FsCall& call, const Directions& directions, int64_t narrow, int64_t width);

// All of space, mixed: any orthonormal basis. cols <= 1024.
CodeBasis full_basis(const FsCall& call, int64_t cols, int64_t width);

// The first `count` directions as they are.
CodeBasis leading_basis(const FsCall& call, const Directions& directions, int64_t count);

}  // namespace figsift
