// Streams an image through the two passes of a resize, strip by strip: memory is a few rows, not a second image.
#pragma once

#include <algorithm>  // std::min, std::fill
#include <cstdlib>    // std::aligned_alloc
#include <new>        // std::bad_alloc
#include <vector>

#include "core/status.h"
#include "kernels/resample/axis.h"
#include "kernels/resample/resample.h"

namespace figsift {

// Zeroed memory on a 64-byte boundary.
class AlignedBytes {
 public:
  explicit AlignedBytes(size_t size) {
    const size_t rounded = (size + 127) / 64 * 64;
    data_ = static_cast<uint8_t*>(std::aligned_alloc(64, rounded));
    if (data_ == nullptr) throw std::bad_alloc();
    std::fill_n(data_, rounded, uint8_t{0});
  }
  AlignedBytes(const AlignedBytes&) = delete;
  AlignedBytes& operator=(const AlignedBytes&) = delete;
  ~AlignedBytes() { std::free(data_); }
  uint8_t* data() const { return data_; }

 private:
  uint8_t* data_;
};

// Resizes the rows that `read` supplies; output y of `along_y` is written to `to(y)` and then announced to `done(y)`,
// in order.
//
// read(rows, y, n): sets rows[0 .. n) to input rows y .. y + n, [width, channels] each, valid until the next call.
// to(y): a place for [along_x.count(), channels].
template <typename Read, typename To, typename Done>
FsStatus resample_rows(const FsCall& call, const ResampleLevel& level, const ResampleAxis& along_x,
                       const ResampleAxis& along_y, int32_t width, int32_t height, int32_t channels, Read read, To to,
                       Done done) {
  const int32_t columns = along_x.count() * channels;
  const int32_t strip_bands = level.rows / level.group;
  // An output waits until its last band is there, so its first one must not have been overwritten by then.
  const int32_t capacity = along_y.max_groups() + strip_bands;
  // `vertical` reads whole vectors of 64 columns, and `horizontal` writes a little beyond the last one.
  const size_t stride = (static_cast<size_t>(columns) + 127) / 64 * 64 * static_cast<size_t>(level.group);
  const AlignedBytes ring(stride * static_cast<size_t>(capacity));
  const AlignedBytes scratch(resample_scratch_bytes(width, channels));
  const auto band = [&](int32_t index) { return ring.data() + static_cast<size_t>(index % capacity) * stride; };

  std::vector<const uint8_t*> rows(static_cast<size_t>(level.rows));
  std::vector<uint8_t*> fresh(static_cast<size_t>(strip_bands));
  std::vector<const uint8_t*> window(static_cast<size_t>(along_y.max_groups()));
  int32_t next = 0;
  for (int32_t ready = along_y.taps()[0].first; next < along_y.count(); ready += strip_bands) {
    if (is_cancelled(call)) return fail(FS_CANCELLED);
    const int32_t y = ready * level.group;
    const int32_t n = std::min(level.rows, height - y);
    read(rows.data(), y, n);
    // Rows below the image have weight 0: any row will do.
    std::fill(rows.begin() + n, rows.end(), rows[static_cast<size_t>(n) - 1]);
    for (int32_t b = 0; b < strip_bands; ++b) fresh[static_cast<size_t>(b)] = band(ready + b);
    level.horizontal(fresh.data(), rows.data(), width, channels, along_x.taps(), along_x.count(), scratch.data());
    for (; next < along_y.count(); ++next) {
      const ResampleTaps& taps = along_y.taps()[next];
      if (taps.first + taps.count > ready + strip_bands) break;
      for (int32_t g = 0; g < taps.count; ++g) window[static_cast<size_t>(g)] = band(taps.first + g);
      level.vertical(to(next), window.data(), columns, &taps);
      done(next);
    }
  }
  return ok();
}

}  // namespace figsift
