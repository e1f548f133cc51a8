#include "cuda/on_host/block.h"

namespace figsift::on_host {
namespace {

// As on a device, shared memory does not begin at address 0, and holds what was there before.
constexpr size_t kAlignment = 1024;
constexpr int kPoison = 0xa5;
constexpr size_t kMostIdleRounds = 64;

}  // namespace

Block the_block;

void Thread::Pending::commit() {
  groups.push_back(std::move(open));
  open.clear();
}

void Thread::Pending::finish(size_t left) {
  while (groups.size() > left) {
    for (const Action& action : groups.front()) action();
    groups.erase(groups.begin());
  }
}

std::string Block::run(const Action& body, Index3 grid, Index3 size, Index3 index, size_t shared_bytes) {
  grid_size = grid;
  block_size = size;
  block_index = index;
  count_ = size_t{size.x} * size.y * size.z;
  while (threads_.size() < count_) threads_.push_back(std::make_unique<Thread>());
  warps_.assign((count_ + 31) / 32, Warp());
  memory_.assign(shared_bytes + 2 * kAlignment, kPoison);
  shared_ = memory_.data() + kAlignment - reinterpret_cast<uintptr_t>(memory_.data()) % kAlignment;
  engine_.clear();
  waiting_ = 0;
  failure_.clear();
  for (size_t n = 0; n < count_; ++n) {
    Thread& thread = *threads_[n];
    const auto number = static_cast<unsigned>(n);
    thread.index = {number % size.x, number / size.x % size.y, number / size.x / size.y};
    thread.number = number;
    thread.is_done = false;
    thread.copies = {};
    thread.products = {};
    thread.fiber.begin(&body);
  }
  size_t done = 0;
  for (size_t idle = 0; done < count_ && failure_.empty();) {
    const uint64_t before = progress_;
    // From anywhere, in either direction: what one thread wrote and another reads must not depend on who came first.
    random_ = random_ * 1664525 + 1013904223;
    const bool is_upwards = random_ >> 31 != 0;
    size_t next = (random_ >> 8) % count_;
    for (size_t n = 0; n < count_ && failure_.empty(); ++n) {
      current_ = threads_[next].get();
      next = is_upwards ? (next + 1 == count_ ? 0 : next + 1) : (next == 0 ? count_ - 1 : next - 1);
      if (current_->is_done || !current_->fiber.resume()) continue;
      current_->is_done = true;
      ++progress_;
      ++done;
    }
    // What the copy engine was given before this round.
    std::vector<Action> copies;
    copies.swap(engine_);
    for (const Action& copy : copies) copy();
    idle = before == progress_ && copies.empty() ? idle + 1 : 0;
    if (idle > kMostIdleRounds) fail("threads of a block wait for each other for ever");
  }
  return failure_;
}

void Block::stand_still() { current_->fiber.wait(); }

void Block::fail(const std::string& words) {
  if (failure_.empty()) failure_ = words;
}

void Block::sync_threads() {
  const uint64_t generation = barrier_;
  if (++waiting_ == count_) {
    waiting_ = 0;
    ++barrier_;
  }
  wait_until([&] { return barrier_ != generation; });
}

}  // namespace figsift::on_host
