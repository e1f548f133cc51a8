#include "kernels/score_tile/score_tile.h"

namespace figsift {

void score_tile_scalar(float* out, const float* left, const float* right, int64_t left_panels, int64_t right_panels,
                       int64_t d) {
  const int64_t width = right_panels * kPanelRows;
  for (int64_t i = 0; i < left_panels * kPanelRows; ++i) {
    const float* x = left + (i / kPanelRows) * d * kPanelRows + i % kPanelRows;
    for (int64_t p = 0; p < right_panels; ++p) {
      const float* panel = right + p * d * kPanelRows;
      float sums[kPanelRows] = {};
      for (int64_t k = 0; k < d; ++k) {
        for (int64_t j = 0; j < kPanelRows; ++j) sums[j] += x[k * kPanelRows] * panel[k * kPanelRows + j];
      }
      for (int64_t j = 0; j < kPanelRows; ++j) out[i * width + p * kPanelRows + j] = sums[j];
    }
  }
}

int64_t reach_floor_scalar(uint32_t* columns, const float* scores, int64_t count, float floor) {
  int64_t found = 0;
  for (int64_t j = 0; j < count; ++j) {
    if (scores[j] >= floor) columns[found++] = static_cast<uint32_t>(j);
  }
  return found;
}

}  // namespace figsift
