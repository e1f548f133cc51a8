// A batch of pictures on its way through the device: one transfer there, two kernels, one transfer back.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>

#include "backends/backend.h"
#include "kernels/resample/cuda.cuh"

namespace figsift {

// What is asked of one picture, in the machine's memory.
struct PictureTask {
  FsImage in;
  PictureAlpha alpha;
  uint8_t background[3], pad[3];
  int32_t colours;
  int32_t to_width, to_height, filter;
  // The window of the resized picture that is kept, and where it lies on the canvas.
  int32_t keep_x, keep_y, keep_width, keep_height;
  int32_t canvas_width, canvas_height, at_x, at_y;
  PictureOut kind;
  double rescale, mean[3], std[3];
  void* out;

  int64_t out_bytes() const;
};

// As many at a time as fit on the device; FS_OUT_OF_MEMORY if one alone does not.
FsStatus run_pictures(const FsCall& call, size_t count, const std::function<PictureTask(size_t)>& task_of);

}  // namespace figsift
