// Some rows of one or two matrices at unit length, from which plans are made. A bad sample costs time, never an answer.
#pragma once

#include <cstdint>
#include <vector>

#include "backends/backend.h"

namespace figsift {

struct Sample {
  int64_t rows = 0, cols = 0;
  std::vector<float> unit;  // [rows, cols], in random order
  std::vector<float> mean;  // [cols]

  // Directions are fitted to the first two thirds and judged by the rest: in the rows that they were fitted to, they hold
  // more than in others.
  int64_t fitted() const { return rows - rows / 3; }
  int64_t held() const { return rows / 3; }
  FsRows fitted_view() const { return {unit.data(), fitted(), cols, FS_FLOAT32}; }
  FsRows held_view() const { return {unit.data() + fitted() * cols, held(), cols, FS_FLOAT32}; }
};

// Up to `most` rows, from both matrices by their size. Rows that are zero or not finite are passed over.
Sample take_sample(const FsRows& a, const FsRows* b, int64_t most);

}  // namespace figsift
