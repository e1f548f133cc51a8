// How a batch of images is cut into pieces for the threads.
#pragma once

#include <cstdint>
#include <vector>

#include "backends/backend.h"

namespace figsift {

// Output rows [begin, end) of one job.
struct ImageBand {
  size_t job;
  int32_t begin, end;
};

// One piece per image; a large image of a batch with fewer images than threads is cut into bands of output rows. Bands
// read a few input rows twice, so small images stay whole.
template <typename Job, typename RowsOf>
std::vector<ImageBand> cut_into_bands(const FsCall& call, const Job* jobs, size_t count, RowsOf rows_of) {
  constexpr int64_t kLargePixels = 1 << 18;
  constexpr int32_t kLeastRows = 16;
  std::vector<ImageBand> bands;
  for (size_t i = 0; i < count; ++i) {
    const int32_t rows = rows_of(jobs[i]);
    const bool is_large = static_cast<int64_t>(jobs[i].in.width) * jobs[i].in.height >= kLargePixels;
    const size_t share = (static_cast<size_t>(call.threads) + count - 1) / count;
    const int32_t pieces = !is_large ? 1 : static_cast<int32_t>(share < 1 ? 1 : share > 256 ? 256 : share);
    const int32_t step = (rows + pieces - 1) / pieces < kLeastRows ? kLeastRows : (rows + pieces - 1) / pieces;
    for (int32_t begin = 0; begin < rows; begin += step) {
      bands.push_back({i, begin, rows - begin < step ? rows : begin + step});
    }
  }
  return bands;
}

}  // namespace figsift
