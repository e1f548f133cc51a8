#include "kernels/resample/axis.h"

#include <algorithm>  // std::max, std::min
#include <cmath>      // std::sin, std::cos, std::fabs

#include "backends/backend.h"

namespace figsift {
namespace {

constexpr double kPi = 3.14159265358979323846;
constexpr double kOne = 1 << 22;

double sinc(double x) { return x == 0.0 ? 1.0 : std::sin(x * kPi) / (x * kPi); }

// The filters at distance x, and the distance from which on they are zero. Pillow's box takes the sample at +0.5 and not
// the one at -0.5; its Hamming constants are single-precision.
double box(double x) { return x > -0.5 && x <= 0.5 ? 1.0 : 0.0; }

double bilinear(double x) {
  x = std::fabs(x);
  return x < 1.0 ? 1.0 - x : 0.0;
}

double hamming(double x) {
  x = std::fabs(x);
  if (x == 0.0) return 1.0;
  if (x >= 1.0) return 0.0;
  x *= kPi;
  return std::sin(x) / x * (static_cast<double>(0.54f) + static_cast<double>(0.46f) * std::cos(x));
}

// Keys' cubic convolution with a = -1/2.
double bicubic(double x) {
  constexpr double a = -0.5;
  x = std::fabs(x);
  if (x < 1.0) return ((a + 2.0) * x - (a + 3.0)) * x * x + 1.0;
  if (x < 2.0) return (((x - 5.0) * x + 8.0) * x - 4.0) * a;
  return 0.0;
}

double lanczos(double x) { return x >= -3.0 && x < 3.0 ? sinc(x) * sinc(x / 3.0) : 0.0; }

struct Filter {
  double (*at)(double);
  double support;
};

Filter filter_of(int32_t filter) {
  switch (filter) {
    case FS_BOX:
      return {box, 0.5};
    case FS_BILINEAR:
      return {bilinear, 1.0};
    case FS_HAMMING:
      return {hamming, 1.0};
    case FS_BICUBIC:
      return {bicubic, 2.0};
    default:
      return {lanczos, 3.0};
  }
}

struct Window {
  int32_t first;
  std::vector<double> weights;  // sum to 1
};

Window window_of(Filter filter, int32_t from, int32_t to, int32_t index) {
  const double scale = static_cast<double>(from) / to;
  const double stretch = scale < 1.0 ? 1.0 : scale;
  const double support = filter.support * stretch;
  const double inverse = 1.0 / stretch;
  const double centre = (index + 0.5) * scale;
  const int32_t first = std::max(0, static_cast<int32_t>(centre - support + 0.5));
  const int32_t end = std::min(from, static_cast<int32_t>(centre + support + 0.5));
  Window window{first, {}};
  double sum = 0.0;
  for (int32_t x = 0; x < end - first; ++x) {
    const double w = filter.at((x + first - centre + 0.5) * inverse);
    window.weights.push_back(w);
    sum += w;
  }
  if (sum != 0.0) {
    for (double& w : window.weights) w /= sum;
  }
  return window;
}

int32_t to_fixed(double w) { return static_cast<int32_t>(w < 0 ? w * kOne - 0.5 : w * kOne + 0.5); }

}  // namespace

ResampleAxis::ResampleAxis(const ResampleLevel& level, int32_t from, int32_t to, int32_t keep, int32_t count,
                           int32_t filter) {
  const Filter chosen = filter_of(filter);
  const int32_t group = level.group;
  std::vector<size_t> offsets;
  std::vector<int32_t> fixed;
  for (int32_t i = keep; i < keep + count; ++i) {
    const Window window = from == to ? Window{i, {1.0}} : window_of(chosen, from, to, i);
    const int32_t first = window.first / group;
    const int32_t lead = window.first - first * group;
    const int32_t groups = (lead + static_cast<int32_t>(window.weights.size()) + group - 1) / group;
    fixed.assign(static_cast<size_t>(groups) * static_cast<size_t>(group), 0);
    for (size_t t = 0; t < window.weights.size(); ++t)
      fixed[static_cast<size_t>(lead) + t] = to_fixed(window.weights[t]);
    offsets.push_back(words_.size());
    words_.resize(words_.size() + static_cast<size_t>(groups) * static_cast<size_t>(level.words));
    for (int32_t g = 0; g < groups; ++g) {
      level.pack(&words_[offsets.back() + static_cast<size_t>(g * level.words)],
                 &fixed[static_cast<size_t>(g * group)]);
    }
    taps_.push_back({first, groups, nullptr});
    max_groups_ = std::max(max_groups_, groups);
  }
  for (size_t i = 0; i < taps_.size(); ++i) taps_[i].weights = &words_[offsets[i]];
}

}  // namespace figsift
