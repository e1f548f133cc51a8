// The k best neighbours of one query so far, in memory of the caller's.
#pragma once

#include <algorithm>  // heaps
#include <cstdint>

namespace figsift {

struct Neighbour {
  double cosine;
  uint32_t index;
};

// Best first, ties by lower index. As a heap order it keeps the worst at the front.
inline bool is_better(const Neighbour& a, const Neighbour& b) {
  return a.cosine != b.cosine ? a.cosine > b.cosine : a.index < b.index;
}

struct BestList {
  Neighbour* heap;
  int64_t size = 0;

  void offer(Neighbour candidate, int64_t k) {
    if (size == k) {
      if (!is_better(candidate, heap[0])) return;
      std::pop_heap(heap, heap + size, is_better);
      --size;
    }
    heap[size++] = candidate;
    std::push_heap(heap, heap + size, is_better);
  }
};

}  // namespace figsift
