// The device in use.
#pragma once

#include "backends/backend.h"
#include "cuda/device.cuh"

namespace figsift {

struct CudaDevice {
  int multiprocessors = 1;
  int capability = 80;  // 10 * major + minor
  const FsBackend* cpu = nullptr;
};

// Set once, by figsift_cuda_open.
CudaDevice& cuda_device();

}  // namespace figsift
