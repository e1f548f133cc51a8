// What every file of device code includes first: CUDA, or with FIGSIFT_ON_HOST native/cuda/on_host, which runs the same source
// on the processor, for tests. Files without kernels are C++, and see CUDA's types and calls only.
#pragma once

#include <cstddef>
#include <cstdint>

#if !defined(FIGSIFT_ON_HOST)
#define FIGSIFT_ON_HOST 0
#endif

#if !FIGSIFT_ON_HOST

#include <cuda.h>
#include <cuda_fp16.h>
#include <cuda_runtime.h>

#else

#include "cuda/on_host/device_language.cuh"
#include "cuda/on_host/runtime_api.cuh"

#endif

namespace figsift {

constexpr unsigned kWholeWarp = 0xffffffffu;

#if FIGSIFT_ON_HOST || defined(__CUDACC__)

// The dynamic shared memory of a block, on a boundary of 1024 bytes.
__device__ inline uint8_t* dynamic_shared() {
#if FIGSIFT_ON_HOST
  return on_host::dynamic_shared();
#else
  extern __shared__ __align__(1024) uint8_t figsift_shared[];
  return figsift_shared;
#endif
}

#endif

}  // namespace figsift
