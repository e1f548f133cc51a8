#include "backends/cpu.h"

#include "backends/cpu_kernels.h"
#include "backends/cpu_rows.h"
#include "kernels/cosine_rows/cosine_rows.h"
#include "kernels/widen_float16/widen_float16.h"

namespace figsift {
namespace {

// Starts from scalar and overlays what each level has up to the one asked for: a kernel without a file for a level
// keeps the row below.
constexpr CpuKernels kernels_of(Isa isa) {
  CpuKernels table;
  table.dot = dot_scalar;
  table.widen_float16 = widen_float16_scalar;
  table.resample = &kResampleScalar;
  table.composite_row = composite_row_scalar;
  table.drop_alpha_row = drop_alpha_row_scalar;
  table.luma_row = luma_row_scalar;
  if (isa >= Isa::kAvx2) {
    table.dot = dot_avx2;
    table.widen_float16 = widen_float16_avx2;
    table.resample = &kResampleAvx2;
    table.composite_row = composite_row_avx2;
    table.drop_alpha_row = drop_alpha_row_avx2;
    table.luma_row = luma_row_avx2;
  }
  if (isa >= Isa::kAvx512) {
    table.dot = dot_avx512;
    table.resample = &kResampleAvx512;
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
  static Result call(Args... args) { return row(kKernels<kIsa>, args...); }
};

template <Isa kIsa>
const FsBackend* table_of() {
  static const FsBackend table = [] {
    FsBackend t = {};
    t.abi = FIGSIFT_BACKEND_ABI;
    t.name = "cpu";
    t.isa = isa_name(kIsa);
    t.resample_batch = Bound<cpu_resample_batch, kIsa>::call;
    t.preprocess_batch = Bound<cpu_preprocess_batch, kIsa>::call;
    t.perceptual_hash_batch = Bound<cpu_perceptual_hash_batch, kIsa>::call;
    t.cosine_rows = Bound<cpu_cosine_rows, kIsa>::call;
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

}  // namespace figsift
