#include "algorithms/basis.h"

#include <algorithm>  // std::min, std::sort
#include <cmath>
#include <numbers>  // pi
#include <numeric>  // std::iota

#include "algorithms/random.h"
#include "core/parallel.h"

namespace figsift {
namespace {

// Eight chains, so that the compiler may use vectors.
template <typename T>
double dot_of(const T* x, const T* y, int64_t count) {
  double sums[8] = {};
  int64_t k = 0;
  for (; k + 8 <= count; k += 8) {
    for (int64_t lane = 0; lane < 8; ++lane) {
      sums[lane] += static_cast<double>(x[k + lane]) * static_cast<double>(y[k + lane]);
    }
  }
  for (; k < count; ++k) sums[0] += static_cast<double>(x[k]) * static_cast<double>(y[k]);
  return ((sums[0] + sums[1]) + (sums[2] + sums[3])) + ((sums[4] + sums[5]) + (sums[6] + sums[7]));
}

void randomise(double* x, int64_t cols, Random& random) {
  for (int64_t k = 0; k < cols; ++k) x[k] = random.normal();
}

// Makes rows [begin, count) orthonormal to each other and to the rows before. What vanishes is replaced by chance.
void orthonormalise(std::vector<double>& rows, int64_t cols, int64_t begin, int64_t count, Random& random) {
  for (int64_t i = begin; i < count; ++i) {
    double* x = rows.data() + i * cols;
    // Two passes remove what rounding leaves of the first.
    for (int pass = 0, tries = 0; pass < 2 && tries < 8; ++pass) {
      const double before = dot_of(x, x, cols);
      for (int64_t j = 0; j < i; ++j) {
        const double* y = rows.data() + j * cols;
        const double along = dot_of(x, y, cols);
        for (int64_t k = 0; k < cols; ++k) x[k] -= along * y[k];
      }
      const double square = dot_of(x, x, cols);
      if (!(square > before * 1e-20) || !std::isfinite(square)) {
        randomise(x, cols, random);
        pass = -1;
        ++tries;
        continue;
      }
      const double scale = 1 / std::sqrt(square);
      for (int64_t k = 0; k < cols; ++k) x[k] *= scale;
      if (square > before * 0.25) break;
    }
  }
}

// Rows of a cosine transform with random signs: each mixes all coordinates alike.
std::vector<double> mixing(int64_t size, Random& random) {
  std::vector<double> out(static_cast<size_t>(size * size));
  std::vector<double> waves(static_cast<size_t>(4 * size));
  for (int64_t n = 0; n < 4 * size; ++n) {
    waves[static_cast<size_t>(n)] =
        std::cos(std::numbers::pi * static_cast<double>(n) / (2.0 * static_cast<double>(size)));
  }
  for (int64_t j = 0; j < size; ++j) {
    const double sign = random.next() & 1 ? 1.0 : -1.0;
    for (int64_t i = 0; i < size; ++i) {
      const double norm = std::sqrt((i == 0 ? 1.0 : 2.0) / static_cast<double>(size));
      out[static_cast<size_t>(i * size + j)] = sign * norm * waves[static_cast<size_t>((2 * j + 1) * i % (4 * size))];
    }
  }
  return out;
}

// |B|^2 is the largest eigenvalue of B B', at most its largest sum of absolute values along a row. Two sums of `cols`
// products each are within 2^-52 cols of the exact ones.
double certified_excess(const FsCall& call, const std::vector<float>& basis, int64_t width, int64_t cols) {
  std::vector<double> sums(static_cast<size_t>(width), 0.0);
  parallel_for(call, width, [&](int64_t i, int) {
    const float* x = basis.data() + i * cols;
    double sum = 0;
    for (int64_t j = 0; j < width; ++j) sum += std::fabs(dot_of(x, basis.data() + j * cols, cols));
    sums[static_cast<size_t>(i)] = sum;
  });
  double most = 1;
  for (const double sum : sums) most = std::max(most, sum);
  return most - 1 + static_cast<double>(width) * static_cast<double>(cols) * 0x1p-50;
}

std::vector<float> projected(const FsBackend& backend, const FsCall& call, const FsRows& rows,
                             const std::vector<float>& basis, int64_t width) {
  std::vector<float> out(static_cast<size_t>(rows.rows * width));
  backend.project(&call, out.data(), &rows, basis.data(), width);
  return out;
}

std::vector<float> to_floats(const std::vector<double>& values) { return {values.begin(), values.end()}; }

}  // namespace

Directions leading_directions(const FsBackend& backend, const FsCall& call, const Sample& sample, int64_t count) {
  const int64_t d = sample.cols, m = sample.fitted(), held = sample.held();
  Directions out;
  out.count = count;
  out.cols = d;
  out.vectors.resize(static_cast<size_t>(count * d));
  Random random(0xba515);
  randomise(out.vectors.data(), count * d, random);
  // The centred sample, turned: [d, m].
  std::vector<float> turned(static_cast<size_t>(d * m));
  for (int64_t n = 0; n < m; ++n) {
    for (int64_t k = 0; k < d; ++k) {
      turned[static_cast<size_t>(k * m + n)] =
          sample.unit[static_cast<size_t>(n * d + k)] - sample.mean[static_cast<size_t>(k)];
    }
  }
  const auto images = [&](const FsRows& rows) {
    std::vector<float> values = projected(backend, call, rows, to_floats(out.vectors), count);
    for (int64_t i = 0; i < count; ++i) {
      double centre = 0;
      for (int64_t k = 0; k < d; ++k) {
        centre +=
            out.vectors[static_cast<size_t>(i * d + k)] * static_cast<double>(sample.mean[static_cast<size_t>(k)]);
      }
      for (int64_t n = 0; n < rows.rows; ++n) values[static_cast<size_t>(n * count + i)] -= static_cast<float>(centre);
    }
    return values;
  };
  constexpr int kSteps = 2;
  for (int step = 0; step < kSteps; ++step) {
    const std::vector<float> along = images(sample.fitted_view());
    std::vector<float> columns(static_cast<size_t>(count * m));
    for (int64_t n = 0; n < m; ++n) {
      for (int64_t i = 0; i < count; ++i)
        columns[static_cast<size_t>(i * m + n)] = along[static_cast<size_t>(n * count + i)];
    }
    // project() brings its rows to unit length, which directions do not mind.
    const std::vector<float> next = projected(backend, call, {columns.data(), count, m, FS_FLOAT32}, turned, d);
    out.vectors.assign(next.begin(), next.end());
    orthonormalise(out.vectors, d, 0, count, random);
  }
  const std::vector<float> unsorted = images(sample.held_view());
  std::vector<double> moments(static_cast<size_t>(count), 0.0);
  for (int64_t n = 0; n < held; ++n) {
    for (int64_t i = 0; i < count; ++i) {
      const double value = unsorted[static_cast<size_t>(n * count + i)];
      moments[static_cast<size_t>(i)] += value * value / static_cast<double>(held);
    }
  }
  std::vector<int64_t> order(static_cast<size_t>(count));
  std::iota(order.begin(), order.end(), 0);
  std::sort(order.begin(), order.end(),
            [&](int64_t a, int64_t b) { return moments[static_cast<size_t>(a)] > moments[static_cast<size_t>(b)]; });
  const std::vector<double> vectors = out.vectors;
  out.images.resize(unsorted.size());
  out.moments.resize(moments.size());
  for (int64_t i = 0; i < count; ++i) {
    const int64_t from = order[static_cast<size_t>(i)];
    out.moments[static_cast<size_t>(i)] = moments[static_cast<size_t>(from)];
    std::copy_n(vectors.begin() + from * d, d, out.vectors.begin() + i * d);
    for (int64_t n = 0; n < held; ++n) {
      out.images[static_cast<size_t>(n * count + i)] = unsorted[static_cast<size_t>(n * count + from)];
    }
  }
  return out;
}

CodeBasis mixed_basis(const FsCall& call, const Directions& directions, int64_t narrow, int64_t width) {
  const int64_t d = directions.cols;
  // Beyond d there is no further direction: rows of zeros fill up the width.
  const int64_t used = std::min(width, d);
  Random random(0x317);
  std::vector<double> rows(static_cast<size_t>(used * d));
  const int64_t known = std::min(used, directions.count);
  std::copy_n(directions.vectors.begin(), known * d, rows.begin());
  if (used > known) {
    randomise(rows.data() + known * d, (used - known) * d, random);
    orthonormalise(rows, d, known, used, random);
  }
  CodeBasis out;
  out.basis.resize(static_cast<size_t>(width * d), 0.0f);
  for (const auto& [begin, end] : {std::pair{int64_t{0}, std::min(narrow, used)}, std::pair{narrow, used}}) {
    if (begin >= end) continue;
    const int64_t size = end - begin, first = begin;
    const std::vector<double> mix = mixing(size, random);
    parallel_for(call, size, [&](int64_t i, int) {
      std::vector<double> sum(static_cast<size_t>(d), 0.0);
      for (int64_t j = 0; j < size; ++j) {
        const double weight = mix[static_cast<size_t>(i * size + j)];
        const double* x = rows.data() + (first + j) * d;
        for (int64_t k = 0; k < d; ++k) sum[static_cast<size_t>(k)] += weight * x[k];
      }
      std::copy(sum.begin(), sum.end(), out.basis.begin() + (first + i) * d);
    });
  }
  out.excess = certified_excess(call, out.basis, width, d);
  return out;
}

CodeBasis full_basis(const FsCall& call, int64_t cols, int64_t width) {
  Random random(0xf011);
  const std::vector<double> mix = mixing(cols, random);
  CodeBasis out;
  out.basis = to_floats(mix);
  out.basis.resize(static_cast<size_t>(width * cols), 0.0f);
  out.excess = certified_excess(call, out.basis, width, cols);
  return out;
}

CodeBasis leading_basis(const FsCall& call, const Directions& directions, int64_t count) {
  CodeBasis out;
  out.basis.assign(directions.vectors.begin(), directions.vectors.begin() + count * directions.cols);
  out.excess = certified_excess(call, out.basis, count, directions.cols);
  return out;
}

}  // namespace figsift
