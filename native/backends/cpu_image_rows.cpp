#include "backends/cpu_image_rows.h"

#include <algorithm>  // std::copy_n

#include "kernels/resample/resample.h"

namespace figsift {

bool is_valid_image(const FsImage& image) {
  return image.pixels != nullptr && image.width >= 1 && image.width <= kMaxResampleFrom && image.height >= 1 &&
         image.height <= kMaxResampleFrom && image.channels >= 1 && image.channels <= 4;
}

ImageRows::ImageRows(const CpuKernels& kernels, const FsImage& image, Alpha alpha, const uint8_t* background,
                     int32_t strip)
    : kernels_(kernels), image_(image), alpha_(image.channels % 2 == 1 ? Alpha::kKeep : alpha) {
  channels_ = image.channels;
  if (alpha_ == Alpha::kKeep) return;
  channels_ -= 1;
  if (alpha_ == Alpha::kComposite) {
    std::copy_n(background, 3, background_);
    colour_grey_ = channels_ == 1 && (background[0] != background[1] || background[0] != background[2]);
    if (colour_grey_) {
      channels_ = 3;
      rgba_.resize(static_cast<size_t>(image.width) * 4);
    }
  }
  strip_.resize(static_cast<size_t>(image.width) * static_cast<size_t>(channels_) * static_cast<size_t>(strip));
}

void ImageRows::read(const uint8_t** rows, int32_t y, int32_t n) {
  const size_t in_stride = static_cast<size_t>(image_.width) * static_cast<size_t>(image_.channels);
  const size_t out_stride = static_cast<size_t>(image_.width) * static_cast<size_t>(channels_);
  for (int32_t i = 0; i < n; ++i) {
    const uint8_t* const in = image_.pixels + static_cast<size_t>(y + i) * in_stride;
    if (alpha_ == Alpha::kKeep) {
      rows[i] = in;
    } else {
      uint8_t* const out = strip_.data() + static_cast<size_t>(i) * out_stride;
      convert(out, in);
      rows[i] = out;
    }
  }
}

void ImageRows::convert(uint8_t* out, const uint8_t* in) {
  if (alpha_ == Alpha::kDrop) return kernels_.drop_alpha_row(out, in, image_.width, image_.channels);
  if (!colour_grey_) return kernels_.composite_row(out, in, image_.width, image_.channels, background_);
  for (size_t x = 0; x < static_cast<size_t>(image_.width); ++x) {
    std::fill_n(&rgba_[4 * x], 3, in[2 * x]);
    rgba_[4 * x + 3] = in[2 * x + 1];
  }
  kernels_.composite_row(out, rgba_.data(), image_.width, 4, background_);
}

}  // namespace figsift
