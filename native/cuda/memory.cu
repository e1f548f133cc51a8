#include "cuda/memory.cuh"

#include <atomic>
#include <cstdlib>  // std::getenv

#include "cuda/check.cuh"

namespace figsift {
namespace {

std::atomic<size_t> taken{0};
std::atomic<void (*)()> give_back_idle{nullptr};

size_t bound() {
  const char* text = std::getenv("FIGSIFT_CUDA_MEMORY");
  return text == nullptr || *text == 0 ? SIZE_MAX : std::strtoull(text, nullptr, 10);
}

DeviceError out_of_memory(size_t bytes) { return DeviceError{fail(FS_OUT_OF_MEMORY, 1, static_cast<int64_t>(bytes))}; }

}  // namespace

namespace {

void* try_to_take(size_t bytes) {
  if (taken.fetch_add(bytes) + bytes > bound()) {
    taken.fetch_sub(bytes);
    throw out_of_memory(bytes);
  }
  void* memory = nullptr;
  const cudaError_t error = cudaMalloc(&memory, bytes);
  if (error == cudaSuccess) return memory;
  taken.fetch_sub(bytes);
  if (error != cudaErrorMemoryAllocation) check(error);
  cudaGetLastError();
  throw out_of_memory(bytes);
}

}  // namespace

void on_little_memory(void (*give_back)()) { give_back_idle.store(give_back); }

void* take_device_memory(size_t bytes) {
  void (*const give_back)() = give_back_idle.load();
  if (give_back == nullptr) return try_to_take(bytes);
  try {
    return try_to_take(bytes);
  } catch (const DeviceError& error) {
    if (error.status.code != FS_OUT_OF_MEMORY) throw;
  }
  give_back();
  return try_to_take(bytes);
}

void give_device_memory(void* memory, size_t bytes) {
  cudaFree(memory);
  taken.fetch_sub(bytes);
}

size_t free_device_memory() {
  size_t free = 0, total = 0;
  check(cudaMemGetInfo(&free, &total));
  const size_t most = bound(), own = taken.load();
  const size_t allowed = most > own ? most - own : 0;
  return free < allowed ? free : allowed;
}

void* take_pinned_memory(size_t bytes) {
  void* memory = nullptr;
  const cudaError_t error = cudaMallocHost(&memory, bytes);
  // The machine's memory, not the device's.
  if (error == cudaErrorMemoryAllocation) throw DeviceError{fail(FS_OUT_OF_MEMORY, 0, static_cast<int64_t>(bytes))};
  check(error);
  return memory;
}

void give_pinned_memory(void* memory) { cudaFreeHost(memory); }

}  // namespace figsift
