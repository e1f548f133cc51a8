#include "cuda/on_host/runtime_api.cuh"

#include <chrono>
#include <cstdio>   // std::fprintf
#include <cstdlib>  // std::getenv, posix_memalign
#include <cstring>  // std::memcpy
#include <deque>
#include <map>
#include <mutex>
#include <set>
#include <string>

#include "cuda/on_host/block.h"

namespace on_host = figsift::on_host;

using Work = std::function<cudaError_t()>;

struct FigsiftStream {
  std::recursive_mutex mutex;
  std::deque<Work> waiting;
  uint64_t begun = 0, done = 0;  // pieces of work put in, and of these done
  cudaError_t error = cudaSuccess;
};

struct FigsiftEvent {
  FigsiftStream* stream = nullptr;
  uint64_t number = 0;
  std::chrono::steady_clock::time_point time;
};

namespace {

constexpr int kPoison = 0xcb;

std::recursive_mutex world;
// Held while streams are gone through, or one ends.
std::recursive_mutex streams_alive;
std::map<void*, size_t>& allocations() {
  static auto* all = new std::map<void*, size_t>();
  return *all;
}
std::set<FigsiftStream*>& streams() {
  static auto* all = new std::set<FigsiftStream*>();
  return *all;
}
size_t used = 0;
// An error of a kernel stays: the device is of no use any more, until a test asks for another failure or for none.
cudaError_t sticky = cudaSuccess;

// What a test wants: FIGSIFT_ON_HOST="memory=BYTES", "launch=N" (the N-th launch from now on fails), or both with a comma.
struct Wishes {
  std::string text;
  size_t memory = size_t{1} << 30;
  int64_t launches = -1;
};

Wishes& wishes() {
  static auto* own = new Wishes();
  const char* text = std::getenv("FIGSIFT_ON_HOST");
  if (own->text == (text == nullptr ? "" : text)) return *own;
  *own = Wishes();
  own->text = text == nullptr ? "" : text;
  sticky = cudaSuccess;
  if (const char* at = std::strstr(own->text.c_str(), "memory=")) own->memory = std::strtoull(at + 7, nullptr, 10);
  if (const char* at = std::strstr(own->text.c_str(), "launch=")) own->launches = std::strtoll(at + 7, nullptr, 10);
  return *own;
}

// Not a byte more than asked for, so that AddressSanitizer sees what reads beyond.
bool allocate(void** out, size_t bytes) {
  if (posix_memalign(out, 256, bytes) != 0) return false;
  std::memset(*out, kPoison, bytes);
  return true;
}

cudaError_t put(cudaStream_t stream, Work work) {
  std::lock_guard lock(stream->mutex);
  stream->waiting.push_back(std::move(work));
  ++stream->begun;
  return cudaSuccess;
}

// Does the work of a stream up to piece `number`.
cudaError_t finish(FigsiftStream* stream, uint64_t number) {
  std::lock_guard lock(stream->mutex);
  while (stream->done < number && !stream->waiting.empty()) {
    Work work = std::move(stream->waiting.front());
    stream->waiting.pop_front();
    const cudaError_t error = stream->error == cudaSuccess ? work() : stream->error;
    if (error != cudaSuccess) stream->error = error;
    ++stream->done;
  }
  std::lock_guard all(world);
  return sticky != cudaSuccess ? sticky : stream->error;
}

}  // namespace

cudaError_t cudaDriverGetVersion(int* version) {
  *version = 13000;
  return cudaSuccess;
}
cudaError_t cudaRuntimeGetVersion(int* version) { return cudaDriverGetVersion(version); }

cudaError_t cudaGetDeviceCount(int* count) {
  *count = 1;
  return cudaSuccess;
}

cudaError_t cudaGetDeviceProperties(cudaDeviceProp* out, int) {
  *out = {};
  std::snprintf(out->name, sizeof out->name, "device code on the processor");
  out->totalGlobalMem = wishes().memory;
  out->sharedMemPerBlockOptin = out->sharedMemPerMultiprocessor = 227 << 10;
  out->major = 9;
  out->multiProcessorCount = 2;
  return cudaSuccess;
}

cudaError_t cudaSetDevice(int) { return cudaSuccess; }
cudaError_t cudaGetLastError() { return cudaSuccess; }

cudaError_t cudaMemGetInfo(size_t* free, size_t* total) {
  std::lock_guard lock(world);
  *total = wishes().memory;
  *free = *total > used ? *total - used : 0;
  return cudaSuccess;
}

cudaError_t cudaMalloc(void** out, size_t bytes) {
  std::lock_guard lock(world);
  const Wishes& wish = wishes();
  if (sticky != cudaSuccess) return sticky;
  if (used + bytes > wish.memory) return cudaErrorMemoryAllocation;
  if (!allocate(out, bytes)) return cudaErrorMemoryAllocation;
  used += bytes;
  allocations()[*out] = bytes;
  return cudaSuccess;
}

// As on a device, memory is given back when all work is done.
cudaError_t cudaFree(void* memory) {
  std::lock_guard alive(streams_alive);
  std::set<FigsiftStream*> all;
  {
    std::lock_guard lock(world);
    all = streams();
  }
  for (FigsiftStream* stream : all) finish(stream, UINT64_MAX);
  std::lock_guard lock(world);
  const auto found = allocations().find(memory);
  if (found == allocations().end()) return memory == nullptr ? cudaSuccess : cudaErrorInvalidValue;
  used -= found->second;
  std::memset(memory, kPoison, found->second);
  allocations().erase(found);
  std::free(memory);
  return cudaSuccess;
}

cudaError_t cudaMallocHost(void** out, size_t bytes) {
  return allocate(out, bytes) ? cudaSuccess : cudaErrorMemoryAllocation;
}

cudaError_t cudaFreeHost(void* memory) {
  std::free(memory);
  return cudaSuccess;
}

cudaError_t cudaMemcpyAsync(void* to, const void* from, size_t bytes, cudaMemcpyKind, cudaStream_t stream) {
  return put(stream, [=] {
    if (bytes > 0) std::memcpy(to, from, bytes);
    return cudaSuccess;
  });
}

cudaError_t cudaMemsetAsync(void* to, int value, size_t bytes, cudaStream_t stream) {
  return put(stream, [=] {
    std::memset(to, value, bytes);
    return cudaSuccess;
  });
}

cudaError_t cudaStreamCreateWithFlags(cudaStream_t* out, unsigned) {
  *out = new FigsiftStream();
  std::lock_guard lock(world);
  streams().insert(*out);
  return cudaSuccess;
}

cudaError_t cudaStreamDestroy(cudaStream_t stream) {
  std::lock_guard alive(streams_alive);
  finish(stream, UINT64_MAX);
  {
    std::lock_guard lock(world);
    streams().erase(stream);
  }
  delete stream;
  return cudaSuccess;
}

cudaError_t cudaStreamSynchronize(cudaStream_t stream) { return finish(stream, UINT64_MAX); }

cudaError_t cudaEventCreateWithFlags(cudaEvent_t* out, unsigned) {
  *out = new FigsiftEvent();
  return cudaSuccess;
}

cudaError_t cudaEventDestroy(cudaEvent_t event) {
  delete event;
  return cudaSuccess;
}

cudaError_t cudaEventRecord(cudaEvent_t event, cudaStream_t stream) {
  put(stream, [=] {
    event->time = std::chrono::steady_clock::now();
    return cudaSuccess;
  });
  std::lock_guard lock(stream->mutex);
  event->stream = stream;
  event->number = stream->begun;
  return cudaSuccess;
}

cudaError_t cudaEventSynchronize(cudaEvent_t event) {
  return event->stream == nullptr ? cudaSuccess : finish(event->stream, event->number);
}

cudaError_t cudaStreamWaitEvent(cudaStream_t stream, cudaEvent_t event, unsigned) {
  if (event->stream == nullptr) return cudaSuccess;
  return put(stream, [other = event->stream, number = event->number] { return finish(other, number); });
}

cudaError_t cudaEventElapsedTime(float* milliseconds, cudaEvent_t from, cudaEvent_t to) {
  *milliseconds = std::chrono::duration<float, std::milli>(to->time - from->time).count();
  return cudaSuccess;
}

namespace figsift::on_host {

cudaError_t launch(std::function<void()> body, dim3 grid, dim3 size, size_t shared_bytes, cudaStream_t stream) {
  {
    std::lock_guard lock(world);
    Wishes& wish = wishes();
    if (sticky != cudaSuccess) return sticky;
    if (wish.launches > 0 && --wish.launches == 0) return sticky = cudaErrorLaunchFailure;
  }
  if (grid.x == 0 || grid.y == 0 || grid.z == 0 || size.x * size.y * size.z > 1024 || shared_bytes > (227u << 10)) {
    return cudaErrorInvalidValue;
  }
  return put(stream, [=] {
    static std::mutex one_at_a_time;
    std::lock_guard running(one_at_a_time);
    for (unsigned z = 0; z < grid.z; ++z) {
      for (unsigned y = 0; y < grid.y; ++y) {
        for (unsigned x = 0; x < grid.x; ++x) {
          const std::string failure =
              block().run(body, {grid.x, grid.y, grid.z}, {size.x, size.y, size.z}, {x, y, z}, shared_bytes);
          if (failure.empty()) continue;
          std::fprintf(stderr, "device code on the processor: %s\n", failure.c_str());
          std::lock_guard lock(world);
          return sticky = cudaErrorLaunchFailure;
        }
      }
    }
    return cudaSuccess;
  });
}

}  // namespace figsift::on_host
