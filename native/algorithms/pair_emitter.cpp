#include "algorithms/pair_emitter.h"

#include <utility>  // std::swap

#include "core/parallel.h"
#include "core/status.h"

namespace figsift {

void PairEmitter::hand_on(PairBuffer& buffer) {
  if (!buffer.pairs.empty()) out_.add(buffer.pairs.data(), static_cast<int64_t>(buffer.pairs.size()));
  buffer.pairs.clear();
}

void PairEmitter::push(PairBuffer& buffer, uint32_t a, uint32_t b, double cosine) {
  if (is_self_ && a > b) std::swap(a, b);
  buffer.pairs.push_back({a, b, cosine});
  if (buffer.pairs.size() >= 65536) hand_on(buffer);
}

void PairEmitter::emit(PairBuffer& buffer, uint32_t a, uint32_t b, double cosine) {
  if (settings_.first_of != nullptr) {
    ++buffer.emitted;
    if (!out_.keeps()) return out_.count(1);
    return push(buffer, a, b, cosine);
  }
  if (out_.wants_clusters()) return push(buffer, a, b, cosine);
  const auto as = left_.twins_of(a), bs = right_.twins_of(b);
  const int64_t pairs = (as.size() + 1) * (bs.size() + 1);
  buffer.emitted += pairs;
  if (!out_.keeps()) return out_.count(pairs);
  push(buffer, a, b, cosine);
  for (const Twin& x : as) push(buffer, x.twin, b, cosine);
  for (const Twin& y : bs) push(buffer, a, y.twin, cosine);
  for (const Twin& x : as) {
    if (bs.size() > 0 && !out_.keeps()) {
      out_.count(bs.size());
      continue;
    }
    for (const Twin& y : bs) push(buffer, x.twin, y.twin, cosine);
  }
}

FsStatus PairEmitter::emit_known(const FsCall& call, PairBuffer& buffer) {
  if (settings_.first_of != nullptr) {
    for (const Twin& equal : left_.twins) settings_.first_of[equal.twin] = equal.row;
    return ok();
  }
  if (is_self_) emit_twins(call, buffer);
  if (settings_.min_cosine <= 0.0) emit_zeros(call, buffer);
  hand_on(buffer);
  return is_cancelled(call) ? fail(FS_CANCELLED) : ok();
}

void PairEmitter::emit_twins(const FsCall& call, PairBuffer& buffer) {
  const std::vector<Twin>& twins = left_.twins;
  for (size_t begin = 0; begin < twins.size();) {
    size_t end = begin;
    while (end < twins.size() && twins[end].row == twins[begin].row) ++end;
    for (size_t i = begin; i < end; ++i) {
      if (!takes(call, buffer, static_cast<int64_t>(end - i))) continue;
      push(buffer, twins[i].row, twins[i].twin, 1.0);
      if (out_.wants_clusters()) continue;
      for (size_t j = i + 1; j < end; ++j) push(buffer, twins[i].twin, twins[j].twin, 1.0);
    }
    begin = end;
  }
}

void PairEmitter::emit_zeros(const FsCall& call, PairBuffer& buffer) {
  const int64_t n = left_.rows().rows, m = right_.rows().rows;
  std::vector<bool> is_zero(static_cast<size_t>(n));
  for (const uint32_t row : left_.zero_rows) is_zero[row] = true;
  int64_t before = 0;
  for (const uint32_t zero : left_.zero_rows) {
    // A pair of zero rows of one matrix is met from both ends.
    if (!takes(call, buffer, is_self_ ? n - 1 - before++ : m)) continue;
    for (int64_t j = 0; j < m; ++j) {
      const auto other = static_cast<uint32_t>(j);
      if (is_self_ && (other == zero || (other < zero && is_zero[other]))) continue;
      push(buffer, zero, other, 0.0);
    }
  }
  if (is_self_) return;
  for (const uint32_t zero : right_.zero_rows) {
    if (!takes(call, buffer, n - static_cast<int64_t>(left_.zero_rows.size()))) continue;
    for (int64_t i = 0; i < n; ++i) {
      if (!is_zero[static_cast<size_t>(i)]) push(buffer, static_cast<uint32_t>(i), zero, 0.0);
    }
  }
}

bool PairEmitter::takes(const FsCall& call, PairBuffer& buffer, int64_t pairs) {
  if (is_cancelled(call)) return false;
  buffer.emitted += pairs;
  if (out_.keeps()) return true;
  out_.count(pairs);
  return false;
}

}  // namespace figsift
