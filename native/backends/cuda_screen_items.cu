#include "backends/cuda_screen_items.cuh"

#include <algorithm>  // std::min, std::max, std::clamp

namespace figsift {
namespace {

// Items of so many left blocks are taken together, those with the same right rows next to each other: blocks that work at one
// time then read the same right codes, which come from memory once and from the second-level cache for the others.
constexpr size_t kTogether = 16;
// Right blocks of an item: long enough to make up for the left codes and for the wait before the first product.
constexpr double kMostBlocks = 128, kMostBytes = 16384;
// Items for each multiprocessor, so that all end at about the same time.
constexpr double kItems = 16;

// Items of one left block, one after the other.
struct Run {
  size_t begin, end;
};

}  // namespace

double pairs_within(const FsTile* tiles, size_t count) {
  double pairs = 0;
  for (size_t n = 0; n < count; ++n) {
    pairs += static_cast<double>(tiles[n].left_end - tiles[n].left_begin) *
             static_cast<double>(tiles[n].right_end - tiles[n].right_begin);
  }
  return pairs;
}

int64_t screen_stretch(double pairs, int64_t block_rows, int stride, int multiprocessors) {
  const double most = std::clamp(kMostBytes / stride, 64.0, kMostBlocks);
  const double block_pairs = static_cast<double>(block_rows) * kScreenColumns;
  const double share = pairs / (block_pairs * kItems * multiprocessors);
  return static_cast<int64_t>(std::clamp(share, 1.0, most));
}

ScreenQueue::ScreenQueue(const FsTile* tiles, size_t count, bool is_self, int64_t block_rows, int64_t stretch)
    : block_rows_(block_rows) {
  std::vector<ScreenItem> items;
  std::vector<Run> runs;
  for (size_t n = 0; n < count; ++n) {
    const FsTile& tile = tiles[n];
    if (tile.left_begin >= tile.left_end || tile.right_begin >= tile.right_end) continue;
    for (int64_t left = tile.left_begin / block_rows; left * block_rows < tile.left_end; ++left) {
      // Of a tile with itself only what lies to the right of its rows.
      const int64_t least = is_self ? std::max(tile.left_begin, left * block_rows) + 1 : 0;
      const int64_t begin = std::max(tile.right_begin, least);
      const int64_t last = (tile.right_end + kScreenColumns - 1) / kScreenColumns;
      if (items.empty() || items.back().left_block != left) runs.push_back({items.size(), items.size()});
      for (int64_t right = begin / kScreenColumns; begin < tile.right_end && right < last; right += stretch) {
        items.push_back({static_cast<uint32_t>(left), static_cast<uint32_t>(right),
                         static_cast<uint32_t>(std::min(stretch, last - right)), 0,
                         static_cast<uint32_t>(tile.left_begin), static_cast<uint32_t>(tile.left_end),
                         static_cast<uint32_t>(begin), static_cast<uint32_t>(tile.right_end)});
      }
      runs.back().end = items.size();
    }
  }
  for (size_t first = 0; first < runs.size(); first += kTogether) {
    Run* const some = runs.data() + first;
    const size_t of_some = std::min(kTogether, runs.size() - first);
    while (true) {
      Run* least = nullptr;
      for (Run* run = some; run < some + of_some; ++run) {
        if (run->begin == run->end) continue;
        if (least == nullptr || items[run->begin].right_block < items[least->begin].right_block) least = run;
      }
      if (least == nullptr) break;
      waiting_.push_back(items[least->begin++]);
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
