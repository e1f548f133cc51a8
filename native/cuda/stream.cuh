// Streams and events that end with their scope.
#pragma once

#include <utility>

#include "cuda/check.cuh"
#include "cuda/device.cuh"
#include "cuda/memory.cuh"

namespace figsift {

class Event {
 public:
  explicit Event(bool is_timed = false) {
    check(cudaEventCreateWithFlags(&event_, is_timed ? cudaEventDefault : cudaEventDisableTiming));
  }
  ~Event() { cudaEventDestroy(event_); }
  Event(const Event&) = delete;
  Event& operator=(const Event&) = delete;

  void record(cudaStream_t stream) { check(cudaEventRecord(event_, stream)); }
  void wait() { check(cudaEventSynchronize(event_)); }
  cudaEvent_t get() const { return event_; }

  // Of two timed events that are over.
  int64_t nanoseconds_since(const Event& earlier) const {
    float milliseconds = 0;
    check(cudaEventElapsedTime(&milliseconds, earlier.event_, event_));
    return static_cast<int64_t>(static_cast<double>(milliseconds) * 1e6);
  }

 private:
  cudaEvent_t event_ = nullptr;
};

class Stream {
 public:
  Stream() { check(cudaStreamCreateWithFlags(&stream_, cudaStreamNonBlocking)); }
  ~Stream() {
    cudaStreamSynchronize(stream_);
    cudaStreamDestroy(stream_);
  }
  Stream(const Stream&) = delete;
  Stream& operator=(const Stream&) = delete;

  cudaStream_t get() const { return stream_; }
  void wait() { check(cudaStreamSynchronize(stream_)); }
  void wait_for(const Event& event) { check(cudaStreamWaitEvent(stream_, event.get(), 0)); }

  template <typename T>
  void upload(T* to, const T* from, size_t count) {
    if (count > 0) check(cudaMemcpyAsync(to, from, count * sizeof(T), cudaMemcpyHostToDevice, stream_));
  }
  template <typename T>
  void download(T* to, const T* from, size_t count) {
    if (count > 0) check(cudaMemcpyAsync(to, from, count * sizeof(T), cudaMemcpyDeviceToHost, stream_));
  }
  template <typename T>
  void zero(T* at, size_t count) {
    if (count > 0) check(cudaMemsetAsync(at, 0, count * sizeof(T), stream_));
  }

 private:
  cudaStream_t stream_ = nullptr;
};

}  // namespace figsift
