#include "kernels/image_statistics/image_statistics.h"

#include <algorithm>  // std::max

namespace figsift {
namespace {

void count_up(uint16_t& counter) {
  if (counter < UINT16_MAX) ++counter;
}

}  // namespace

void tally_row_scalar(Tally counts, const uint8_t* grey, int32_t width) {
  for (int32_t x = 0; x < width; ++x) ++counts[0][grey[x]];
}

void mark_colors_row_scalar(uint8_t* seen, const uint8_t* rgb, int32_t width) {
  for (int32_t x = 0; x < width; ++x, rgb += 3) seen[(rgb[0] >> 3) << 10 | (rgb[1] >> 3) << 5 | rgb[2] >> 3] = 1;
}

InkRow count_ink_row_scalar(const InkColumns& columns, const uint8_t* grey, int32_t width, int32_t low, int32_t high) {
  InkRow row = {0, 0};
  int32_t open = 0;
  for (int32_t x = 0; x < width; ++x) {
    if (grey[x] >= low && grey[x] <= high) {
      open = 0;
      columns.open[x] = 0;
      continue;
    }
    ++row.ink;
    row.run = std::max(row.run, ++open);
    count_up(columns.ink[x]);
    count_up(columns.open[x]);
    columns.run[x] = std::max(columns.run[x], columns.open[x]);
  }
  return row;
}

}  // namespace figsift
