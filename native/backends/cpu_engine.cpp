#include "backends/cpu_engine.h"

#include <algorithm>  // std::min
#include <cmath>      // std::sqrt
#include <cstring>    // std::memcpy

#include "backends/cpu_rows.h"
#include "core/parallel.h"
#include "core/status.h"
#include "kernels/cosine_rows/cosine_rows.h"
#include "kernels/int8_screen/int8_screen.h"

namespace figsift {
namespace {

// Within these squared norms a float32 dot product neither overflows nor loses anything that counts to underflow.
bool is_moderate(double square) { return square > 0x1p-100 && square < 0x1p100; }

// Survivors lie anywhere in memory: what counts is to wait for several rows at once.
void prefetch_row(const FsRows& rows, int64_t row) {
  const int64_t bytes = rows.cols * (rows.dtype == FS_FLOAT16 ? 2 : 4);
  const char* first = static_cast<const char*>(rows.data) + row * bytes;
  for (int64_t at = 0; at < bytes; at += 64) __builtin_prefetch(first + at);
}

}  // namespace

FsStatus cpu_engine_create(const CpuKernels& kernels, const FsCall*, FsEngine** out, const FsRows* rows,
                           const FsCoding* coding) {
  const int64_t narrow = coding->width[0], wide = coding->width[1];
  if (narrow < 4 || narrow > wide || wide > kScreenMaxWidth || narrow % 4 != 0 || wide % 4 != 0 ||
      !(coding->scale > 0) || coding->leading < 0 || coding->leading > 8 ||
      (coding->basis == nullptr && coding->leading > 0)) {
    return fail(FS_BAD_ARGUMENT);
  }
  auto engine = std::make_unique<FsEngine>();
  engine->kernels = &kernels;
  engine->source = *rows;
  engine->basis = Basis(coding->basis, coding->offset, wide + coding->leading, rows->cols);
  engine->leading = coding->leading;
  engine->scale = coding->scale;
  engine->width[0] = narrow;
  engine->width[1] = wide;
  engine->squares.resize(static_cast<size_t>(rows->rows));
  engine->codes.reset(new int8_t[static_cast<size_t>(rows->rows * wide)]);
  *out = engine.release();
  return ok();
}

void cpu_engine_destroy(FsEngine* engine) { delete engine; }

FsStatus cpu_engine_arrange(const CpuKernels&, const FsCall* call, FsEngine* engine, const uint32_t* order,
                            int64_t count) {
  const int64_t narrow = engine->width[0], wide = engine->width[1];
  if (engine->codes == nullptr) return fail(FS_BAD_ARGUMENT);
  for (int64_t p = 0; p < count; ++p) {
    if (order[p] >= engine->source.rows) return fail(FS_BAD_ARGUMENT);
  }
  engine->order.assign(order, order + count);
  const int64_t panels = (count + kScreenPanel - 1) / kScreenPanel;
  engine->code_sums.resize(static_cast<size_t>(count));
  engine->panels.reset(new uint8_t[static_cast<size_t>(panels * kScreenPanel * narrow)]);
  constexpr int64_t kStep = 64;
  const FsStatus status = parallel_for(*call, (panels + kStep - 1) / kStep, [&](int64_t step, int) {
    std::vector<int8_t> rows(static_cast<size_t>(kScreenPanel * narrow));
    for (int64_t p = step * kStep; p < std::min((step + 1) * kStep, panels); ++p) {
      const int64_t first = p * kScreenPanel, filled = std::min(kScreenPanel, count - first);
      for (int64_t r = 0; r < filled; ++r) {
        std::memcpy(rows.data() + r * narrow, engine->codes.get() + order[first + r] * wide,
                    static_cast<size_t>(narrow));
        int32_t sum = 0;
        for (int64_t k = 0; k < narrow; ++k) sum += rows[static_cast<size_t>(r * narrow + k)];
        engine->code_sums[static_cast<size_t>(first + r)] = sum;
      }
      pack_screen_panels(engine->panels.get() + first * narrow, rows.data(), filled, narrow);
    }
  });
  if (narrow == wide) engine->codes.reset();
  return status;
}

FsStatus cpu_cosine_pairs(const CpuKernels& kernels, const FsCall* call, double* out, FsEngine* left, FsEngine* right,
                          const uint32_t* left_rows, const uint32_t* right_rows, const double* floors, size_t count) {
  constexpr int64_t kStep = 1024, kAhead = 2;
  const auto pairs = static_cast<int64_t>(count);
  const int64_t cols = left->source.cols;
  const auto step_pairs = [&](int64_t step, int) {
    std::vector<float> widened_left, widened_right;
    const int64_t end = std::min((step + 1) * kStep, pairs);
    for (int64_t i = step * kStep; i < end; ++i) {
      if (i + kAhead < end) {
        prefetch_row(left->source, left_rows[i + kAhead]);
        prefetch_row(right->source, right_rows[i + kAhead]);
      }
      const float* x = row_of(kernels, left->source, left_rows[i], widened_left);
      const float* y = row_of(kernels, right->source, right_rows[i], widened_right);
      const double xx = left->squares[left_rows[i]], yy = right->squares[right_rows[i]];
      if (floors != nullptr && is_moderate(xx) && is_moderate(yy) &&
          static_cast<double>(kernels.dot_float32(x, y, cols)) < floors[i] * std::sqrt(xx * yy)) {
        out[i] = FIGSIFT_BELOW;
      } else {
        out[i] = cosine_of_dots(kernels.dot(x, y, cols), xx, yy);
      }
    }
  };
  return parallel_for(*call, (pairs + kStep - 1) / kStep, step_pairs);
}

}  // namespace figsift
