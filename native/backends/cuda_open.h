// The one symbol of libfigsift_cuda, and what it says. No CUDA header: the addon includes this.
#pragma once

#include "backends/backend.h"

extern "C" {

// Why there is no table; TypeScript makes the sentences (src/device.ts). Numbers do not change their meaning.
enum FsCudaRefusal {
  FS_CUDA_OPEN = 0,          // there is one
  FS_CUDA_NO_LIBRARY = 1,    // not part of this build or package
  FS_CUDA_NO_DRIVER = 2,     // libcuda.so.1 is not there
  FS_CUDA_NOT_LOADED = 3,    // the library is there and cannot be loaded
  FS_CUDA_OTHER_ABI = 4,     // found, needed: FIGSIFT_BACKEND_ABI
  FS_CUDA_OLD_DRIVER = 5,    // found, needed: CUDA versions as 1000 * major + 10 * minor
  FS_CUDA_NO_DEVICE = 6,     // the driver sees none
  FS_CUDA_OTHER_DEVICE = 7,  // found, needed: compute capability as 10 * major + minor
  FS_CUDA_FAILED = 8,        // error: what the driver answered
};

struct FsCudaReport {
  int32_t refusal;  // FsCudaRefusal
  int32_t found, needed;
  int32_t error;  // CUDA's number
  // Of the device, where there is one.
  char name[256];
  int32_t capability;  // 10 * major + minor
  int32_t driver;      // CUDA version of the driver
  int32_t multiprocessors;
  int32_t is_host;  // 1: device code run by the processor, for tests
  int64_t memory;   // bytes
};

// The table of the first device, with the rows of `cpu` where CUDA has none of its own; null and a refusal where there is
// none. Both stay valid for the life of the process. Asks the driver only: memory is taken by the first call that works.
const struct FsBackend* figsift_cuda_open(uint32_t abi, const struct FsBackend* cpu, struct FsCudaReport* report);

}  // extern "C"
