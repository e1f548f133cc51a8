// Streams an image through the two passes of a resize, strip by strip: memory is a few rows, not a second image.
#pragma once

#include <algorithm>
#include <cstdlib>
#include <new>
#include <vector>

#include "../kernels/resample/axis.h"
#include "../kernels/resample/resample.h"

namespace figsift {

// Zeroed memory on a 64-byte boundary.
class AlignedBytes {
 public:
  explicit AlignedBytes(size_t size) : data_(static_cast<uint8_t*>(std::aligned_alloc(64, (size + 63) / 64 * 64 + 64))) {
    if (data_ == nullptr) throw std::bad_alloc();
    std::fill_n(data_, size, uint8_t{0});
  }
  AlignedBytes(const AlignedBytes&) = delete;
  AlignedBytes& operator=(const AlignedBytes&) = delete;
  ~AlignedBytes() { std::free(data_); }
  uint8_t* data() const { return data_; }

 private:
  uint8_t* data_;
};

// Resizes rows that `source` supplies and hands the outputs [begin, end) of `along_y` to `sink`, in order.
//
// source(rows, y, n): sets rows[0 .. n) to rows y .. y + n of the input, [width, channels] each, valid until the next call;
// sink(y) -> where output y goes, [along_x.count(), channels]; done(y) follows when it is written;
// stop() -> true ends the work early.
template <typename Source, typename Sink, typename Done, typename Stop>
bool resample_rows(const ResampleLevel& level, const ResampleAxis& along_x, const ResampleAxis& along_y, int32_t width,
                   int32_t height, int32_t channels, int32_t begin, int32_t end, Source source, Sink sink, Done done,
                   Stop stop) {
  const int32_t columns = along_x.count() * channels;
  const int32_t strip_bands = level.rows / level.group;
  const int32_t capacity = along_y.max_groups() + strip_bands;
  // 64 columns more: `vertical` reads whole vectors.
  const size_t stride = (static_cast<size_t>(columns) + 127) / 64 * 64 * static_cast<size_t>(level.group);
  const AlignedBytes ring(stride * static_cast<size_t>(capacity));
  const AlignedBytes scratch(level.group == 1 ? 0 : resample_scratch_bytes(width, channels));
  const auto band = [&](int32_t index) { return ring.data() + static_cast<size_t>(index % capacity) * stride; };

  std::vector<const uint8_t*> rows(static_cast<size_t>(level.rows));
  std::vector<uint8_t*> fresh(static_cast<size_t>(strip_bands));
  std::vector<const uint8_t*> window(static_cast<size_t>(along_y.max_groups()));
  int32_t next = begin;
  for (int32_t ready = along_y.taps()[begin].first; next < end; ready += strip_bands) {
    if (stop()) return false;
    const int32_t y = ready * level.group;
    const int32_t n = std::min(level.rows, height - y);
    source(rows.data(), y, n);
    // Rows below the image have weight 0: any row will do.
    std::fill(rows.begin() + n, rows.end(), rows[static_cast<size_t>(n) - 1]);
    for (int32_t b = 0; b < strip_bands; ++b) fresh[static_cast<size_t>(b)] = band(ready + b);
    level.horizontal(fresh.data(), rows.data(), width, channels, along_x.taps(), along_x.count(), scratch.data());
    for (; next < end; ++next) {
      const ResampleTaps& taps = along_y.taps()[next];
      if (taps.first + taps.count > ready + strip_bands) break;
      for (int32_t g = 0; g < taps.count; ++g) window[static_cast<size_t>(g)] = band(taps.first + g);
      level.vertical(sink(next), window.data(), columns, &taps);
      done(next);
    }
  }
  return true;
}

}  // namespace figsift
