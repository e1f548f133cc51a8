// A matrix coded for the CPU's screens: its squared norms, its int8 codes, and the narrow prefix of them in the panels
// that kernels/int8_screen multiplies.
#pragma once

#include <cstdint>
#include <memory>  // owned buffers
#include <vector>

#include "backends/backend.h"
#include "backends/cpu_kernels.h"
#include "backends/cpu_projection.h"

// The opaque type of backends/backend.h.
struct FsEngine {
  const figsift::CpuKernels* kernels;
  FsRows source;
  figsift::Basis basis;
  double scale;
  int64_t width[2], leading;
  std::vector<double> squares;  // [rows]
  // [rows, width[1]] in the order of rows. Gone once arranged where both prefixes are one: the panels hold them.
  std::unique_ptr<int8_t[]> codes;

  std::vector<uint32_t> order;     // [positions]
  std::vector<int32_t> code_sums;  // [positions]: over the narrow prefix
  std::unique_ptr<uint8_t[]> panels;

  int64_t positions() const { return static_cast<int64_t>(order.size()); }
};

namespace figsift {

// Values of one row in float32: the caller's own, or widened into `scratch`.
const float* row_of(const CpuKernels& kernels, const FsRows& rows, int64_t row, std::vector<float>& scratch);

}  // namespace figsift
