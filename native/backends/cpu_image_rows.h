// The rows of an image in the form that a resize takes them.
#pragma once

#include <vector>

#include "backends/backend.h"
#include "backends/cpu_kernels.h"

namespace figsift {

enum class Alpha { kKeep, kDrop, kComposite };

// True if an image has sides and channels that the kernels may be given.
bool is_valid_image(const FsImage& image);

// Rows of `image` with its alpha as it is, dropped, or composited over an opaque background. Rows that need no work are
// handed on where they lie.
class ImageRows {
 public:
  // background: [3], used by kComposite only. At most `strip` rows are read at once.
  ImageRows(const CpuKernels& kernels, const FsImage& image, Alpha alpha, const uint8_t* background, int32_t strip);

  // 1 to 4; grey stays 1 channel unless a coloured background shows through it.
  int32_t channels() const { return channels_; }

  // rows[0 .. n) <- rows y .. y + n, valid until the next call.
  void read(const uint8_t** rows, int32_t y, int32_t n);

 private:
  void convert(uint8_t* out, const uint8_t* in);

  const CpuKernels& kernels_;
  const FsImage image_;
  Alpha alpha_;
  uint8_t background_[3] = {};
  bool colour_grey_ = false;  // grey and alpha on a coloured background
  int32_t channels_;
  std::vector<uint8_t> strip_;
  std::vector<uint8_t> rgba_;
};

}  // namespace figsift
