// Threads of a block as fibers: each runs until it has to wait, then the next one does.
#pragma once

#include <cstddef>
#include <functional>

namespace figsift::on_host {

class Fiber {
 public:
  Fiber();
  ~Fiber();
  Fiber(const Fiber&) = delete;
  Fiber& operator=(const Fiber&) = delete;

  // Makes it begin with `body` at the next resume(); what it did before is forgotten.
  void begin(const std::function<void()>* body);
  // Runs it until it waits or ends. Returns true once it has ended.
  bool resume();
  // Within a fiber: back to whoever resumed it.
  void wait();

 private:
  static void enter();

  char* stack_;
  void* own_ = nullptr;
  void* resumer_ = nullptr;
  const std::function<void()>* body_ = nullptr;
  bool is_done_ = true;
};

}  // namespace figsift::on_host
