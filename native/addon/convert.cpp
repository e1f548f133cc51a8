#include "addon/convert.h"

#include <cmath>    // std::trunc
#include <cstring>  // std::memcpy

#include "addon/instance.h"
#include "addon/promise_worker.h"

namespace figsift {
namespace {

constexpr size_t kBorrowAbove = size_t{4} << 20;

size_t element_size(napi_typedarray_type type) {
  switch (type) {
    case napi_int16_array:
    case napi_uint16_array:
      return 2;
    case napi_int32_array:
    case napi_uint32_array:
    case napi_float32_array:
      return 4;
    case napi_float64_array:
    case napi_bigint64_array:
    case napi_biguint64_array:
      return 8;
    default:
      return 1;
  }
}

}  // namespace

Napi::Error bad_argument(Napi::Env env, const char* name) { return Napi::TypeError::New(env, name); }

Napi::Error status_error(Napi::Env env, FsStatus status) {
  Napi::Error error = Napi::Error::New(env, "native call failed");
  const Napi::Array detail = Napi::Array::New(env, 2);
  detail.Set(0u, static_cast<double>(status.detail[0]));
  detail.Set(1u, static_cast<double>(status.detail[1]));
  error.Set("fs", Napi::Number::New(env, status.code));
  error.Set("detail", detail);
  return error;
}

Napi::Object object_of(const Napi::Value& value, const char* name) {
  if (!value.IsObject()) throw bad_argument(value.Env(), name);
  return value.As<Napi::Object>();
}

double number_of(const Napi::Value& value, const char* name) {
  if (!value.IsNumber()) throw bad_argument(value.Env(), name);
  return value.As<Napi::Number>().DoubleValue();
}

int64_t integer_of(const Napi::Value& value, const char* name, int64_t min, int64_t max) {
  const double number = number_of(value, name);
  // Written so that NaN fails; the bounds used here are below 2^53.
  if (!(number >= static_cast<double>(min) && number <= static_cast<double>(max)) || std::trunc(number) != number) {
    throw bad_argument(value.Env(), name);
  }
  return static_cast<int64_t>(number);
}

Napi::ArrayBuffer new_array_buffer(Napi::Env env, size_t bytes) {
  try {
    const Napi::Function constructor = env.Global().Get("ArrayBuffer").As<Napi::Function>();
    return constructor.New({Napi::Number::New(env, static_cast<double>(bytes))}).As<Napi::ArrayBuffer>();
  } catch (const Napi::Error&) {
    throw status_error(env, {FS_OUT_OF_MEMORY, {static_cast<int64_t>(bytes), 0}});
  }
}

ArrayBytes array_of(const Napi::Value& value, const char* name, napi_typedarray_type type, int64_t length,
                    PromiseWorker& worker) {
  const Napi::Env env = value.Env();
  if (!value.IsTypedArray()) throw bad_argument(env, name);
  napi_typedarray_type actual;
  ArrayBytes out;
  void* data = nullptr;
  napi_value buffer = nullptr;
  // Not Napi::TypedArray: the buffer behind may be a SharedArrayBuffer, which its wrapper does not expect.
  if (napi_get_typedarray_info(env, value, &actual, &out.length, &data, &buffer, nullptr) != napi_ok) {
    throw bad_argument(env, name);
  }
  if (actual != type || (length >= 0 && out.length != static_cast<size_t>(length))) throw bad_argument(env, name);
  const size_t bytes = out.length * element_size(type);
  if (bytes > kBorrowAbove && instance_of(env).lend.Call({Napi::Value(env, buffer)}).ToBoolean().Value()) {
    worker.hold(value);
    out.data = data;
    return out;
  }
  out.copy = std::make_shared<std::vector<uint64_t>>((bytes + 7) / 8);
  if (bytes > 0) std::memcpy(out.copy->data(), data, bytes);
  out.data = out.copy->data();
  return out;
}

}  // namespace figsift
