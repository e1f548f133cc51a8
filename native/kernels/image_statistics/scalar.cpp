#include "kernels/image_statistics/image_statistics.h"

#include <stddef.h>  // ptrdiff_t

#include <algorithm>  // std::max

#include "core/pixel.h"

namespace figsift {
namespace {

void count_up(uint16_t& counter) {
  if (counter < UINT16_MAX) ++counter;
}

}  // namespace

void count_row_scalar(const ValueCounts& counts, const uint8_t* row, const uint8_t*, int32_t width, int32_t channels) {
  const int32_t colours = channels < 3 ? 1 : 3;
  for (int32_t x = 0; x < width; ++x, row += channels) {
    uint8_t pixel[3];
    for (int32_t c = 0; c < colours; ++c) pixel[c] = colours == channels ? row[c] : over(row[c], row[colours], 255);
    counts.grey[x] = colours == 3 ? luma(pixel) : pixel[0];
    ++counts.greys[0][counts.grey[x]];
    if (colours == 3) counts.colors[(pixel[0] >> 3) << 10 | (pixel[1] >> 3) << 5 | pixel[2] >> 3] = 1;
  }
}

void settle_counts(const ValueCounts& counts, int32_t width) {
  for (int32_t block = 0; block < width / kCountedPixels; ++block) {
    const uint8_t* const grey = counts.grey + static_cast<ptrdiff_t>(block) * kCountedPixels;
    for (int32_t i = 0; i < kCountedPixels; ++i) counts.greys[0][grey[i]] += counts.unsettled[block];
    counts.unsettled[block] = 0;
  }
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
