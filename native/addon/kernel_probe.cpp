#include "addon/kernel_probe.h"

#include <algorithm>  // std::copy, std::any_of
#include <chrono>     // seconds per call
#include <vector>

#include "addon/convert.h"
#include "addon/instance.h"
#include "backends/cpu.h"
#include "kernels/int8_screen/int8_screen.h"
#include "kernels/project_rows/project_rows.h"

namespace figsift {
namespace {

// Seconds that one of `repeats` calls takes.
template <typename Body>
double time_calls(int64_t repeats, Body body) {
  const auto start = std::chrono::steady_clock::now();
  for (int64_t i = 0; i < repeats; ++i) body();
  return std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count() / static_cast<double>(repeats);
}

// Borrowed for the length of a synchronous call.
template <typename T>
const T* elements_of(const Napi::Value& value, const char* name, napi_typedarray_type type, int64_t length) {
  if (!value.IsTypedArray()) throw bad_argument(value.Env(), name);
  const auto array = value.As<Napi::TypedArray>();
  if (array.TypedArrayType() != type || array.ElementLength() != static_cast<size_t>(length)) {
    throw bad_argument(value.Env(), name);
  }
  return reinterpret_cast<const T*>(static_cast<const uint8_t*>(Napi::ArrayBuffer(array.ArrayBuffer()).Data()) +
                                    array.ByteOffset());
}

int64_t length_of(const Napi::Value& value, const char* name) {
  if (!value.IsTypedArray()) throw bad_argument(value.Env(), name);
  return static_cast<int64_t>(value.As<Napi::TypedArray>().ElementLength());
}

template <typename Array, typename T>
Array array_from(Napi::Env env, const std::vector<T>& values) {
  Array out = Array::New(env, values.size());
  std::copy(values.begin(), values.end(), out.Data());
  return out;
}

Napi::Value screen_tile(const Napi::CallbackInfo& info) {
  const Napi::Env env = info.Env();
  const Napi::Object options = object_of(info[4], "options");
  const int64_t width = integer_of(options.Get("width"), "width", 4, kScreenMaxWidth);
  const int64_t repeats = integer_of(options.Get("repeats"), "repeats", 1, INT32_MAX);
  const int64_t n = length_of(info[1], "leftStart"), m = length_of(info[3], "rightStart");
  if (width % 4 != 0 || n > 65536 || m > 65536) throw bad_argument(env, "width");
  const auto* left = elements_of<int8_t>(info[0], "left", napi_int8_array, n * width);
  const auto* left_start = elements_of<int32_t>(info[1], "leftStart", napi_int32_array, n);
  const auto* right = elements_of<int8_t>(info[2], "right", napi_int8_array, m * width);
  const auto* right_start = elements_of<int32_t>(info[3], "rightStart", napi_int32_array, m);

  const int64_t panels = (m + kScreenPanel - 1) / kScreenPanel;
  std::vector<uint8_t> packed(static_cast<size_t>(panels * kScreenPanel * width));
  pack_screen_panels(packed.data(), right, m, width);
  std::vector<int32_t> starts(static_cast<size_t>(panels * kScreenPanel), kScreenNever);
  std::copy(right_start, right_start + m, starts.begin());
  std::vector<uint32_t> hits(static_cast<size_t>(n * panels * kScreenPanel));
  const CpuKernels& kernels = cpu_kernels(instance_of(env).backend);
  int64_t found = 0;
  const double seconds = time_calls(repeats, [&] {
    found = kernels.screen_tile(hits.data(), left, left_start, n, packed.data(), starts.data(), panels, width);
  });
  hits.resize(static_cast<size_t>(found));
  const Napi::Object result = Napi::Object::New(env);
  result.Set("hits", array_from<Napi::Uint32Array>(env, hits));
  result.Set("seconds", Napi::Number::New(env, seconds));
  return result;
}

Napi::Value dot_pairs(const Napi::CallbackInfo& info) {
  const Napi::Env env = info.Env();
  const Napi::Object options = object_of(info[4], "options");
  const int64_t width = integer_of(options.Get("width"), "width", 1, 1 << 15);
  const int64_t repeats = integer_of(options.Get("repeats"), "repeats", 1, INT32_MAX);
  const int64_t n = length_of(info[0], "left") / width, m = length_of(info[1], "right") / width;
  const int64_t count = length_of(info[2], "a");
  const auto* left = elements_of<int8_t>(info[0], "left", napi_int8_array, n * width);
  const auto* right = elements_of<int8_t>(info[1], "right", napi_int8_array, m * width);
  const auto* a = elements_of<uint32_t>(info[2], "a", napi_uint32_array, count);
  const auto* b = elements_of<uint32_t>(info[3], "b", napi_uint32_array, count);
  if (std::any_of(a, a + count, [&](uint32_t row) { return row >= n; })) throw bad_argument(env, "a");
  if (std::any_of(b, b + count, [&](uint32_t row) { return row >= m; })) throw bad_argument(env, "b");

  std::vector<int32_t> out(static_cast<size_t>(count));
  const CpuKernels& kernels = cpu_kernels(instance_of(env).backend);
  const double seconds =
      time_calls(repeats, [&] { kernels.dot_pairs_int8(out.data(), left, right, a, b, count, width); });
  const Napi::Object result = Napi::Object::New(env);
  result.Set("out", array_from<Napi::Int32Array>(env, out));
  result.Set("seconds", Napi::Number::New(env, seconds));
  return result;
}

Napi::Value quantise_rows(const Napi::CallbackInfo& info) {
  const Napi::Env env = info.Env();
  const Napi::Object options = object_of(info[1], "options");
  const int64_t stride = integer_of(options.Get("stride"), "stride", 1, 1 << 20);
  const int64_t width = integer_of(options.Get("width"), "width", 1, stride);
  const int64_t repeats = integer_of(options.Get("repeats"), "repeats", 1, INT32_MAX);
  const auto scale = static_cast<float>(number_of(options.Get("scale"), "scale"));
  const int64_t n = length_of(info[0], "rows") / stride;
  const auto* rows = elements_of<float>(info[0], "rows", napi_float32_array, n * stride);

  std::vector<int8_t> codes(static_cast<size_t>(n * width));
  std::vector<double> squares(static_cast<size_t>(n)), errors(static_cast<size_t>(n));
  const CpuKernels& kernels = cpu_kernels(instance_of(env).backend);
  const double seconds = time_calls(repeats, [&] {
    kernels.quantise_rows(codes.data(), squares.data(), errors.data(), rows, n, width, stride, scale);
  });
  const Napi::Object result = Napi::Object::New(env);
  result.Set("codes", array_from<Napi::Int8Array>(env, codes));
  result.Set("squares", array_from<Napi::Float64Array>(env, squares));
  result.Set("errors", array_from<Napi::Float64Array>(env, errors));
  result.Set("seconds", Napi::Number::New(env, seconds));
  return result;
}

Napi::Value project_rows(const Napi::CallbackInfo& info) {
  const Napi::Env env = info.Env();
  const int64_t repeats = integer_of(object_of(info[4], "options").Get("repeats"), "repeats", 1, INT32_MAX);
  const int64_t n = length_of(info[1], "scales"), m = length_of(info[3], "shifts");
  if (n == 0 || m == 0 || m % kBasisPanel != 0) throw bad_argument(env, "shifts");
  const int64_t d = length_of(info[0], "rows") / n;
  const auto* rows = elements_of<float>(info[0], "rows", napi_float32_array, n * d);
  const auto* scales = elements_of<float>(info[1], "scales", napi_float32_array, n);
  const auto* basis = elements_of<float>(info[2], "basis", napi_float32_array, m * d);
  const auto* shifts = elements_of<float>(info[3], "shifts", napi_float32_array, m);

  std::vector<float> out(static_cast<size_t>(n * m));
  const CpuKernels& kernels = cpu_kernels(instance_of(env).backend);
  const double seconds = time_calls(
      repeats, [&] { kernels.project_rows(out.data(), rows, scales, n, basis, shifts, m / kBasisPanel, d); });
  const Napi::Object result = Napi::Object::New(env);
  result.Set("out", array_from<Napi::Float32Array>(env, out));
  result.Set("seconds", Napi::Number::New(env, seconds));
  return result;
}

Napi::Value int8_peak(const Napi::CallbackInfo& info) {
  const int64_t products = integer_of(object_of(info[0], "options").Get("products"), "products", 1, int64_t{1} << 40);
  const CpuKernels& kernels = cpu_kernels(instance_of(info.Env()).backend);
  int64_t done = 0;
  const double seconds = time_calls(1, [&] { done = kernels.int8_peak(products); });
  return Napi::Number::New(info.Env(), static_cast<double>(done) / seconds);
}

Napi::Value dot_float32(const Napi::CallbackInfo& info) {
  const int64_t d = length_of(info[0], "x");
  const auto* x = elements_of<float>(info[0], "x", napi_float32_array, d);
  const auto* y = elements_of<float>(info[1], "y", napi_float32_array, d);
  return Napi::Number::New(info.Env(),
                           static_cast<double>(cpu_kernels(instance_of(info.Env()).backend).dot_float32(x, y, d)));
}

}  // namespace

void export_kernel_probe(Napi::Env env, Napi::Object exports) {
  const Napi::Object probe = Napi::Object::New(env);
  probe.Set("screenTile", Napi::Function::New(env, screen_tile, "screenTile"));
  probe.Set("dotPairs", Napi::Function::New(env, dot_pairs, "dotPairs"));
  probe.Set("quantiseRows", Napi::Function::New(env, quantise_rows, "quantiseRows"));
  probe.Set("projectRows", Napi::Function::New(env, project_rows, "projectRows"));
  probe.Set("dotFloat32", Napi::Function::New(env, dot_float32, "dotFloat32"));
  probe.Set("int8Peak", Napi::Function::New(env, int8_peak, "int8Peak"));
  exports.Set("kernelProbe", probe);
}

}  // namespace figsift
