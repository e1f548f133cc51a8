// An order of rows in which neighbours lie near each other, and boxes around its tiles, so that whole pairs of tiles can
// be ruled out (docs/numerics.md#tiles).
#pragma once

#include <cstdint>
#include <vector>

#include "backends/backend.h"

namespace figsift {

// Images of rows along the leading directions, largest moment first: [rows, dims] in the order of rows.
struct LeadingImages {
  const float* values;
  int64_t dims;

  const float* row(uint32_t index) const { return values + static_cast<int64_t>(index) * dims; }
};

// Splits rows at medians, each time along that of the first `used` directions in which they spread most, down to
// leaves of `edge` rows.
void order_by_halves(const FsCall& call, std::vector<uint32_t>& rows, const LeadingImages& images, int64_t used,
                     int64_t edge);

// The smallest boxes around the tiles of `edge` positions.
struct TileBoxes {
  int64_t edge = 0, dims = 0, tiles = 0;
  std::vector<float> low, high;  // [tiles, dims]

  TileBoxes() = default;
  TileBoxes(const std::vector<uint32_t>& rows, const LeadingImages& images, int64_t used, int64_t tile_edge);

  // Whether two boxes lie further apart than `reach`, rounding included.
  bool is_apart(int64_t tile, const TileBoxes& other, int64_t other_tile, double square_reach) const;
};

// How many directions to order by, 0 for none: that which leaves the fewest pairs of tiles, tried on some rows.
int64_t choose_directions(const FsCall& call, const std::vector<uint32_t>& rows, const LeadingImages& images,
                          int64_t edge, double reach);

}  // namespace figsift
