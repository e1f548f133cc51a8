#include "algorithms/operand.h"

#include <algorithm>  // std::sort, std::equal_range
#include <cstring>    // std::memcmp

#include "algorithms/bound.h"
#include "core/status.h"

namespace figsift {
namespace {

constexpr int64_t kBlock = 1 << 16;

}  // namespace

FsStatus Operand::encode(const FsCall& call, const Plan& plan, int64_t number) {
  const FsCoding coding = plan.coding();
  FsStatus status = engine_.create(call, rows_, coding);
  if (status.code != FS_OK) return status;
  const auto count = static_cast<size_t>(rows_.rows);
  const int stages = plan.width[0] == plan.width[1] ? 1 : 2;
  for (int stage = 0; stage < stages; ++stage) {
    residual[stage].resize(count);
    code_square[stage].resize(count);
  }
  digests_.resize(count);
  is_zero_.resize(count);
  leading_.resize(count * static_cast<size_t>(plan.leading));
  std::vector<FsRowCode> block(static_cast<size_t>(std::min(kBlock, rows_.rows)));
  for (int64_t begin = 0; begin < rows_.rows; begin += kBlock) {
    const int64_t end = std::min(begin + kBlock, rows_.rows);
    status = backend_.engine_encode(&call, engine_.get(), block.data(), begin, end);
    if (status.code == FS_NON_FINITE) status.detail[0] = number;
    if (status.code != FS_OK) return status;
    for (int64_t row = begin; row < end; ++row) {
      const FsRowCode& from = block[static_cast<size_t>(row - begin)];
      const auto to = static_cast<size_t>(row);
      for (int stage = 0; stage < stages; ++stage) {
        residual[stage][to] = from.residual[stage];
        code_square[stage][to] = from.code_square[stage];
      }
      std::copy_n(from.leading, plan.leading, leading_.begin() + row * plan.leading);
      digests_[to] = from.digest;
      is_zero_[to] = from.square == 0.0;
    }
  }
  return ok();
}

FsStatus Operand::collapse(const FsCall& call) {
  const int64_t size = rows_.cols * (rows_.dtype == FS_FLOAT16 ? 2 : 4);
  const auto bytes_of = [&](uint32_t row) { return static_cast<const char*>(rows_.data) + row * size; };
  struct Entry {
    uint64_t digest;
    uint32_t row;
  };
  std::vector<Entry> entries;
  entries.reserve(digests_.size());
  for (uint32_t row = 0; row < digests_.size(); ++row) {
    if (is_zero_[row]) {
      zero_rows.push_back(row);
    } else {
      entries.push_back({digests_[row], row});
    }
  }
  digests_ = {};
  std::sort(entries.begin(), entries.end(),
            [](const Entry& a, const Entry& b) { return a.digest != b.digest ? a.digest < b.digest : a.row < b.row; });
  std::vector<bool> is_twin(static_cast<size_t>(rows_.rows));
  std::vector<uint32_t> firsts;
  for (size_t begin = 0; begin < entries.size();) {
    size_t end = begin + 1;
    while (end < entries.size() && entries[end].digest == entries[begin].digest) ++end;
    // Rows of one digest that differ are rare: a few are told apart, the rest of a strange crowd stays uncollapsed,
    // which costs time only.
    firsts.clear();
    for (size_t n = begin; end - begin > 1 && n < end; ++n) {
      if (n % 1024 == 0 && is_cancelled(call)) return fail(FS_CANCELLED);
      const uint32_t row = entries[n].row;
      bool found = false;
      for (const uint32_t first : firsts) {
        if (std::memcmp(bytes_of(first), bytes_of(row), static_cast<size_t>(size)) != 0) continue;
        twins.push_back({first, row});
        is_twin[row] = found = true;
        break;
      }
      if (!found && firsts.size() < 16) firsts.push_back(row);
    }
    begin = end;
  }
  std::sort(twins.begin(), twins.end(),
            [](const Twin& a, const Twin& b) { return a.row != b.row ? a.row < b.row : a.twin < b.twin; });
  order.reserve(entries.size() - twins.size());
  for (uint32_t row = 0; row < is_twin.size(); ++row) {
    if (!is_twin[row] && !is_zero_[row]) order.push_back(row);
  }
  return ok();
}

void Operand::keep_twins() {
  digests_ = {};
  for (uint32_t row = 0; row < is_zero_.size(); ++row) (is_zero_[row] ? zero_rows : order).push_back(row);
}

void Operand::order_rows(const FsCall& call, const Plan& plan, int64_t edge, const Operand* first) {
  const LeadingImages images = {leading_.data(), plan.leading};
  const bool has_choice = first == nullptr;
  const int64_t used = plan.leading < 2 || order.empty() ? 0
                       : has_choice ? choose_directions(call, order, images, edge, plan.leading_reach)
                                    : first->boxes.dims;
  if (used > 0) {
    order_by_halves(call, order, images, used, edge);
    boxes = TileBoxes(order, images, used, edge);
  }
  leading_ = {};
}

Operand::Range Operand::twins_of(uint32_t row) const {
  if (twins.empty()) return {nullptr, nullptr};
  const auto range = std::equal_range(twins.begin(), twins.end(), Twin{row, 0},
                                      [](const Twin& a, const Twin& b) { return a.row < b.row; });
  return {&*twins.begin() + (range.first - twins.begin()), &*twins.begin() + (range.second - twins.begin())};
}

std::vector<int32_t> join_starts(const Operand& operand, const Plan& plan, double min_cosine, int stage) {
  const double reach = code_reach(min_cosine, operand.rows().cols, plan.excess);
  std::vector<int32_t> starts(operand.order.size());
  for (size_t p = 0; p < starts.size(); ++p) {
    const uint32_t row = operand.order[p];
    starts[p] = screen_start(reach, static_cast<double>(operand.residual[stage][row]) + plan.residual_margin,
                             plan.scale, operand.code_square[stage][row]);
  }
  return starts;
}

}  // namespace figsift
