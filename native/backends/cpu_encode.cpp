#include <algorithm>  // std::min
#include <atomic>     // the first bad row
#include <bit>        // std::bit_cast
#include <cmath>      // std::sqrt
#include <cstring>    // std::memcpy

#include "backends/cpu_engine.h"
#include "backends/cpu_rows.h"
#include "core/parallel.h"
#include "core/status.h"

namespace figsift {
namespace {

uint64_t mixed(uint64_t hash, uint64_t value) {
  hash = (hash ^ value) * 0x9e3779b97f4a7c15u;
  return hash ^ (hash >> 29);
}

// Equal rows have equal squares and equal codes. Rows that differ rarely agree in both; whoever looks for equal rows
// compares them.
uint64_t digest_of(double square, const int8_t* codes, int64_t width) {
  uint64_t hash = std::bit_cast<uint64_t>(square);
  for (int64_t k = 0; k < width; k += 4) {
    uint32_t four;
    std::memcpy(&four, codes + k, 4);
    hash = mixed(hash, four);
  }
  return hash;
}

int32_t square_of(const int8_t* codes, int64_t width) {
  int32_t sum = 0;
  for (int64_t k = 0; k < width; ++k) sum += codes[k] * codes[k];
  return sum;
}

// Above the exact root by more than all the roundings before it (docs/numerics.md#codes).
float norm_above(double square) {
  return std::nextafterf(static_cast<float>(std::sqrt(square) * (1 + 0x1p-30)), INFINITY);
}

}  // namespace

FsStatus cpu_engine_encode(const CpuKernels& kernels, const FsCall* call, FsEngine* engine, FsRowCode* out,
                           int64_t begin, int64_t end) {
  if (engine->codes == nullptr || begin < 0 || begin > end || end > engine->source.rows) return fail(FS_BAD_ARGUMENT);
  const int64_t narrow = engine->width[0], wide = engine->width[1];
  std::vector<ProjectionBlock> blocks(static_cast<size_t>(call->threads));
  std::atomic<int64_t> bad{INT64_MAX};
  const int64_t steps = (end - begin + kProjectionRows - 1) / kProjectionRows;
  const FsStatus status = parallel_for(*call, steps, [&](int64_t step, int worker) {
    ProjectionBlock& block = blocks[static_cast<size_t>(worker)];
    const int64_t first = begin + step * kProjectionRows, count = std::min(kProjectionRows, end - first);
    const int64_t bad_row = block.project(kernels, engine->source, engine->basis, first, count);
    if (bad_row >= 0) {
      int64_t seen = bad.load();
      while (bad_row < seen && !bad.compare_exchange_weak(seen, bad_row)) {
      }
      return;
    }
    int8_t* codes = engine->codes.get() + first * wide;
    double squares[kProjectionRows], errors[2][kProjectionRows];
    const auto scale = static_cast<float>(engine->scale);
    const auto quantise = [&](int8_t* to, int stage) {
      kernels.quantise_rows(to, squares, errors[stage], block.products.data(), count, engine->width[stage],
                            engine->basis.stride, scale);
    };
    quantise(codes, 1);
    if (narrow < wide) {
      // The same codes again: what counts is the error of the narrow prefix.
      std::vector<int8_t> again(static_cast<size_t>(kProjectionRows * narrow));
      quantise(again.data(), 0);
    } else {
      std::copy_n(errors[1], count, errors[0]);
    }
    for (int64_t r = 0; r < count; ++r) {
      FsRowCode& row = out[first + r - begin];
      engine->squares[static_cast<size_t>(first + r)] = row.square = block.squares[r];
      for (int stage = 0; stage < 2; ++stage) {
        row.residual[stage] = norm_above(errors[stage][r]);
        row.code_square[stage] = square_of(codes + r * wide, engine->width[stage]);
      }
      std::copy_n(block.products.data() + r * engine->basis.stride + wide, engine->leading, row.leading);
      row.digest = digest_of(row.square, codes + r * wide, wide);
    }
  });
  if (status.code != FS_OK) return status;
  return bad.load() == INT64_MAX ? ok() : fail(FS_NON_FINITE, 0, bad.load());
}

}  // namespace figsift
