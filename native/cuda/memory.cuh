// Memory of the device, and memory of the machine that the device copies from and to at full speed.
#pragma once

#include <cstddef>
#include <cstdint>
#include <utility>

#include "cuda/device.cuh"

namespace figsift {

// Within the bound that FIGSIFT_CUDA_MEMORY (bytes) sets, if any. Throws FS_OUT_OF_MEMORY with the bytes asked for.
void* take_device_memory(size_t bytes);
void give_device_memory(void* memory, size_t bytes);
// What gives back memory that is only kept for later; called when there is too little, before that is an error.
void on_little_memory(void (*give_back)());
// What can be had at once, by the device and by the bound.
size_t free_device_memory();

void* take_pinned_memory(size_t bytes);
void give_pinned_memory(void* memory);

namespace memory {

struct OnDevice {
  static void* take(size_t bytes) { return take_device_memory(bytes); }
  static void give(void* at, size_t bytes) { give_device_memory(at, bytes); }
};

struct Pinned {
  static void* take(size_t bytes) { return take_pinned_memory(bytes); }
  static void give(void* at, size_t) { give_pinned_memory(at); }
};

}  // namespace memory

template <typename T, typename Where>
class OwnedArray {
 public:
  OwnedArray() = default;
  explicit OwnedArray(size_t count) { resize(count); }
  ~OwnedArray() { clear(); }
  OwnedArray(OwnedArray&& other) noexcept { swap(other); }
  OwnedArray& operator=(OwnedArray&& other) noexcept {
    swap(other);
    return *this;
  }

  // Forgets what it held.
  void resize(size_t count) {
    clear();
    if (count > 0) data_ = static_cast<T*>(Where::take(count * sizeof(T)));
    size_ = count;
  }
  // At least so many; what it held may be gone.
  void reserve(size_t count) {
    if (size_ < count) resize(count);
  }
  void clear() {
    if (data_ != nullptr) Where::give(data_, size_ * sizeof(T));
    data_ = nullptr;
    size_ = 0;
  }

  T* data() const { return data_; }
  size_t size() const { return size_; }
  size_t bytes() const { return size_ * sizeof(T); }
  T& operator[](size_t at) const { return data_[at]; }

 private:
  void swap(OwnedArray& other) {
    std::swap(data_, other.data_);
    std::swap(size_, other.size_);
  }

  T* data_ = nullptr;
  size_t size_ = 0;
};

template <typename T>
using DeviceArray = OwnedArray<T, memory::OnDevice>;
template <typename T>
using PinnedArray = OwnedArray<T, memory::Pinned>;

}  // namespace figsift
