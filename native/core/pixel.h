// What several kernels make of one pixel.
#pragma once

#include <stdint.h>

namespace figsift {

// A sample over an opaque background, as Pillow composites: kernels/preprocess.
inline uint8_t over(uint32_t sample, uint32_t alpha, uint32_t background) {
  const uint32_t t = sample * alpha + background * (255 - alpha) + 128;
  return static_cast<uint8_t>((t + (t >> 8)) >> 8);
}

// Pillow's grey: kernels/perceptual_hash.
inline uint8_t luma(const uint8_t* rgb) {
  return static_cast<uint8_t>((rgb[0] * 19595u + rgb[1] * 38470u + rgb[2] * 7471u + 0x8000u) >> 16);
}

}  // namespace figsift
