// Resizing of 8-bit images, byte for byte as Pillow does it.
//
//   along one axis   out[i] = clip8((2^21 + sum_t weight[i][t] * in[first[i] + t]) >> 22)
//
// first along x, then along y, with an 8-bit image between the two. Weights have 22 fractional bits (axis.h). A channel
// never sees another one.
//
// Tolerance: none. Every level returns the bytes of scalar.cpp. All sums are taken modulo 2^32, in which addition may be
// reordered and a weight may be split into digits (weight = sum_j digit[j] * 2^(8j)) without changing the result; and the
// result itself is the true sum, because |weights| of a window add up to less than 1.7 * 2^22 (the worst case is Lanczos
// between two samples at an edge, 1.58) plus half a unit of rounding per tap, and 1.7 * 2^22 * 255 + 128 * 2^20 < 2^31.
//
// Source: Pillow 9.4, src/libImaging/Resample.c, as observed; test/golden compares with the program itself.
#pragma once

#include <stddef.h>
#include <stdint.h>

namespace figsift {

// The longest sides of the input, of the full-size result and of the window that is kept of it. Beyond the first, the
// bound above would have to be argued again; the last bounds the memory for weights.
inline constexpr int32_t kMaxResampleFrom = 1 << 20;
inline constexpr int32_t kMaxResampleTo = 1 << 24;
inline constexpr int32_t kMaxResampleKeep = 1 << 20;

// One output sample: groups [first, first + count) of input samples and what each is worth.
//
// Samples are taken in aligned groups of `ResampleLevel::group` neighbours, because a SIMD lane multiplies a whole group
// at once; weights outside the filter's window are 0.
struct ResampleTaps {
  int32_t first;
  int32_t count;
  const uint32_t* weights;  // [count, ResampleLevel::words]
};

// One way to do the arithmetic. Between the passes an image lies in bands: a band holds `group` rows, and the `group`
// samples of one column are neighbours in memory, [columns, group].
struct ResampleLevel {
  int32_t rows;   // rows that `horizontal` takes at once, a multiple of `group`
  int32_t group;  // samples that share a 32-bit lane: 1 or 4
  int32_t words;  // 32-bit words that hold the weights of one group

  // words[0 .. words) <- weights[0 .. group)
  void (*pack)(uint32_t* words, const int32_t* weights);

  // bands[0 .. rows / group), each [count * channels, group] and 64 bytes more, <- rows[0 .. rows), each
  // [width, channels]. taps: [count], in ascending order. scratch: resample_scratch_bytes.
  void (*horizontal)(uint8_t* const* bands, const uint8_t* const* rows, int32_t width, int32_t channels,
                     const ResampleTaps* taps, int32_t count, uint8_t* scratch);

  // out[0 .. columns) <- bands[0 .. taps.count), each [columns, group] and readable up to the next multiple of 64
  // columns.
  void (*vertical)(uint8_t* out, const uint8_t* const* bands, int32_t columns, const ResampleTaps* taps);
};

// Aligned to 64 bytes by the caller.
inline size_t resample_scratch_bytes(int32_t width, int32_t channels) {
  return (static_cast<size_t>(width) + 16) * static_cast<size_t>(channels) * 16;
}

extern const ResampleLevel kResampleScalar;
extern const ResampleLevel kResampleAvx2;
extern const ResampleLevel kResampleAvx512;

}  // namespace figsift
