// Pictures as arguments of native calls.
#pragma once

#include "addon/convert.h"

namespace figsift {

// Converts the pictures of one call. Those that fit in 4 MiB together are copied, the others borrowed (see convert.h):
// the copies of a whole batch must not hold the event loop.
class ImageArguments {
 public:
  // value: { data: Uint8Array, width, height, channels, .. }. The pixels stay valid as long as `this` and the worker.
  FsImage add(const Napi::Value& value, PromiseWorker& worker);

 private:
  std::vector<ArrayBytes> pixels_;
  size_t copied_ = 0;
};

// Memory of a caller's typed array that a call writes to: always the array itself, so it must be one that can be
// lent. Returns its first byte and sets `length` to its elements.
void* writable_array_of(const Napi::Value& value, const char* name, napi_typedarray_type type, size_t* length,
                        PromiseWorker& worker);

}  // namespace figsift
