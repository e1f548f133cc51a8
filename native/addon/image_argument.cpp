#include "addon/image_argument.h"

#include "addon/instance.h"
#include "addon/promise_worker.h"

namespace figsift {
namespace {

constexpr size_t kCopyBudget = size_t{4} << 20;
constexpr int64_t kMaxSide = int64_t{1} << 20;

struct ArrayInfo {
  napi_typedarray_type type;
  size_t length = 0;
  void* data = nullptr;
  napi_value buffer = nullptr;
};

ArrayInfo info_of(const Napi::Value& value, const char* name) {
  ArrayInfo info;
  if (!value.IsTypedArray() || napi_get_typedarray_info(value.Env(), value, &info.type, &info.length, &info.data,
                                                        &info.buffer, nullptr) != napi_ok) {
    throw bad_argument(value.Env(), name);
  }
  return info;
}

bool lend(Napi::Env env, napi_value buffer) {
  return instance_of(env).lend.Call({Napi::Value(env, buffer)}).ToBoolean().Value();
}

}  // namespace

FsImage ImageArguments::add(const Napi::Value& value, PromiseWorker& worker) {
  const Napi::Object object = object_of(value, "image");
  FsImage image = {};
  image.width = static_cast<int32_t>(integer_of(object.Get("width"), "width", 1, kMaxSide));
  image.height = static_cast<int32_t>(integer_of(object.Get("height"), "height", 1, kMaxSide));
  image.channels = static_cast<int32_t>(integer_of(object.Get("channels"), "channels", 1, 4));
  const int64_t length = int64_t{image.width} * image.height * image.channels;
  const Napi::Value data = object.Get("data");
  const ArrayInfo info = info_of(data, "data");
  if (info.type != napi_uint8_array || info.length != static_cast<size_t>(length)) {
    throw bad_argument(value.Env(), "data");
  }
  if (copied_ + info.length > kCopyBudget && lend(value.Env(), info.buffer)) {
    worker.hold(data);
    image.pixels = static_cast<const uint8_t*>(info.data);
    return image;
  }
  pixels_.push_back(array_of(data, "data", napi_uint8_array, length, worker));
  copied_ += info.length;
  image.pixels = pixels_.back().as<uint8_t>();
  return image;
}

void* writable_array_of(const Napi::Value& value, const char* name, napi_typedarray_type type, size_t* length,
                        PromiseWorker& worker) {
  const ArrayInfo info = info_of(value, name);
  if (info.type != type || !lend(value.Env(), info.buffer)) throw bad_argument(value.Env(), name);
  worker.hold(value);
  *length = info.length;
  return info.data;
}

}  // namespace figsift
