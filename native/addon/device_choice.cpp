#include "addon/device_choice.h"

#include "addon/convert.h"
#include "addon/cuda_library.h"
#include "addon/instance.h"
#include "core/status.h"

namespace figsift {

DeviceChoice::DeviceChoice(const Napi::Value& options) : backend_(instance_of(options.Env()).backend) {
  const Napi::Value wanted = object_of(options, "options").Get("device");
  if (!wanted.IsUndefined()) wanted_ = integer_of(wanted, "device", 0, 2);
}

FsStatus DeviceChoice::open() {
  if (wanted_ == 0) return ok();
  const CudaLibrary& library = cuda_library();
  const FsBackend* const cuda = library.backend;
  // Device code that the processor runs is slower than its own: it is there to be asked for.
  const bool is_wanted = wanted_ == 2 || library.report.is_host == 0;
  if (cuda != nullptr && is_wanted) backend_ = cuda;
  return cuda == nullptr && wanted_ == 2 ? fail(FS_DEVICE_UNAVAILABLE) : ok();
}

}  // namespace figsift
