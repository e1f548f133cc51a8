// Which device a call runs on: its option `device`, 0 = as this environment is set, 1 = CUDA where there is one, 2 = CUDA.
#pragma once

#include "addon/napi_setup.h"
#include "backends/backend.h"

namespace figsift {

class DeviceChoice {
 public:
  // JavaScript thread. `options` is an object whose `device` may be absent.
  explicit DeviceChoice(const Napi::Value& options);

  // On a thread of ours: opening the CUDA library takes a while. FS_DEVICE_UNAVAILABLE where CUDA was asked for.
  FsStatus open();

  // Whether there was a choice; then answers say what they ran on.
  bool is_asked() const { return wanted_ != 0; }
  const FsBackend& backend() const { return *backend_; }

 private:
  const FsBackend* backend_;
  int64_t wanted_ = 0;
};

}  // namespace figsift
