#include "algorithms/survivor_model.h"

#include <algorithm>  // std::min
#include <cmath>
#include <mutex>

#include "core/parallel.h"

namespace figsift {
namespace {

constexpr int64_t kPairRows = 512;
constexpr int64_t kWidths[] = {4, 8, 12, 16, 20, 24, 28, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256};

}  // namespace

double SurvivorModel::share_at(int64_t width) const {
  for (size_t n = 0; n < widths.size(); ++n) {
    if (widths[n] >= width) return shares[n];
  }
  return shares.back();
}

SurvivorModel model_survivors(const FsBackend& backend, const FsCall& call, const Sample& sample,
                              const Directions& directions, double min_cosine) {
  const int64_t d = sample.cols, known = directions.count;
  SurvivorModel model;
  for (const int64_t width : kWidths) {
    if (width < d) model.widths.push_back(width);
  }
  const int64_t full = (d + 3) / 4 * 4;
  model.widths.push_back(full);
  const size_t count = model.widths.size();

  // Residuals as Gaussian coordinates clipped at four deviations would have them.
  std::vector<double> captured(static_cast<size_t>(known) + 1, 0.0);
  for (int64_t k = 0; k < known; ++k) {
    captured[static_cast<size_t>(k) + 1] =
        captured[static_cast<size_t>(k)] + directions.moments[static_cast<size_t>(k)];
  }
  const double reach = std::sqrt(2 * std::max(0.0, 1 - min_cosine));
  const auto square_reach = static_cast<float>(reach * reach);
  std::vector<float> floors(count);
  for (size_t n = 0; n < count; ++n) {
    const double energy = captured[static_cast<size_t>(std::min(model.widths[n], known))];
    const double limit = reach + 2 * (4.0 / 127 / std::sqrt(12.0)) * std::sqrt(energy) + 1e-3;
    floors[n] = static_cast<float>(limit * limit);
  }

  const int64_t rows = std::min(kPairRows, sample.held() / 2);
  const float* held = sample.unit.data() + sample.fitted() * d;
  const FsRows left = {held, rows, d, FS_FLOAT32};
  const std::vector<float> others(held + rows * d, held + 2 * rows * d);
  std::vector<float> cosines(static_cast<size_t>(rows * rows));
  backend.project(&call, cosines.data(), &left, others.data(), rows);

  std::vector<int64_t> passed(count, 0);
  int64_t within[3] = {};
  const int64_t firsts[3] = {std::min<int64_t>(2, known), std::min<int64_t>(3, known), std::min<int64_t>(8, known)};
  std::mutex mutex;
  parallel_for(call, (rows + 15) / 16, [&](int64_t step, int) {
    std::vector<int64_t> mine(count, 0);
    int64_t mine_within[3] = {};
    for (int64_t i = step * 16; i < std::min((step + 1) * 16, rows); ++i) {
      const float* x = directions.images.data() + i * known;
      for (int64_t j = 0; j < rows; ++j) {
        const float* y = directions.images.data() + (rows + j) * known;
        const float whole = 2 - 2 * cosines[static_cast<size_t>(i * rows + j)];
        float part = 0;
        for (int n = 0, k = 0; n < 3; ++n) {
          for (; k < firsts[n]; ++k) part += (x[k] - y[k]) * (x[k] - y[k]);
          if (part > square_reach) break;
          ++mine_within[n];
        }
        float square = 0;
        int64_t k = 0;
        for (size_t n = 0; n < count; ++n) {
          const int64_t end = std::min(model.widths[n], known);
          for (; k < end; ++k) square += (x[k] - y[k]) * (x[k] - y[k]);
          float at = square;
          if (model.widths[n] >= d) {
            at = whole;
          } else if (model.widths[n] > known) {
            // Other directions take their share of what the leading ones leave.
            at += (whole - square) * static_cast<float>(model.widths[n] - known) / static_cast<float>(d - known);
          }
          if (at > floors[n]) break;  // wider prefixes only lie further apart
          ++mine[n];
        }
      }
    }
    std::lock_guard lock(mutex);
    for (size_t n = 0; n < count; ++n) passed[n] += mine[n];
    for (int n = 0; n < 3; ++n) within[n] += mine_within[n];
  });
  const double pairs = std::max(1.0, static_cast<double>(rows * rows));
  for (size_t n = 0; n < count; ++n) model.shares.push_back((static_cast<double>(passed[n]) + 0.3) / pairs);
  model.within_two = static_cast<double>(within[0]) / pairs;
  model.within_three = static_cast<double>(within[1]) / pairs;
  model.within_all = static_cast<double>(within[2]) / pairs;
  return model;
}

}  // namespace figsift
