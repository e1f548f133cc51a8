// libfigsift_cuda, which lies beside the addon and is opened at most once per process, where there is a driver.
#pragma once

#include <string>

#include "backends/backend.h"
#include "backends/cuda_open.h"

namespace figsift {

struct CudaLibrary {
  const FsBackend* backend = nullptr;
  FsCudaReport report = {};
  std::string path, words;  // of the library, and what the loader said about it
};

// Opens it at the first call, from any thread. The table's CPU rows are those of the best level.
const CudaLibrary& cuda_library();

}  // namespace figsift
