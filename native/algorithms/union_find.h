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

}  // namespace figsift
