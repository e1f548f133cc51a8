#include "addon/backend_choice.h"

#include <cstring>  // std::strcmp
#include <string>
#include <thread>  // hardware_concurrency

#include "addon/convert.h"
#include "addon/cuda_library.h"
#include "addon/instance.h"
#include "backends/cpu.h"

namespace figsift {
namespace {

constexpr Isa kLevels[] = {Isa::kScalar, Isa::kAvx2, Isa::kAvx512};

void setup(const Napi::CallbackInfo& info) {
  const Napi::Value lend = object_of(info[0], "setup").Get("lend");
  if (!lend.IsFunction()) throw bad_argument(info.Env(), "lend");
  instance_of(info.Env()).lend = Napi::Persistent(lend.As<Napi::Function>());
}

Napi::Value cpu(const Napi::CallbackInfo& info) {
  const Napi::Env env = info.Env();
  const Napi::Array available = Napi::Array::New(env);
  for (const Isa level : kLevels) {
    if (cpu_backend(level) != nullptr) available.Set(available.Length(), isa_name(level));
  }
  const Napi::Object out = Napi::Object::New(env);
  const FsBackend* const used = instance_of(env).backend;
  out.Set("isa", Napi::String::New(env, std::strcmp(used->name, "cpu") == 0 ? used->isa : used->name));
  out.Set("available", available);
  out.Set("threads", Napi::Number::New(env, std::thread::hardware_concurrency()));
  return out;
}

Napi::Value cuda(const Napi::CallbackInfo& info) {
  const CudaLibrary& library = cuda_library();
  const FsCudaReport& report = library.report;
  const Napi::Object out = Napi::Object::New(info.Env());
  out.Set("refusal", report.refusal);
  out.Set("found", report.found);
  out.Set("needed", report.needed);
  out.Set("error", report.error);
  out.Set("name", report.name);
  out.Set("capability", report.capability);
  out.Set("driver", report.driver);
  out.Set("multiprocessors", report.multiprocessors);
  out.Set("memory", static_cast<double>(report.memory));
  out.Set("isHost", report.is_host != 0);
  out.Set("path", library.path);
  out.Set("words", library.words);
  return out;
}

Napi::Value set_isa(const Napi::CallbackInfo& info) {
  const Napi::Env env = info.Env();
  if (!info[0].IsString()) throw bad_argument(env, "isa");
  const std::string name = info[0].As<Napi::String>();
  if (name == "cuda" && cuda_library().backend != nullptr) {
    instance_of(env).backend = cuda_library().backend;
    return Napi::Boolean::New(env, true);
  }
  for (const Isa level : kLevels) {
    const FsBackend* backend = cpu_backend(level);
    if (backend == nullptr || name != isa_name(level)) continue;
    instance_of(env).backend = backend;
    return Napi::Boolean::New(env, true);
  }
  return Napi::Boolean::New(env, false);
}

}  // namespace

void export_backend_choice(Napi::Env env, Napi::Object exports) {
  exports["setup"] = Napi::Function::New(env, setup, "setup");
  exports["cpu"] = Napi::Function::New(env, cpu, "cpu");
  exports["cuda"] = Napi::Function::New(env, cuda, "cuda");
  exports["setIsa"] = Napi::Function::New(env, set_isa, "setIsa");
}

}  // namespace figsift
