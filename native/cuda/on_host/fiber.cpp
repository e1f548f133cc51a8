#include "cuda/on_host/fiber.h"

#include <cstdint>
#include <cstdlib>  // std::aligned_alloc
#include <new>      // std::bad_alloc

#if !defined(__x86_64__)
#error "Fibers are written for x86-64"
#endif

// Saves what a call must preserve on the old stack, and takes it from the new one.
extern "C" void figsift_switch_stacks(void** save, void* load);
asm(R"(
.text
.type figsift_switch_stacks, @function
.hidden figsift_switch_stacks
.globl figsift_switch_stacks
figsift_switch_stacks:
  pushq %rbp
  pushq %rbx
  pushq %r12
  pushq %r13
  pushq %r14
  pushq %r15
  movq %rsp, (%rdi)
  movq %rsi, %rsp
  popq %r15
  popq %r14
  popq %r13
  popq %r12
  popq %rbx
  popq %rbp
  ret
.size figsift_switch_stacks, .-figsift_switch_stacks
)");

namespace figsift::on_host {
namespace {

constexpr size_t kStackBytes = 128 << 10;

Fiber* running = nullptr;

}  // namespace

Fiber::Fiber() : stack_(static_cast<char*>(std::aligned_alloc(64, kStackBytes))) {
  if (stack_ == nullptr) throw std::bad_alloc();
}

Fiber::~Fiber() { std::free(stack_); }

void Fiber::begin(const std::function<void()>* body) {
  body_ = body;
  is_done_ = false;
  // Six saved registers, then where to go on; the stack is aligned as a call would leave it.
  auto** top = reinterpret_cast<void**>(stack_ + kStackBytes - 64);
  *--top = nullptr;
  *--top = reinterpret_cast<void*>(&Fiber::enter);
  for (int n = 0; n < 6; ++n) *--top = nullptr;
  own_ = top;
}

void Fiber::enter() {
  Fiber* const self = running;
  (*self->body_)();
  self->is_done_ = true;
  self->wait();
}

bool Fiber::resume() {
  running = this;
  figsift_switch_stacks(&resumer_, own_);
  return is_done_;
}

void Fiber::wait() { figsift_switch_stacks(&own_, resumer_); }

}  // namespace figsift::on_host
