#include "algorithms/sample.h"

#include <algorithm>  // std::min, std::swap_ranges
#include <cmath>      // std::isfinite
#include <cstring>    // std::memcpy

#include "algorithms/random.h"

namespace figsift {
namespace {

float widened(uint16_t half) {
  const int exponent = half >> 10 & 31, fraction = half & 1023;
  const double size = exponent == 0 ? std::ldexp(fraction, -24) : std::ldexp(1024 + fraction, exponent - 25);
  return static_cast<float>(half & 0x8000 ? -size : size);
}

// False if the row cannot be brought to unit length. Numbers that are no numbers are found when rows are coded.
bool append(Sample& sample, const FsRows& from, int64_t row, std::vector<double>& scratch) {
  double square = 0;
  for (int64_t k = 0; k < from.cols; ++k) {
    const auto at = static_cast<size_t>(row * from.cols + k);
    const double value = from.dtype == FS_FLOAT16
                             ? static_cast<double>(widened(static_cast<const uint16_t*>(from.data)[at]))
                             : static_cast<double>(static_cast<const float*>(from.data)[at]);
    scratch[static_cast<size_t>(k)] = value;
    square += value * value;
  }
  if (!std::isfinite(square) || square == 0) return false;
  const double scale = 1 / std::sqrt(square);
  for (const double value : scratch) sample.unit.push_back(static_cast<float>(value * scale));
  ++sample.rows;
  return true;
}

}  // namespace

Sample take_sample(const FsRows& a, const FsRows* b, int64_t most) {
  Sample sample;
  sample.cols = a.cols;
  const int64_t total = a.rows + (b == nullptr ? 0 : b->rows);
  const int64_t wanted = std::min(most, total);
  sample.unit.reserve(static_cast<size_t>(wanted * a.cols));
  Random random(0x5eed);
  std::vector<double> scratch(static_cast<size_t>(a.cols));
  // One row out of each of `wanted` equal stretches: no row twice, and no sort.
  for (int64_t n = 0; n < wanted; ++n) {
    const int64_t begin = total * n / wanted, end = total * (n + 1) / wanted;
    const int64_t row = begin + random.below(end - begin);
    append(sample, row < a.rows ? a : *b, row < a.rows ? row : row - a.rows, scratch);
  }
  for (int64_t n = sample.rows - 1; n > 0; --n) {
    const int64_t other = random.below(n + 1);
    if (other == n) continue;
    float* x = sample.unit.data() + n * a.cols;
    std::swap_ranges(x, x + a.cols, sample.unit.data() + other * a.cols);
  }
  std::vector<double> sums(static_cast<size_t>(a.cols), 0.0);
  for (int64_t n = 0; n < sample.rows; ++n) {
    for (int64_t k = 0; k < a.cols; ++k)
      sums[static_cast<size_t>(k)] += sample.unit[static_cast<size_t>(n * a.cols + k)];
  }
  sample.mean.resize(static_cast<size_t>(a.cols), 0.0f);
  for (size_t k = 0; k < sums.size() && sample.rows > 0; ++k) {
    sample.mean[k] = static_cast<float>(sums[k] / static_cast<double>(sample.rows));
  }
  return sample;
}

}  // namespace figsift
