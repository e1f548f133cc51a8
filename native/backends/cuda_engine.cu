#include "backends/cuda_engine.cuh"

#include <algorithm>  // std::max

#include "backends/cuda_rows.cuh"
#include "cuda/check.cuh"
#include "kernels/int8_screen/cuda.cuh"
#include "kernels/int8_screen/cuda_arrange.cuh"
#include "kernels/int8_screen/int8_screen.h"

int64_t FsEngine::padded() const {
  const int64_t step = figsift::kScreenPadding;
  return std::max<int64_t>(1, (positions + step - 1) / step) * step;
}

namespace figsift {
namespace {

int32_t stride_of(int64_t width) { return static_cast<int32_t>((width + 31) / 32 * 32); }

// What must still fit after the rows: codes in both orders, starts, orders, and buffers of the screens. The codes of the other
// side of a join are not known yet: rows leave two fifths of what is free.
int64_t bytes_beside_rows(const FsEngine& engine) {
  const int64_t of_row = engine.stride + engine.screen_stride + 8 + 4 + 8;
  return engine.source.rows * of_row + (int64_t{1} << 28);
}

}  // namespace

FsStatus cuda_engine_create(const FsCall*, FsEngine** out, const FsRows* rows, const FsCoding* coding) {
  const int64_t narrow = coding->width[0], wide = coding->width[1];
  if (narrow < 4 || narrow > wide || wide > kScreenMaxWidth || narrow % 4 != 0 || wide % 4 != 0 ||
      !(coding->scale > 0) || coding->leading < 0 || coding->leading > 8 ||
      (coding->basis == nullptr && coding->leading > 0)) {
    return fail(FS_BAD_ARGUMENT);
  }
  auto engine = std::make_unique<FsEngine>();
  engine->source = *rows;
  engine->width[0] = narrow;
  engine->width[1] = wide;
  engine->leading = coding->leading;
  engine->scale = static_cast<float>(coding->scale);
  engine->stride = stride_of(wide);
  engine->screen_stride = stride_of(narrow);
  engine->is_identity = coding->basis == nullptr;
  const auto count = static_cast<size_t>(rows->rows);
  const auto vectors = static_cast<size_t>(wide + coding->leading);
  Stream stream;
  engine->shifts.resize(vectors);
  stream.upload(engine->shifts.data(), coding->offset, vectors);
  if (!engine->is_identity) {
    engine->basis.resize(vectors * static_cast<size_t>(rows->cols));
    stream.upload(engine->basis.data(), coding->basis, engine->basis.size());
  }
  engine->squares.resize(count);
  engine->host_squares.resize(count);
  engine->codes.resize(count * static_cast<size_t>(engine->stride));
  stream.wait();
  const int64_t row_bytes = rows->rows * engine->row_bytes(), free = static_cast<int64_t>(free_device_memory());
  if (row_bytes + bytes_beside_rows(*engine) <= free && row_bytes <= free / 5 * 3) {
    try {
      engine->rows.resize(static_cast<size_t>(row_bytes));
      engine->is_resident = true;
    } catch (const DeviceError&) {
      // Then they are streamed.
    }
  }
  *out = engine.release();
  return ok();
}

void cuda_engine_destroy(FsEngine* engine) { delete engine; }

FsStatus cuda_engine_arrange(const FsCall*, FsEngine* engine, const uint32_t* order, int64_t count) {
  if (engine->codes.data() == nullptr && engine->source.rows > 0) return fail(FS_BAD_ARGUMENT);
  for (int64_t p = 0; p < count; ++p) {
    if (order[p] >= engine->source.rows) return fail(FS_BAD_ARGUMENT);
  }
  for (auto& slot : engine->slots) slot.reset();
  engine->positions = count;
  const auto padded = static_cast<size_t>(engine->padded());
  engine->edition = 0;
  Stream stream;
  engine->order.resize(static_cast<size_t>(count));
  engine->host_order.assign(order, order + count);
  stream.upload(engine->order.data(), order, static_cast<size_t>(count));
  engine->screen_codes.resize(padded * static_cast<size_t>(engine->screen_stride));
  launch_arrange(engine->screen_codes.data(), engine->screen_stride, engine->padded(), engine->codes.data(),
                 engine->stride, static_cast<int32_t>(engine->width[0]), engine->order.data(), count, stream.get());
  const bool has_two = engine->width[0] < engine->width[1];
  for (int stage = 0; stage < (has_two ? 2 : 1); ++stage) engine->starts[stage].resize(padded);
  stream.wait();
  if (!has_two) engine->codes.clear();
  return ok();
}

}  // namespace figsift
