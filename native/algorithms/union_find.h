// Connected components whose representative is their smallest member.
#pragma once

#include <cstdint>
#include <numeric>  // std::iota
#include <utility>  // std::swap
#include <vector>

namespace figsift {

class UnionFind {
 public:
  explicit UnionFind(int64_t count) : parent_(static_cast<size_t>(count)) {
    std::iota(parent_.begin(), parent_.end(), 0u);
  }

  uint32_t find(uint32_t x) {
    while (parent_[x] != x) {
      parent_[x] = parent_[parent_[x]];
      x = parent_[x];
    }
    return x;
  }

  // The smaller root wins, so the root is the smallest member at any time; halving keeps paths short enough.
  void join(uint32_t a, uint32_t b) {
    a = find(a);
    b = find(b);
    if (a > b) std::swap(a, b);
    parent_[b] = a;
  }

 private:
  std::vector<uint32_t> parent_;
};

// The same for many threads at once.
class SharedUnionFind {
 public:
  explicit SharedUnionFind(int64_t count) : parent_(static_cast<size_t>(count)) {
    std::iota(parent_.begin(), parent_.end(), 0u);
  }

  uint32_t find(uint32_t x) {
    while (true) {
      uint32_t above = load(x);
      if (above == x) return x;
      const uint32_t next = load(above);
      // Whoever loses this race has lost a shortcut, no more.
      if (next != above) exchange(x, above, next);
      x = next;
    }
  }

  void join(uint32_t a, uint32_t b) {
    while (true) {
      a = find(a);
      b = find(b);
      if (a == b) return;
      if (a > b) std::swap(a, b);
      if (exchange(b, b, a)) return;
    }
  }

 private:
  uint32_t load(uint32_t x) const { return __atomic_load_n(&parent_[x], __ATOMIC_RELAXED); }
  bool exchange(uint32_t x, uint32_t expected, uint32_t value) {
    return __atomic_compare_exchange_n(&parent_[x], &expected, value, false, __ATOMIC_RELAXED, __ATOMIC_RELAXED);
  }

  std::vector<uint32_t> parent_;
};

}  // namespace figsift
