// A matrix coded for the screens of a GPU. Codes always lie on the device; the rows themselves where they fit.
#pragma once

#include <cstdint>
#include <memory>
#include <vector>

#include "backends/backend.h"
#include "cuda/memory.cuh"
#include "cuda/stream.cuh"
#include "kernels/cosine_rows/cuda.cuh"
#include "kernels/project_rows/cuda.cuh"

namespace figsift {

// One of two buffers that rows go through on their way to codes: while one is filled, the other is worked on.
struct EncodeSlot {
  // Whatever it was doing ends before its memory goes.
  ~EncodeSlot() { cudaStreamSynchronize(stream.get()); }

  Stream stream;
  PinnedArray<uint8_t> staged;
  DeviceArray<uint8_t> rows;  // where they do not stay
  DeviceArray<RowScale> scales;
  DeviceArray<float> images;
  DeviceArray<FsRowCode> codes;
  PinnedArray<FsRowCode> answer;
  int64_t begin = 0, end = 0;  // what it holds
};

}  // namespace figsift

// The opaque type of backends/backend.h.
struct FsEngine {
  FsRows source;
  int64_t width[2], leading;
  float scale;
  int32_t stride, screen_stride;  // bytes of a row of codes, by row and by position
  bool is_identity, is_resident = false;

  figsift::DeviceArray<uint8_t> rows;
  figsift::DeviceArray<float> basis, shifts;
  figsift::DeviceArray<double> squares;
  std::vector<double> host_squares;
  figsift::DeviceArray<int8_t> codes;  // [rows, stride]; gone once arranged where both prefixes are one

  int64_t positions = 0;
  figsift::DeviceArray<uint32_t> order;
  std::vector<uint32_t> host_order;
  figsift::DeviceArray<int8_t> screen_codes;  // [positions padded, screen_stride]
  figsift::DeviceArray<int32_t> starts[2];    // [positions padded]
  int64_t edition = 0;                        // of the starts; 0: none that may be used again

  std::unique_ptr<figsift::EncodeSlot> slots[2];
  int64_t slot_rows = 0;

  int64_t row_bytes() const { return source.cols * (source.dtype == FS_FLOAT16 ? 2 : 4); }
  int64_t padded() const;
  figsift::LawRows law_rows() const { return {rows.data(), squares.data(), source.dtype, source.cols}; }
};
