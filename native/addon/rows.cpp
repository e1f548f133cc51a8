#include "addon/rows.h"

#include <string>

#include "kernels/widen_float16/widen_float16.h"

namespace figsift {
namespace {

// Indices are Int32Array and Uint32Array. Widths are far below 2^23, up to where the screen has a bound.
constexpr int64_t kMaxRows = INT32_MAX;
constexpr int64_t kMaxCols = int64_t{1} << 20;

int32_t dtype_of(const Napi::Value& value) {
  if (value.IsString()) {
    const std::string name = value.As<Napi::String>();
    if (name == "float32") return FS_FLOAT32;
    if (name == "float16") return FS_FLOAT16;
  }
  throw bad_argument(value.Env(), "dtype");
}

Napi::Value widen_float16(const Napi::CallbackInfo& info) {
  const Napi::Env env = info.Env();
  if (!info[0].IsTypedArray() || info[0].As<Napi::TypedArray>().TypedArrayType() != napi_uint16_array) {
    throw bad_argument(env, "bits");
  }
  Napi::Uint16Array bits = info[0].As<Napi::Uint16Array>();
  const size_t count = bits.ElementLength();
  Napi::Float32Array out = Napi::Float32Array::New(env, count, new_array_buffer(env, count * sizeof(float)), 0);
  widen_float16_scalar(out.Data(), bits.Data(), static_cast<int64_t>(count));
  return out;
}

}  // namespace

void export_rows(Napi::Env env, Napi::Object exports) {
  exports.Set("widenFloat16", Napi::Function::New(env, widen_float16, "widenFloat16"));
}

RowsArgument rows_of(const Napi::Value& value, const char* name, PromiseWorker& worker) {
  const Napi::Object object = object_of(value, name);
  RowsArgument out;
  out.view.rows = integer_of(object.Get("rows"), name, 0, kMaxRows);
  out.view.cols = integer_of(object.Get("cols"), name, 1, kMaxCols);
  out.view.dtype = dtype_of(object.Get("dtype"));
  const int64_t length = out.view.rows * out.view.cols;
  const Napi::Value data = object.Get("data");
  out.mapped = mapped_rows_of(data);
  if (out.mapped != nullptr) {
    const size_t size = out.view.dtype == FS_FLOAT16 ? 2 : 4;
    const int64_t begin = integer_of(object.Get("begin"), name, 0, kMaxRows);
    const size_t skipped = static_cast<size_t>(begin * out.view.cols) * size;
    if (out.mapped->bytes() < skipped + static_cast<size_t>(length) * size ||
        reinterpret_cast<uintptr_t>(out.mapped->data()) % size != 0) {
      throw bad_argument(value.Env(), name);
    }
    out.view.data = static_cast<const char*>(out.mapped->data()) + skipped;
    return out;
  }
  const auto type = out.view.dtype == FS_FLOAT16 ? napi_uint16_array : napi_float32_array;
  out.bytes = array_of(data, name, type, length, worker);
  out.view.data = out.bytes.data;
  return out;
}

}  // namespace figsift
