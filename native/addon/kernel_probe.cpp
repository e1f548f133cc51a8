#include "addon/kernel_probe.h"

#include <algorithm>  // std::copy
#include <chrono>     // seconds per call
#include <vector>

#include "addon/convert.h"
#include "addon/instance.h"
#include "backends/cpu.h"
#include "kernels/int8_screen/int8_screen.h"

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
  Napi::Uint32Array out = Napi::Uint32Array::New(env, static_cast<size_t>(found));
  std::copy(hits.begin(), hits.begin() + found, out.Data());
  const Napi::Object result = Napi::Object::New(env);
  result.Set("hits", out);
  result.Set("seconds", Napi::Number::New(env, seconds));
  return result;
}

}  // namespace

void export_kernel_probe(Napi::Env env, Napi::Object exports) {
  const Napi::Object probe = Napi::Object::New(env);
  probe.Set("screenTile", Napi::Function::New(env, screen_tile, "screenTile"));
  exports.Set("kernelProbe", probe);
}

}  // namespace figsift
