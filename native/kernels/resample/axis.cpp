#include "kernels/resample/axis.h"

#include <algorithm>  // std::max, std::min
#include <cmath>      // std::sin, std::cos, std::fabs

#include "backends/backend.h"

namespace figsift {
namespace {

constexpr double kPi = 3.14159265358979323846;
constexpr double kOne = 1 << 22;

double sinc(double x) { return x == 0.0 ? 1.0 : std::sin(x * kPi) / (x * kPi); }

// A filter: its value at distance x, and the distance from which on it is zero. Types rather than pointers to functions,
// so that the loop over taps is compiled once per filter with the filter inside.

// Pillow's box takes the sample at +0.5 and not the one at -0.5.
struct Box {
  static constexpr double kSupport = 0.5;
  static double at(double x) { return x > -0.5 && x <= 0.5 ? 1.0 : 0.0; }
};

struct Bilinear {
  static constexpr double kSupport = 1.0;
  static double at(double x) { return std::max(0.0, 1.0 - std::fabs(x)); }
};

// The constants are single-precision in Pillow.
struct Hamming {
  static constexpr double kSupport = 1.0;
  static double at(double x) {
    x = std::fabs(x);
    if (x == 0.0) return 1.0;
    if (x >= 1.0) return 0.0;
    x *= kPi;
    return std::sin(x) / x * (static_cast<double>(0.54f) + static_cast<double>(0.46f) * std::cos(x));
  }
};

// Keys' cubic convolution with a = -1/2.
struct Bicubic {
  static constexpr double kSupport = 2.0;
  static double at(double x) {
    constexpr double a = -0.5;
    x = std::fabs(x);
    if (x < 1.0) return ((a + 2.0) * x - (a + 3.0)) * x * x + 1.0;
    if (x < 2.0) return (((x - 5.0) * x + 8.0) * x - 4.0) * a;
    return 0.0;
  }
};

struct Lanczos {
  static constexpr double kSupport = 3.0;
  static double at(double x) { return x >= -3.0 && x < 3.0 ? sinc(x) * sinc(x / 3.0) : 0.0; }
};

// Sets `weights` to the weights, which sum to 1, of one output; returns the input sample of the first.
template <typename Filter>
int32_t window_of(std::vector<double>& weights, int32_t from, int32_t to, int32_t index) {
  const double scale = static_cast<double>(from) / to;
  const double stretch = scale < 1.0 ? 1.0 : scale;
  const double support = Filter::kSupport * stretch;
  const double inverse = 1.0 / stretch;
  const double centre = (index + 0.5) * scale;
  const int32_t first = std::max(0, static_cast<int32_t>(centre - support + 0.5));
  const int32_t end = std::min(from, static_cast<int32_t>(centre + support + 0.5));
  weights.resize(static_cast<size_t>(end - first));
  double sum = 0.0;
  for (int32_t x = first; x < end; ++x) {
    const double w = Filter::at((x - centre + 0.5) * inverse);
    weights[static_cast<size_t>(x - first)] = w;
    sum += w;
  }
  if (sum != 0.0) {
    for (double& w : weights) w /= sum;
  }
  return first;
}

using WindowOf = int32_t (*)(std::vector<double>&, int32_t from, int32_t to, int32_t index);

int32_t same_sample(std::vector<double>& weights, int32_t, int32_t, int32_t index) {
  weights.assign(1, 1.0);
  return index;
}

WindowOf window_function(int32_t filter) {
  switch (filter) {
    case FS_BOX:
      return window_of<Box>;
    case FS_BILINEAR:
      return window_of<Bilinear>;
    case FS_HAMMING:
      return window_of<Hamming>;
    case FS_BICUBIC:
      return window_of<Bicubic>;
    default:
      return window_of<Lanczos>;
  }
}

int32_t to_fixed(double w) { return static_cast<int32_t>(w < 0 ? w * kOne - 0.5 : w * kOne + 0.5); }

}  // namespace

ResampleAxis::ResampleAxis(const ResampleLevel& level, int32_t from, int32_t to, int32_t keep, int32_t count,
                           int32_t filter) {
  const WindowOf window = from == to ? same_sample : window_function(filter);
  const size_t group = static_cast<size_t>(level.group), words = static_cast<size_t>(level.words);
  std::vector<size_t> offsets;
  std::vector<double> weights;
  std::vector<int32_t> fixed;  // padded with zeros to whole groups
  offsets.reserve(static_cast<size_t>(count));
  taps_.reserve(static_cast<size_t>(count));
  for (int32_t i = keep; i < keep + count; ++i) {
    const int32_t first = window(weights, from, to, i);
    const size_t lead = static_cast<size_t>(first % level.group);
    const size_t groups = (lead + weights.size() + group - 1) / group;
    fixed.assign(groups * group, 0);
    for (size_t t = 0; t < weights.size(); ++t) fixed[lead + t] = to_fixed(weights[t]);
    const size_t offset = words_.size();
    words_.resize(offset + groups * words);
    for (size_t g = 0; g < groups; ++g) level.pack(&words_[offset + g * words], &fixed[g * group]);
    offsets.push_back(offset);
    taps_.push_back({first / level.group, static_cast<int32_t>(groups), nullptr});
    max_groups_ = std::max(max_groups_, static_cast<int32_t>(groups));
  }
  for (size_t i = 0; i < taps_.size(); ++i) taps_[i].weights = &words_[offsets[i]];
}

}  // namespace figsift
