#include "cuda/trace.cuh"

#include <cstdio>
#include <cstdlib>  // std::getenv
#include <mutex>

namespace figsift {
namespace {

const char* path() {
  const char* const name = std::getenv("FIGSIFT_CUDA_TRACE");
  return name == nullptr || *name == 0 ? nullptr : name;
}

}  // namespace

bool is_traced() { return path() != nullptr; }

void trace(const char* what, int64_t bytes, int64_t nanoseconds) {
  static std::mutex mutex;
  std::lock_guard lock(mutex);
  std::FILE* const file = path() == nullptr ? nullptr : std::fopen(path(), "a");
  if (file == nullptr) return;
  std::fprintf(file, "{\"what\":\"%s\",\"bytes\":%lld,\"nanoseconds\":%lld}\n", what, static_cast<long long>(bytes),
               static_cast<long long>(nanoseconds));
  std::fclose(file);
}

}  // namespace figsift
