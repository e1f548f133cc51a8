#include "backends/cuda_screen_items.cuh"

#include <algorithm>  // std::min, std::max

namespace figsift {
namespace {

// Long enough to make up for the left codes, short enough for blocks to end together.
constexpr uint32_t kMostBlocks = 32;

}  // namespace

ScreenQueue::ScreenQueue(const FsTile* tiles, size_t count, bool is_self, int64_t block_rows)
    : block_rows_(block_rows) {
  for (size_t n = 0; n < count; ++n) {
    const FsTile& tile = tiles[n];
    if (tile.left_begin >= tile.left_end || tile.right_begin >= tile.right_end) continue;
    for (int64_t left = tile.left_begin / block_rows; left * block_rows < tile.left_end; ++left) {
      // Of a tile with itself only what lies to the right of its rows.
      const int64_t least = is_self ? std::max(tile.left_begin, left * block_rows) + 1 : 0;
      const int64_t begin = std::max(tile.right_begin, least);
      const int64_t last = (tile.right_end + kScreenColumns - 1) / kScreenColumns;
      for (int64_t right = begin / kScreenColumns; begin < tile.right_end && right < last; right += kMostBlocks) {
        waiting_.push_back({static_cast<uint32_t>(left), static_cast<uint32_t>(right),
                            static_cast<uint32_t>(std::min<int64_t>(kMostBlocks, last - right)), 0,
                            static_cast<uint32_t>(tile.left_begin), static_cast<uint32_t>(tile.left_end),
                            static_cast<uint32_t>(begin), static_cast<uint32_t>(tile.right_end)});
      }
    }
  }
}

void ScreenQueue::take(std::vector<ScreenItem>& out, double most) {
  out.clear();
  for (double pairs = 0; !waiting_.empty() && pairs < most; waiting_.pop_front()) {
    out.push_back(waiting_.front());
    pairs += static_cast<double>(out.back().right_blocks) * kScreenColumns * static_cast<double>(block_rows_);
  }
}

void ScreenQueue::give_back(const std::vector<ScreenItem>& items) {
  for (const ScreenItem& item : items) {
    if (item.right_blocks == 1) {
      waiting_.push_back(item);
      continue;
    }
    ScreenItem first = item, second = item;
    first.right_blocks = item.right_blocks / 2;
    second.right_block += first.right_blocks;
    second.right_blocks -= first.right_blocks;
    waiting_.push_back(first);
    waiting_.push_back(second);
  }
}

int64_t ScreenQueue::pairs_of(const ScreenItem& item, int64_t block_rows) {
  const auto span = [](int64_t first, int64_t rows, int64_t begin, int64_t end) {
    return std::max<int64_t>(0, std::min(first + rows, end) - std::max(first, begin));
  };
  const int64_t left = span(item.left_block * block_rows, block_rows, item.left_begin, item.left_end);
  const int64_t right = span(int64_t{item.right_block} * kScreenColumns, int64_t{item.right_blocks} * kScreenColumns,
                             item.right_begin, item.right_end);
  return left * right;
}

}  // namespace figsift
