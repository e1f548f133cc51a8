#include <algorithm>  // std::min
#include <cmath>      // HUGE_VAL
#include <cstring>    // std::memcpy

#include "backends/cuda_engine.cuh"
#include "backends/cuda_rows.cuh"
#include "core/parallel.h"
#include "cuda/check.cuh"
#include "kernels/project_rows/cuda.cuh"
#include "kernels/quantise_rows/cuda.cuh"

namespace figsift {
namespace {

constexpr int64_t kMostStaged = 32 << 20;  // bytes of a slot's rows
constexpr int64_t kLeastRows = 32;

// The caller's rows into memory that the device copies from. Files may be mapped: reading them is our own work.
void stage(const FsCall& call, uint8_t* to, const uint8_t* from, int64_t bytes) {
  constexpr int64_t kPiece = 1 << 20;
  check(parallel_for(call, (bytes + kPiece - 1) / kPiece, [&](int64_t piece, int) {
    const int64_t begin = piece * kPiece, end = std::min(begin + kPiece, bytes);
    std::memcpy(to + begin, from + begin, static_cast<size_t>(end - begin));
  }));
}

// Two slots of as many rows as fit, fewer where there is little memory.
void make_slots(FsEngine& engine, int64_t wanted) {
  const int64_t vectors = engine.width[1] + engine.leading;
  int64_t rows = std::clamp<int64_t>(kMostStaged / std::max<int64_t>(1, engine.row_bytes()), kLeastRows, 1 << 16);
  for (rows = std::min(rows, std::max(wanted, kLeastRows));; rows /= 2) {
    try {
      for (auto& slot : engine.slots) {
        slot.reset();
        slot = std::make_unique<EncodeSlot>();
        const auto count = static_cast<size_t>(rows);
        slot->staged.resize(count * static_cast<size_t>(engine.row_bytes()));
        if (!engine.is_resident) slot->rows.resize(slot->staged.size());
        slot->images.resize(count * static_cast<size_t>(vectors));
        slot->scales.resize(count);
        slot->codes.resize(count);
        slot->answer.resize(count);
      }
      engine.slot_rows = rows;
      return;
    } catch (const DeviceError&) {
      for (auto& slot : engine.slots) slot.reset();
      if (rows <= kLeastRows) throw;
    }
  }
}

void begin_slot(const FsCall& call, FsEngine& engine, EncodeSlot& slot, int64_t begin, int64_t end) {
  const int64_t count = end - begin, bytes = engine.row_bytes();
  cudaStream_t stream = slot.stream.get();
  slot.begin = begin;
  slot.end = end;
  stage(call, slot.staged.data(), static_cast<const uint8_t*>(engine.source.data) + begin * bytes, count * bytes);
  uint8_t* const rows = engine.is_resident ? engine.rows.data() + begin * bytes : slot.rows.data();
  slot.stream.upload(rows, slot.staged.data(), static_cast<size_t>(count * bytes));
  double* const squares = engine.squares.data() + begin;
  launch_law_squares(squares, rows, engine.source.dtype, count, engine.source.cols, stream);
  launch_row_scales(slot.scales.data(), squares, count, stream);
  launch_projection(
      slot.images.data(),
      {rows, engine.source.dtype, count, engine.source.cols, slot.scales.data(),
       engine.is_identity ? nullptr : engine.basis.data(), engine.shifts.data(), engine.width[1] + engine.leading},
      stream);
  launch_quantise(engine.codes.data() + begin * engine.stride, slot.codes.data(),
                  {slot.images.data(),
                   squares,
                   count,
                   {static_cast<int32_t>(engine.width[0]), static_cast<int32_t>(engine.width[1])},
                   static_cast<int32_t>(engine.leading),
                   engine.scale,
                   engine.stride},
                  stream);
  slot.stream.download(slot.answer.data(), slot.codes.data(), static_cast<size_t>(count));
}

// Waits, and gives out what the slot was told. Returns the first row that is not finite, or -1.
int64_t end_slot(FsEngine& engine, EncodeSlot& slot, FsRowCode* out, int64_t out_begin) {
  slot.stream.wait();
  for (int64_t row = slot.begin; row < slot.end; ++row) {
    const FsRowCode& code = slot.answer[static_cast<size_t>(row - slot.begin)];
    if (!(code.square < HUGE_VAL)) return row;
    out[row - out_begin] = code;
    engine.host_squares[static_cast<size_t>(row)] = code.square;
  }
  slot.begin = slot.end = 0;
  return -1;
}

}  // namespace

FsStatus cuda_engine_encode(const FsCall* call, FsEngine* engine, FsRowCode* out, int64_t begin, int64_t end) {
  if (begin < 0 || begin > end || end > engine->source.rows) return fail(FS_BAD_ARGUMENT);
  if (begin == end) return ok();
  if (engine->codes.data() == nullptr) return fail(FS_BAD_ARGUMENT);
  if (engine->slots[0] == nullptr) make_slots(*engine, end - begin);
  int64_t bad = -1;
  int turn = 0;
  for (int64_t at = begin; at < end && bad < 0; at += engine->slot_rows, turn ^= 1) {
    if (is_cancelled(*call)) return fail(FS_CANCELLED);
    EncodeSlot& slot = *engine->slots[turn];
    bad = end_slot(*engine, slot, out, begin);
    if (bad < 0) begin_slot(*call, *engine, slot, at, std::min(at + engine->slot_rows, end));
  }
  // The older one first: the first bad row is the least.
  for (int n = 0; n < 2; ++n, turn ^= 1) {
    const int64_t row = end_slot(*engine, *engine->slots[turn], out, begin);
    if (bad < 0) bad = row;
  }
  for (auto& slot : engine->slots) slot->begin = slot->end = 0;
  return bad < 0 ? ok() : fail(FS_NON_FINITE, 0, bad);
}

FsStatus cuda_project(const FsCall* call, float* out, const FsRows* rows, const float* basis, int64_t width) {
  if (basis == nullptr || width < 1) return fail(FS_BAD_ARGUMENT);
  if (rows->rows == 0) return ok();
  const int64_t row_bytes = rows->cols * (rows->dtype == FS_FLOAT16 ? 2 : 4);
  Stream stream;
  DeviceArray<float> vectors(static_cast<size_t>(width * rows->cols));
  stream.upload(vectors.data(), basis, vectors.size());
  int64_t step = std::clamp<int64_t>(kMostStaged / std::max(row_bytes, width * 4), 1, rows->rows);
  DeviceArray<uint8_t> values;
  DeviceArray<float> images;
  DeviceArray<double> squares;
  DeviceArray<RowScale> scales;
  for (;; step /= 2) {
    try {
      values.resize(static_cast<size_t>(step * row_bytes));
      images.resize(static_cast<size_t>(step * width));
      squares.resize(static_cast<size_t>(step));
      scales.resize(static_cast<size_t>(step));
      break;
    } catch (const DeviceError&) {
      if (step == 1) throw;
    }
  }
  for (int64_t begin = 0; begin < rows->rows; begin += step) {
    if (is_cancelled(*call)) return fail(FS_CANCELLED);
    const int64_t count = std::min(step, rows->rows - begin);
    stream.upload(values.data(), static_cast<const uint8_t*>(rows->data) + begin * row_bytes,
                  static_cast<size_t>(count * row_bytes));
    launch_law_squares(squares.data(), values.data(), rows->dtype, count, rows->cols, stream.get());
    launch_row_scales(scales.data(), squares.data(), count, stream.get());
    launch_projection(images.data(),
                      {values.data(), rows->dtype, count, rows->cols, scales.data(), vectors.data(), nullptr, width},
                      stream.get());
    stream.download(out + begin * width, images.data(), static_cast<size_t>(count * width));
    stream.wait();
  }
  return ok();
}

}  // namespace figsift
