#include "addon/cuda_library.h"

#include <dlfcn.h>
#include <unistd.h>  // access

#include <cstdlib>  // std::getenv

#include "backends/cpu.h"

namespace figsift {
namespace {

// Beside the addon, whatever the working directory and the search paths are.
std::string beside_addon(const char* name) {
  Dl_info here = {};
  if (dladdr(reinterpret_cast<const void*>(&cuda_library), &here) == 0 || here.dli_fname == nullptr) return {};
  const std::string own = here.dli_fname;
  return own.substr(0, own.find_last_of('/') + 1) + name;
}

CudaLibrary open_library() {
  CudaLibrary out;
  // For tests: device code built for the processor (native/cuda/on_host), which needs no driver.
  const char* other = std::getenv("FIGSIFT_CUDA_LIBRARY");
  const bool is_own = other == nullptr || *other == 0;
  out.path = is_own ? beside_addon("libfigsift_cuda.so") : other;
  if (out.path.empty() || access(out.path.c_str(), R_OK) != 0) {
    out.report.refusal = FS_CUDA_NO_LIBRARY;
    return out;
  }
  // The library carries its own CUDA runtime, which is of no use without the driver.
  if (is_own && dlopen("libcuda.so.1", RTLD_NOW | RTLD_LOCAL) == nullptr) {
    out.report.refusal = FS_CUDA_NO_DRIVER;
    return out;
  }
  void* const library = dlopen(out.path.c_str(), RTLD_NOW | RTLD_LOCAL);
  const auto open = library == nullptr
                        ? nullptr
                        : reinterpret_cast<decltype(&figsift_cuda_open)>(dlsym(library, "figsift_cuda_open"));
  if (open == nullptr) {
    const char* words = dlerror();
    out.report.refusal = FS_CUDA_NOT_LOADED;
    out.words = words == nullptr ? "" : words;
    return out;
  }
  out.backend = open(FIGSIFT_BACKEND_ABI, cpu_backend(detect_isa()), &out.report);
  return out;
}

}  // namespace

const CudaLibrary& cuda_library() {
  static const CudaLibrary* library = new CudaLibrary(open_library());
  return *library;
}

}  // namespace figsift
