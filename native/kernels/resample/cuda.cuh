// Pictures resized and made into tensors on a GPU: the bytes of resample.h and the values of preprocess.h, all of a batch in
// two kernels. Weights come from the same tables as on the processor (axis.h); sums are 32-bit integers.
#pragma once

#include "cuda/device.cuh"

namespace figsift {

// The outputs of one axis: output i is the sum over t of weights[t * count + i] * sample first[i] + t, where samples beyond the
// last have weight 0.
struct PictureAxis {
  const int32_t* first;    // [count]
  const int32_t* weights;  // [taps, count]
  int32_t count, taps;
};

enum class PictureAlpha : int32_t { kKeep, kDrop, kComposite };
enum class PictureOut : int32_t { kBytes, kFloat32, kFloat16 };

struct PictureJob {
  const uint8_t* pixels;  // [height, width, channels], on a boundary of 8 bytes, readable for picture_slack() more
  int32_t width, height, channels;
  PictureAlpha alpha;
  uint8_t background[4];
  int32_t colours;  // channels after alpha is gone: 1 to 4
  PictureAxis x, y;
  // Rows [row_begin, row_begin + rows) after the first pass, each [x.count, colours].
  uint8_t* between;
  int32_t row_begin, rows;
  // The resized picture lies at (at_x, at_y) of the canvas, and covers x.count by y.count of it.
  int32_t canvas_width, canvas_height, at_x, at_y;
  PictureOut kind;
  void* out;          // kBytes: [canvas_height, canvas_width, colours]; else [3, canvas_height, canvas_width]
  const void* table;  // [3][256] of what a byte becomes; kBytes: null
  uint8_t pad[4];     // bytes outside the picture
};

// Bytes behind a picture's pixels that the kernels may read, and give no weight.
inline size_t picture_slack(int32_t taps, int32_t channels) {
  return (static_cast<size_t>(taps) + 8) * static_cast<size_t>(channels) + 16;
}

// jobs: on the device
void launch_pictures(const PictureJob* jobs, const PictureJob* host_jobs, size_t count, cudaStream_t stream);

}  // namespace figsift
