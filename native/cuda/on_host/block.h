// One block of threads: who runs, who waits for whom, and what was begun and not yet done.
#pragma once

#include <cstdint>
#include <cstring>  // std::memcpy
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "cuda/on_host/fiber.h"

namespace figsift::on_host {

struct Index3 {
  unsigned x = 1, y = 1, z = 1;
};

using Action = std::function<void()>;

struct Thread {
  Fiber fiber;
  Index3 index;
  unsigned number = 0;
  bool is_done = false;
  // Copies and products that this thread began: open, then in groups, oldest first.
  struct Pending {
    std::vector<Action> open;
    std::vector<std::vector<Action>> groups;

    void commit();
    // Does what is older than the last `left` groups.
    void finish(size_t left);
  };
  Pending copies, products;
};

// What the threads of a warp do together. A thread may be one meeting ahead of another.
struct Warp {
  struct Meeting {
    uint32_t arrived = 0;
    const void* kind = nullptr;
    uint8_t slots[32][64];
  };
  Meeting meetings[2];
  uint64_t held = 0;
};

class Block {
 public:
  // Runs `body` once per thread. Returns an empty string, or what went wrong.
  std::string run(const Action& body, Index3 grid, Index3 block, Index3 index, size_t shared_bytes);

  // Within a thread: waits until `is_true` says so. Others run meanwhile.
  template <typename Condition>
  void wait_until(Condition is_true) {
    while (!is_true()) stand_still();
    ++progress_;
  }

  void sync_threads();
  // The lanes of `mask` meet; `act` runs once, over the slots, when the last one is there. `input` and `output` may be one.
  template <typename Act>
  void meet(uint32_t mask, const void* kind, const void* input, size_t in_bytes, void* output, size_t out_bytes,
            Act act) {
    Warp& own = warp();
    const unsigned lane = current_->number % 32;
    const uint64_t number = own.held;
    Warp::Meeting& meeting = own.meetings[number % 2];
    if (meeting.arrived == 0) meeting.kind = kind;
    if (meeting.kind != kind || ((meeting.arrived | ~mask) >> lane & 1) != 0) {
      fail("the lanes of a warp do not do the same thing together");
      wait_until([] { return false; });
    }
    std::memcpy(meeting.slots[lane], input, in_bytes);
    meeting.arrived |= 1u << lane;
    if (meeting.arrived == mask) {
      act(meeting);
      meeting.arrived = 0;
      ++own.held;
      ++progress_;
    } else {
      wait_until([&] { return own.held != number; });
    }
    std::memcpy(output, meeting.slots[lane], out_bytes);
  }
  // What all lanes of a warp must do together (.sync.aligned): none goes on before all are there.
  void meet_all(const void* kind) {
    uint32_t none = 0;
    meet(0xffffffffu, kind, &none, 0, &none, 0, [](Warp::Meeting&) {});
  }
  // A copy by the copy engine: done some time later, when other threads have run.
  void copy_later(Action action) { engine_.push_back(std::move(action)); }
  void fail(const std::string& words);

  Thread& current() { return *current_; }
  Warp& warp() { return warps_[current_->number / 32]; }
  uint8_t* shared() { return shared_; }

  Index3 grid_size, block_size, block_index;

 private:
  void stand_still();

  std::vector<std::unique_ptr<Thread>> threads_;
  std::vector<Warp> warps_;
  Thread* current_ = nullptr;
  std::vector<uint8_t> memory_;
  uint8_t* shared_ = nullptr;
  std::vector<Action> engine_;
  size_t count_ = 0, waiting_ = 0;
  uint64_t barrier_ = 0, progress_ = 0;
  uint32_t random_ = 1;
  std::string failure_;
};

// There is one block at a time: asked for by every thread all the time, so that it must be quick to find.
extern Block the_block;

inline Block& block() { return the_block; }

}  // namespace figsift::on_host
