#include "addon/rows.h"

namespace figsift {
namespace {

// Indices are Int32Array and Uint32Array; widths beyond 2^24 have no proven screen.
constexpr int64_t kMaxRows = INT32_MAX;
constexpr int64_t kMaxCols = int64_t{1} << 20;

}  // namespace

RowsArgument rows_of(const Napi::Value& value, const char* name, PromiseWorker& worker) {
  const Napi::Object object = object_of(value, name);
  RowsArgument out;
  out.view.rows = integer_of(object.Get("rows"), name, 0, kMaxRows);
  out.view.cols = integer_of(object.Get("cols"), name, 1, kMaxCols);
  const Napi::Value data = object.Get("data");
  const int64_t length = out.view.rows * out.view.cols;
  const bool is_half = data.IsTypedArray() && data.As<Napi::TypedArray>().TypedArrayType() == napi_uint16_array;
  out.bytes = array_of(data, name, is_half ? napi_uint16_array : napi_float32_array, length, worker);
  out.view.dtype = is_half ? FS_FLOAT16 : FS_FLOAT32;
  out.view.data = out.bytes.data;
  return out;
}

}  // namespace figsift
