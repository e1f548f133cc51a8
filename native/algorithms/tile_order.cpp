#include "algorithms/tile_order.h"

#include <algorithm>  // std::nth_element
#include <cmath>
#include <mutex>

#include "core/parallel.h"
#include "core/status.h"

namespace figsift {
namespace {

struct Keyed {
  float key;
  uint32_t row;
};

struct Span {
  int64_t begin, end;
};

// The direction along which some of the rows vary most.
int64_t widest_direction(const uint32_t* rows, int64_t count, const LeadingImages& images, int64_t used) {
  const int64_t step = std::max<int64_t>(1, count / 256);
  double sum[8] = {}, square[8] = {};
  int64_t seen = 0;
  for (int64_t n = 0; n < count; n += step, ++seen) {
    const float* x = images.row(rows[n]);
    for (int64_t k = 0; k < used; ++k) {
      sum[k] += static_cast<double>(x[k]);
      square[k] += static_cast<double>(x[k]) * static_cast<double>(x[k]);
    }
  }
  int64_t best = 0;
  double most = -1;
  for (int64_t k = 0; k < used; ++k) {
    const double variance = square[k] - sum[k] * sum[k] / static_cast<double>(seen);
    if (variance <= most) continue;
    most = variance;
    best = k;
  }
  return best;
}

// Returns where the second half begins: on a multiple of `edge` from the first.
int64_t halve(std::vector<uint32_t>& rows, Span span, const LeadingImages& images, int64_t used, int64_t edge,
              std::vector<Keyed>& scratch) {
  const int64_t count = span.end - span.begin;
  const int64_t k = widest_direction(rows.data() + span.begin, count, images, used);
  const int64_t half = (count / 2 + edge - 1) / edge * edge;
  scratch.resize(static_cast<size_t>(count));
  for (int64_t n = 0; n < count; ++n) {
    const uint32_t row = rows[static_cast<size_t>(span.begin + n)];
    scratch[static_cast<size_t>(n)] = {images.row(row)[k], row};
  }
  std::nth_element(scratch.begin(), scratch.begin() + half, scratch.end(),
                   [](const Keyed& a, const Keyed& b) { return a.key != b.key ? a.key < b.key : a.row < b.row; });
  for (int64_t n = 0; n < count; ++n) rows[static_cast<size_t>(span.begin + n)] = scratch[static_cast<size_t>(n)].row;
  return span.begin + half;
}

void halve_down(const FsCall& call, std::vector<uint32_t>& rows, Span span, const LeadingImages& images, int64_t used,
                int64_t edge, std::vector<Keyed>& scratch) {
  if (span.end - span.begin <= edge || is_cancelled(call)) return;
  const int64_t middle = halve(rows, span, images, used, edge, scratch);
  halve_down(call, rows, {span.begin, middle}, images, used, edge, scratch);
  halve_down(call, rows, {middle, span.end}, images, used, edge, scratch);
}

}  // namespace

void order_by_halves(const FsCall& call, std::vector<uint32_t>& rows, const LeadingImages& images, int64_t used,
                     int64_t edge) {
  std::vector<Span> spans = {{0, static_cast<int64_t>(rows.size())}};
  // The first halvings one after the other, until every thread has spans of its own.
  std::vector<Keyed> scratch;
  while (call.threads > 1 && static_cast<int64_t>(spans.size()) < 4 * call.threads) {
    std::vector<Span> next;
    for (const Span& span : spans) {
      if (span.end - span.begin <= edge) continue;
      const int64_t middle = halve(rows, span, images, used, edge, scratch);
      next.push_back({span.begin, middle});
      next.push_back({middle, span.end});
    }
    if (next.empty()) return;
    spans = std::move(next);
  }
  parallel_for(call, static_cast<int64_t>(spans.size()), [&](int64_t n, int) {
    std::vector<Keyed> own;
    halve_down(call, rows, spans[static_cast<size_t>(n)], images, used, edge, own);
  });
}

TileBoxes::TileBoxes(const std::vector<uint32_t>& rows, const LeadingImages& images, int64_t used, int64_t tile_edge)
    : edge(tile_edge), dims(used), tiles((static_cast<int64_t>(rows.size()) + tile_edge - 1) / tile_edge) {
  low.resize(static_cast<size_t>(tiles * dims), INFINITY);
  high.resize(static_cast<size_t>(tiles * dims), -INFINITY);
  // By row, so that the images are read in order; the boxes fit a near cache.
  constexpr uint32_t kNone = UINT32_MAX;
  uint32_t most = 0;
  for (const uint32_t row : rows) most = std::max(most, row);
  std::vector<uint32_t> tile_of(rows.empty() ? 0 : size_t{most} + 1, kNone);
  for (size_t p = 0; p < rows.size(); ++p) tile_of[rows[p]] = static_cast<uint32_t>(p / static_cast<size_t>(edge));
  for (uint32_t row = 0; row < tile_of.size(); ++row) {
    if (tile_of[row] == kNone) continue;
    const float* x = images.row(row);
    const size_t at = tile_of[row] * static_cast<size_t>(dims);
    for (size_t k = 0; k < static_cast<size_t>(dims); ++k) {
      low[at + k] = std::min(low[at + k], x[k]);
      high[at + k] = std::max(high[at + k], x[k]);
    }
  }
}

bool TileBoxes::is_apart(int64_t tile, const TileBoxes& other, int64_t other_tile, double square_reach) const {
  const float *own_low = low.data() + tile * dims, *own_high = high.data() + tile * dims;
  const float *its_low = other.low.data() + other_tile * dims, *its_high = other.high.data() + other_tile * dims;
  float square = 0;
  for (int64_t k = 0; k < dims; ++k) {
    const float gap = std::max(0.0f, std::max(own_low[k] - its_high[k], its_low[k] - own_high[k]));
    square += gap * gap;
  }
  // At most `dims` + 3 roundings of terms that are not negative.
  return static_cast<double>(square) * (1 - 0x1p-18) > square_reach;
}

int64_t choose_directions(const FsCall& call, const std::vector<uint32_t>& rows, const LeadingImages& images,
                          int64_t edge, double reach) {
  const auto count = static_cast<int64_t>(rows.size());
  const int64_t some = std::min<int64_t>(count, std::max<int64_t>(1 << 14, 12 * ((count + edge - 1) / edge)));
  std::vector<uint32_t> picked(static_cast<size_t>(some));
  for (int64_t n = 0; n < some; ++n) picked[static_cast<size_t>(n)] = rows[static_cast<size_t>(n * count / some)];
  const int64_t leaf = std::max<int64_t>(4, edge * some / count);
  std::vector<int64_t> candidates;
  for (const int64_t used : {2, 3, 4, 8}) {
    if (used <= images.dims) candidates.push_back(used);
  }
  std::vector<double> shares(candidates.size(), 1.0);
  parallel_for(call, static_cast<int64_t>(candidates.size()), [&](int64_t n, int) {
    const int64_t used = candidates[static_cast<size_t>(n)];
    std::vector<uint32_t> own = picked;
    const FsCall alone = {call.cancel, 1, nullptr};
    order_by_halves(alone, own, images, used, leaf);
    const TileBoxes boxes(own, images, used, leaf);
    // Every few of the tiles against all.
    const int64_t step = std::max<int64_t>(1, boxes.tiles / 256);
    int64_t near = 0, tried = 0;
    for (int64_t i = 0; i < boxes.tiles; i += step) {
      for (int64_t j = 0; j < boxes.tiles; ++j, ++tried) near += boxes.is_apart(i, boxes, j, reach * reach) ? 0 : 1;
    }
    shares[static_cast<size_t>(n)] = static_cast<double>(near) / static_cast<double>(std::max<int64_t>(tried, 1));
  });
  const auto best = static_cast<size_t>(std::min_element(shares.begin(), shares.end()) - shares.begin());
  return !shares.empty() && shares[best] < 0.9 ? candidates[best] : 0;
}

}  // namespace figsift
