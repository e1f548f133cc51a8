#include "backends/cpu.h"

#include <new>  // std::bad_alloc

#include "backends/cpu_kernels.h"
#include "backends/cpu_rows.h"
#include "core/status.h"
#include "kernels/cosine_rows/cosine_rows.h"
#include "kernels/dot_float32/dot_float32.h"
#include "kernels/hamming_tile/hamming_tile.h"
#include "kernels/int8_pairs/int8_pairs.h"
#include "kernels/int8_peak/int8_peak.h"
#include "kernels/int8_screen/int8_screen.h"
#include "kernels/project_rows/project_rows.h"
#include "kernels/quantise_rows/quantise_rows.h"
#include "kernels/widen_float16/widen_float16.h"

namespace figsift {
namespace {

// Starts from scalar and overlays what each level has up to the one asked for: a kernel without a file for a level
// keeps the row below.
constexpr CpuKernels kernels_of(Isa isa) {
  CpuKernels table;
  table.dot = dot_scalar;
  table.dot_float32 = dot_float32_scalar;
  table.screen_tile = screen_tile_scalar;
  table.int8_peak = int8_peak_scalar;
  table.dot_pairs_int8 = dot_pairs_int8_scalar;
  table.quantise_rows = quantise_rows_scalar;
  table.project_rows = project_rows_scalar;
  table.hamming_tile = hamming_tile_scalar;
  table.widen_float16 = widen_float16_scalar;
  table.resample = &kResampleScalar;
  table.composite_row = composite_row_scalar;
  table.drop_alpha_row = drop_alpha_row_scalar;
  table.luma_row = luma_row_scalar;
  table.count_row = count_row_scalar;
  table.count_ink_row = count_ink_row_scalar;
  if (isa >= Isa::kAvx2) {
    table.dot = dot_avx2;
    table.dot_float32 = dot_float32_avx2;
    table.screen_tile = screen_tile_avx2;
    table.int8_peak = int8_peak_avx2;
    table.dot_pairs_int8 = dot_pairs_int8_avx2;
    table.quantise_rows = quantise_rows_avx2;
    table.project_rows = project_rows_avx2;
    table.hamming_tile = hamming_tile_avx2;
    table.widen_float16 = widen_float16_avx2;
    table.resample = &kResampleAvx2;
    table.composite_row = composite_row_avx2;
    table.drop_alpha_row = drop_alpha_row_avx2;
    table.luma_row = luma_row_avx2;
    table.count_row = count_row_avx2;
    table.count_ink_row = count_ink_row_avx2;
  }
  if (isa >= Isa::kAvx512) {
    table.dot = dot_avx512;
    table.dot_float32 = dot_float32_avx512;
    table.resample = &kResampleAvx512;
    table.screen_tile = screen_tile_avx512;
    table.hamming_tile = hamming_tile_avx512;
    table.int8_peak = int8_peak_avx512;
    table.dot_pairs_int8 = dot_pairs_int8_avx512;
    table.quantise_rows = quantise_rows_avx512;
    table.project_rows = project_rows_avx512;
  }
  return table;
}

template <Isa kIsa>
constexpr CpuKernels kKernels = kernels_of(kIsa);

// A row of the table: `row` with the kernels of its level bound to it.
template <auto row, Isa kIsa>
struct Bound;

template <typename Result, typename... Args, Result (*row)(const CpuKernels&, Args...), Isa kIsa>
struct Bound<row, kIsa> {
  // No exception may cross the waist.
  static Result call(Args... args) {
    try {
      return row(kKernels<kIsa>, args...);
    } catch (const std::bad_alloc&) {
      return fail(FS_OUT_OF_MEMORY);
    } catch (...) {
      return fail(FS_INTERNAL);
    }
  }
};

// Measured on Zen 4 with AVX-512; ratios are what counts, and they differ little elsewhere.
constexpr FsCosts kCosts = {
    .screen_pair = 0.025,
    .screen_column = 0.0046,
    .candidate = 40,
    .candidate_column = 0.04,
    .recheck = 120,
    .recheck_column = 0.25,
    .code_row = 100,
    .code_column = 0.3,
    .code_product = 0.02,
    .column_step = 4,
    .tile = 128,
    .batch_pairs = 3e8,
    .is_per_thread = 1,
};

template <Isa kIsa>
const FsBackend* table_of() {
  static const FsBackend table = [] {
    FsBackend t = {};
    t.abi = FIGSIFT_BACKEND_ABI;
    t.name = "cpu";
    t.isa = isa_name(kIsa);
    t.costs = &kCosts;
    t.resample_batch = Bound<cpu_resample_batch, kIsa>::call;
    t.preprocess_batch = Bound<cpu_preprocess_batch, kIsa>::call;
    t.perceptual_hash_batch = Bound<cpu_perceptual_hash_batch, kIsa>::call;
    t.cosine_rows = Bound<cpu_cosine_rows, kIsa>::call;
    t.project = Bound<cpu_project, kIsa>::call;
    t.engine_create = Bound<cpu_engine_create, kIsa>::call;
    t.engine_destroy = cpu_engine_destroy;
    t.engine_encode = Bound<cpu_engine_encode, kIsa>::call;
    t.engine_arrange = Bound<cpu_engine_arrange, kIsa>::call;
    t.cosine_pairs = Bound<cpu_cosine_pairs, kIsa>::call;
    t.screen = Bound<cpu_screen, kIsa>::call;
    t.hamming_screen = Bound<cpu_hamming_screen, kIsa>::call;
    t.image_statistics_batch = Bound<cpu_image_statistics_batch, kIsa>::call;
    return t;
  }();
  return &table;
}

}  // namespace

const FsBackend* cpu_backend(Isa isa) {
  if (isa > detect_isa()) return nullptr;
  switch (isa) {
    case Isa::kAvx512:
      return table_of<Isa::kAvx512>();
    case Isa::kAvx2:
      return table_of<Isa::kAvx2>();
    default:
      return table_of<Isa::kScalar>();
  }
}

const CpuKernels& cpu_kernels(const FsBackend* backend) {
  if (backend == table_of<Isa::kAvx512>()) return kKernels<Isa::kAvx512>;
  return backend == table_of<Isa::kAvx2>() ? kKernels<Isa::kAvx2> : kKernels<Isa::kScalar>;
}

}  // namespace figsift
