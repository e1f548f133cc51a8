// One batch in one of two slots: its tables, its pixels and its results, each in one piece of memory.
#pragma once

#include <vector>

#include "backends/cuda_pictures.cuh"
#include "cuda/memory.cuh"
#include "cuda/stream.cuh"

namespace figsift {

class PictureBatch {
 public:
  // Whatever it was doing ends before its memory goes.
  ~PictureBatch() { cudaStreamSynchronize(stream_.get()); }

  // Tables are computed and pixels copied by the threads of the call; the device works when this returns.
  void begin(const FsCall& call, std::vector<PictureTask> tasks);
  // Waits, and copies the results to where the tasks want them.
  FsStatus end(const FsCall& call);
  bool is_busy() const { return !tasks_.empty(); }

 private:
  Stream stream_;
  Event events_[4] = {Event(true), Event(true), Event(true), Event(true)};  // around transfer, kernels, transfer back
  size_t input_bytes_ = 0, output_bytes_ = 0;
  std::vector<PictureTask> tasks_;
  std::vector<PictureJob> jobs_;
  std::vector<size_t> out_at_;
  PinnedArray<uint8_t> staged_, results_;
  DeviceArray<uint8_t> input_, between_, output_;
};

}  // namespace figsift
