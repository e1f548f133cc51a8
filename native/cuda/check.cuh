// Errors of the CUDA runtime as exceptions within the library; at the waist they become statuses again.
#pragma once

#include <exception>
#include <new>
#include <utility>

#include "core/status.h"
#include "cuda/device.cuh"

namespace figsift {

struct DeviceError {
  FsStatus status;
};

inline void check(cudaError_t error) {
  if (error == cudaSuccess) return;
  cudaGetLastError();
  if (error == cudaErrorMemoryAllocation) throw DeviceError{fail(FS_OUT_OF_MEMORY, 1)};
  throw DeviceError{fail(FS_DEVICE_FAILED, error)};
}

inline void check(FsStatus status) {
  if (status.code != FS_OK) throw DeviceError{status};
}

// A function of the waist: `body`, and whatever it throws as a status.
template <typename Body>
FsStatus guarded(Body body) {
  try {
    return body();
  } catch (const DeviceError& error) {
    return error.status;
  } catch (const std::bad_alloc&) {
    return fail(FS_OUT_OF_MEMORY);
  } catch (...) {
    return fail(FS_INTERNAL);
  }
}

}  // namespace figsift
