#include "algorithms/plan.h"

#include <algorithm>  // std::min
#include <cmath>

#include "algorithms/basis.h"
#include "algorithms/bound.h"
#include "algorithms/cost_model.h"
#include "algorithms/survivor_model.h"

namespace figsift {
namespace {

constexpr int64_t kSampleRows = 3072;
constexpr int64_t kDirections = 128;
constexpr int64_t kLeading = 8;
constexpr int64_t kMostFullBasis = 1024;
constexpr int64_t kMaxWidth = 4096;  // of the kernels

double rows_of(const PlanRequest& request, int side) {
  if (request.counts[side] > 0) return request.counts[side];
  const FsRows* rows = side == 0 ? &request.a : request.b;
  return rows == nullptr ? 0 : static_cast<double>(rows->rows);
}

double pair_count(const PlanRequest& request) {
  const double n = rows_of(request, 0);
  return request.b == nullptr ? n * (n - 1) / 2 : n * rows_of(request, 1);
}

// All of a space so wide is coded as it is: a basis of it would take longer than it saves.
bool is_identity_at(int64_t narrow, int64_t cols) { return narrow >= cols && cols > kMostFullBasis; }

struct Choice {
  int64_t width[2];
  double share[2];
  double nanoseconds;
};

// The cheapest of all pairs of widths of the model.
Choice cheapest(const SurvivorModel& model, const CostModel& cost, double pairs, double rows, int64_t cols,
                double near) {
  Choice best = {{0, 0}, {1, 1}, cost.law(pairs, cols)};
  for (size_t a = 0; a < model.widths.size(); ++a) {
    for (size_t b = a; b < model.widths.size(); ++b) {
      const int64_t narrow = model.widths[a], wide = model.widths[b];
      if (wide > kMaxWidth) continue;
      if (narrow < wide && wide > 256 && cols > kMostFullBasis) continue;
      double time = cost.coding(rows, cols) + cost.screen(pairs * near, narrow);
      if (!is_identity_at(narrow, cols)) time += cost.basis(cols, wide) + cost.projection(rows, cols, wide);
      if (narrow == wide) {
        time += cost.of.candidate * pairs * model.shares[a];
      } else {
        time += cost.second_screen(pairs * model.shares[a], wide);
      }
      time += cost.law(pairs * model.shares[b], cols);
      if (time < best.nanoseconds) best = {{narrow, wide}, {model.shares[a], model.shares[b]}, time};
    }
  }
  return best;
}

// The scale with the smallest mean residual on the sample: clipping against rounding.
double best_scale(double& residual, const std::vector<float>& images, int64_t width) {
  double square = 0;
  for (const float value : images) square += static_cast<double>(value) * static_cast<double>(value);
  const double deviation = std::sqrt(square / static_cast<double>(std::max<size_t>(images.size(), 1)));
  residual = 0;
  if (!(deviation > 1e-12)) return static_cast<double>(1.0f / 127);
  double best = 0, least = INFINITY;
  for (const double clip : {2.5, 3.0, 3.5, 4.0, 5.0, 6.0, 8.0, 11.0, 16.0, 24.0}) {
    const double scale = clip * deviation / 127;
    double sum = 0;
    for (size_t row = 0; row < images.size() / static_cast<size_t>(width); ++row) {
      double error = 0;
      for (size_t k = 0; k < static_cast<size_t>(width); ++k) {
        const double value = images[row * static_cast<size_t>(width) + k];
        // Within the range an error is as good as evenly spread.
        const double over = std::fabs(value) - 127.5 * scale;
        error += over > 0 ? (over + scale / 2) * (over + scale / 2) : scale * scale / 12;
      }
      sum += std::sqrt(error);
    }
    if (sum < least) {
      least = sum;
      best = scale;
    }
  }
  residual = least;
  return static_cast<double>(static_cast<float>(best));
}

std::vector<float> last_rows(const Sample& sample, int64_t rows) {
  return {sample.unit.end() - std::min(rows, sample.rows) * sample.cols, sample.unit.end()};
}

// Offset, scale and margin of a basis that is chosen. Returns the residuals of some rows, added up.
double complete(const FsBackend& backend, const FsCall& call, Plan& plan, const Sample& sample) {
  const int64_t d = sample.cols, width = plan.width[1], all = width + plan.leading;
  plan.offset.assign(static_cast<size_t>(all), 0.0f);
  const std::vector<float> some = last_rows(sample, 256);
  const int64_t rows = static_cast<int64_t>(some.size()) / d;
  std::vector<float> images(static_cast<size_t>(rows * width), 0.0f);
  if (plan.basis.empty()) {
    for (int64_t k = 0; k < std::min(width, d); ++k) {
      plan.offset[static_cast<size_t>(k)] = sample.mean[static_cast<size_t>(k)];
      for (int64_t n = 0; n < rows; ++n)
        images[static_cast<size_t>(n * width + k)] = some[static_cast<size_t>(n * d + k)];
    }
  } else {
    for (int64_t i = 0; i < all; ++i) {
      double sum = 0;
      for (int64_t k = 0; k < d; ++k) {
        sum += static_cast<double>(plan.basis[static_cast<size_t>(i * d + k)]) *
               static_cast<double>(sample.mean[static_cast<size_t>(k)]);
      }
      plan.offset[static_cast<size_t>(i)] = static_cast<float>(sum);
    }
    const FsRows view = {some.data(), rows, d, FS_FLOAT32};
    backend.project(&call, images.data(), &view, plan.basis.data(), width);
  }
  for (size_t n = 0; n < images.size(); ++n) images[n] -= plan.offset[n % static_cast<size_t>(width)];
  double residual = 0;
  plan.scale = best_scale(residual, images, width);
  plan.residual_margin = projection_error(d, width, plan.excess, plan.basis.empty());
  return residual;
}

void take_identity(Plan& plan, int64_t cols) {
  plan.basis_kind = BasisKind::kIdentity;
  plan.basis.clear();
  plan.excess = 0;
  plan.leading = 0;
  plan.width[0] = plan.width[1] = std::min<int64_t>((cols + 3) / 4 * 4, kMaxWidth);
}

}  // namespace

Plan make_plan(const FsBackend& backend, const FsCall& call, const PlanRequest& request) {
  const int64_t d = request.a.cols, full = (d + 3) / 4 * 4;
  const double pairs = pair_count(request);
  const double rows = rows_of(request, 0) + rows_of(request, 1);
  const CostModel cost = {*backend.costs};
  Plan plan;
  const bool is_forced = !request.forced_widths.empty();
  // A sample is not worth its time where all there is takes a few milliseconds.
  if (!is_forced && cost.law(pairs, d) < 4e6) {
    plan.expected_nanoseconds = cost.law(pairs, d);
    plan.expected_share[0] = plan.expected_share[1] = 1;
    return plan;
  }
  const Sample sample = take_sample(request.a, request.b, kSampleRows);
  const int64_t known = std::min({kDirections, d, std::max<int64_t>(sample.rows, 4)});
  Directions directions;
  if (sample.rows > 0) {
    directions = leading_directions(backend, call, sample, known);
  }
  if (is_forced) {
    const auto rounded = [&](int64_t width) {
      return std::clamp<int64_t>((width + 3) / 4 * 4, 4, std::min(full, kMaxWidth));
    };
    plan.width[0] = rounded(request.forced_widths.front());
    plan.width[1] = std::max(plan.width[0], rounded(request.forced_widths.back()));
    if (request.may_order && sample.rows > 0) plan.leading = std::min(kLeading, known);
  } else if (sample.rows >= 12) {
    const SurvivorModel model = model_survivors(backend, call, sample, directions, request.min_cosine);
    // Tiles are larger than points: what is within reach of each other's boxes is somewhat more.
    const double near = request.may_order ? std::min({1.0, 1.3 * model.within_two, 1.7 * model.within_three}) : 1.0;
    const Choice choice = cheapest(model, cost, pairs, rows, d, near);
    if (request.may_order && model.within_all < 0.75 && pairs > 5e7) plan.leading = std::min(kLeading, known);
    for (int stage = 0; stage < 2; ++stage) {
      plan.width[stage] = choice.width[stage];
      plan.expected_share[stage] = choice.share[stage];
    }
    plan.expected_nanoseconds = choice.nanoseconds;
    if (!plan.is_screened()) return plan;
  } else {
    take_identity(plan, d);
  }

  CodeBasis basis;
  if (sample.rows == 0 || is_identity_at(plan.width[0], d)) {
    take_identity(plan, d);
    complete(backend, call, plan, sample);
    return plan;
  }
  if (plan.width[0] >= full && d <= kMostFullBasis) {
    plan.basis_kind = BasisKind::kFull;
    basis = full_basis(call, d, plan.width[1]);
  } else {
    plan.basis_kind = BasisKind::kLeading;
    basis = mixed_basis(call, directions, plan.width[0], plan.width[1]);
  }
  plan.basis = std::move(basis.basis);
  plan.excess = basis.excess;
  if (plan.leading > 0) {
    const CodeBasis leading = leading_basis(call, directions, plan.leading);
    plan.basis.insert(plan.basis.end(), leading.basis.begin(), leading.basis.end());
    plan.leading_reach = code_reach(request.min_cosine, d, leading.excess) +
                         2 * projection_error(d, plan.leading, leading.excess, false);
    if (!(leading.excess < 0.01)) plan.leading_reach = INFINITY;
  }
  // Not orthonormal enough to prune with, such as after a cancelled call.
  if (!(plan.excess < 0.01)) take_identity(plan, d);
  const double residual = complete(backend, call, plan, sample);
  if (plan.basis_kind != BasisKind::kFull || plan.leading > 0) return plan;
  // Where the coordinates as they are fit one scale as well, nothing needs to be multiplied.
  Plan plain = plan;
  take_identity(plain, d);
  return complete(backend, call, plain, sample) <= 1.1 * residual ? plain : plan;
}

}  // namespace figsift
