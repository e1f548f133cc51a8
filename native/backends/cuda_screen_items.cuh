// Tiles cut into what blocks of a screen do.
#pragma once

#include <cstdint>
#include <deque>
#include <vector>

#include "backends/backend.h"
#include "kernels/int8_screen/cuda.cuh"

namespace figsift {

double pairs_within(const FsTile* tiles, size_t count);

// Right blocks of an item at most, where there are so many pairs.
int64_t screen_stretch(double pairs, int64_t block_rows, int stride, int multiprocessors);

// Items of work that wait, in order. Those of a batch whose pairs did not fit come back, cut in two.
class ScreenQueue {
 public:
  // block_rows: left rows of an item's block; stretch: its right blocks at most
  ScreenQueue(const FsTile* tiles, size_t count, bool is_self, int64_t block_rows, int64_t stretch);

  bool is_empty() const { return waiting_.empty(); }
  // Items of at least one and otherwise at most `most` pairs of blocks' rows.
  void take(std::vector<ScreenItem>& out, double most);
  void give_back(const std::vector<ScreenItem>& items);
  // Pairs that an item compares for an answer, less than its blocks multiply.
  static int64_t pairs_of(const ScreenItem& item, int64_t block_rows);

 private:
  const int64_t block_rows_;
  std::deque<ScreenItem> waiting_;
};

}  // namespace figsift
