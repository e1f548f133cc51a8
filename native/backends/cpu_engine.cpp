#include "backends/cpu_engine.h"

#include <algorithm>  // std::min
#include <atomic>     // the first bad row
#include <cmath>      // std::isfinite
#include <limits>     // infinity
#include <new>        // std::bad_alloc

#include "backends/cpu_rows.h"
#include "core/parallel.h"
#include "core/status.h"
#include "kernels/cosine_rows/cosine_rows.h"
#include "kernels/score_tile/score_tile.h"

int64_t FsEngine::panel_count() const { return (rows + figsift::kPanelRows - 1) / figsift::kPanelRows; }

const float* FsEngine::panel(int64_t p) const { return panels.get() + p * cols * figsift::kPanelRows; }

namespace figsift {
namespace {

// Widens, checks, normalises and interleaves the rows of one panel. Returns its first bad row, or -1.
int64_t prepare_panel(const CpuKernels& kernels, FsEngine& engine, const FsRows& source, int64_t p) {
  const int64_t d = engine.cols;
  float* out = engine.panels.get() + p * d * kPanelRows;
  for (int64_t r = 0; r < kPanelRows; ++r) {
    const int64_t row = p * kPanelRows + r;
    if (row >= engine.rows) {
      for (int64_t k = 0; k < d; ++k) out[k * kPanelRows + r] = 0.0f;
      continue;
    }
    if (engine.widened) {
      kernels.widen_float16(engine.widened.get() + row * d, static_cast<const uint16_t*>(source.data) + row * d, d);
    }
    const float* x = engine.row(row);
    const double square = kernels.dot(x, x, d);
    if (!std::isfinite(square)) return row;
    engine.squares[static_cast<size_t>(row)] = square;
    const double scale = square == 0.0 ? 0.0 : 1.0 / std::sqrt(square);
    for (int64_t k = 0; k < d; ++k) out[k * kPanelRows + r] = static_cast<float>(x[k] * scale);
  }
  return -1;
}

}  // namespace

double screen_slack(int64_t d) {
  const double units = static_cast<double>(d + 8) * 0x1p-24;
  return units < 0.5 ? units / (1.0 - units) : std::numeric_limits<double>::infinity();
}

float screen_floor(double min_cosine, int64_t d) {
  const double floor = min_cosine - screen_slack(d);
  const float nearest = static_cast<float>(floor);
  return static_cast<double>(nearest) <= floor ? nearest
                                               : std::nextafterf(nearest, -std::numeric_limits<float>::infinity());
}

double engine_cosine(const FsEngine& left, const FsEngine& right, int64_t i, int64_t j) {
  return cosine_of_dots(left.kernels->dot(left.row(i), right.row(j), left.cols), left.squares[static_cast<size_t>(i)],
                        right.squares[static_cast<size_t>(j)]);
}

FsStatus cpu_engine_create(const CpuKernels& kernels, const FsCall* call, FsEngine** out, const FsRows* source) {
  auto engine = std::make_unique<FsEngine>();
  engine->kernels = &kernels;
  engine->rows = source->rows;
  engine->cols = source->cols;
  engine->values = static_cast<const float*>(source->data);
  engine->squares.resize(static_cast<size_t>(source->rows));
  if (source->dtype == FS_FLOAT16) {
    engine->widened.reset(new float[static_cast<size_t>(source->rows * source->cols)]);
    engine->values = engine->widened.get();
  }
  engine->panels.reset(new float[static_cast<size_t>(engine->panel_count() * kPanelRows * source->cols)]);

  std::atomic<int64_t> bad{INT64_MAX};
  const FsStatus status = parallel_for(*call, engine->panel_count(), [&](int64_t p, int) {
    const int64_t row = prepare_panel(kernels, *engine, *source, p);
    if (row < 0) return;
    int64_t seen = bad.load();
    while (row < seen && !bad.compare_exchange_weak(seen, row)) {
    }
  });
  if (status.code != FS_OK) return status;
  if (bad.load() != INT64_MAX) return fail(FS_NON_FINITE, 0, bad.load());
  *out = engine.release();
  return ok();
}

void cpu_engine_destroy(FsEngine* engine) { delete engine; }

FsStatus cpu_cosine_pairs(const CpuKernels&, const FsCall* call, double* out, FsEngine* left, FsEngine* right,
                          const uint32_t* left_rows, const uint32_t* right_rows, size_t count) {
  constexpr int64_t kStep = 1024;
  const auto pairs = static_cast<int64_t>(count);
  return parallel_for(*call, (pairs + kStep - 1) / kStep, [&](int64_t step, int) {
    const int64_t end = std::min((step + 1) * kStep, pairs);
    for (int64_t i = step * kStep; i < end; ++i) out[i] = engine_cosine(*left, *right, left_rows[i], right_rows[i]);
  });
}

}  // namespace figsift
