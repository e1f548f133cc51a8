// From JavaScript values to checked native ones. `As<Float32Array>()` is a cast and checks nothing; everything that
// comes in goes through here. Failures throw a TypeError with the argument's name only: sentences for users are made
// in TypeScript, which has checked before.
#pragma once

#include <cstdint>
#include <memory>  // copies
#include <vector>

#include "addon/napi_setup.h"
#include "backends/backend.h"

namespace figsift {

class PromiseWorker;

Napi::Error bad_argument(Napi::Env env, const char* name);
Napi::Error status_error(Napi::Env env, FsStatus status);

Napi::Object object_of(const Napi::Value& value, const char* name);
int64_t integer_of(const Napi::Value& value, const char* name, int64_t min, int64_t max);
double number_of(const Napi::Value& value, const char* name);

// Bytes of a typed array that stay valid during a call: a copy up to 4 MiB; above that the array itself, held by the
// worker and made untransferable. Memory shared between threads, and arrays that cannot be lent, are told apart in
// `lend` (src/binding.ts). Somebody may still write into borrowed memory during the call: values may then be any,
// so native code must never use one as an index without checking the very value that it uses.
struct ArrayBytes {
  const void* data = nullptr;
  size_t length = 0;                            // elements
  std::shared_ptr<std::vector<uint64_t>> copy;  // uint64_t: aligned for every element type

  template <typename T>
  const T* as() const {
    return static_cast<const T*>(data);
  }
};

// Checks the element type and, if `length` is not negative, the number of elements.
ArrayBytes array_of(const Napi::Value& value, const char* name, napi_typedarray_type type, int64_t length,
                    PromiseWorker& worker);

// Zeroed memory for a result. Made by JavaScript's own constructor: napi_create_arraybuffer ends the process where there
// is not enough memory, and this throws a status error.
Napi::ArrayBuffer new_array_buffer(Napi::Env env, size_t bytes);

// A new typed array that a call fills: not reachable from JavaScript before the promise resolves, so it cannot be
// transferred. `T` is uint8_t, int32_t, uint32_t, float or double.
template <typename T>
T* output_array(Napi::Env env, napi_typedarray_type type, size_t length, Napi::Reference<Napi::Value>& keep) {
  const Napi::ArrayBuffer buffer = new_array_buffer(env, length * sizeof(T));
  napi_value array = nullptr;
  if (napi_create_typedarray(env, type, length, buffer, 0, &array) != napi_ok) throw Napi::Error::New(env);
  keep = Napi::Reference<Napi::Value>::New(Napi::Value(env, array), 1);
  return static_cast<T*>(Napi::ArrayBuffer(buffer).Data());
}

}  // namespace figsift
