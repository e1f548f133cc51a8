// The CPU's tables, one per instruction-set level.
#pragma once

#include "backends/backend.h"
#include "backends/cpu_kernels.h"
#include "core/isa.h"

namespace figsift {

// The table of one level, or null where this machine cannot run it. Rows that are null are not built yet.
const FsBackend* cpu_backend(Isa isa);

// The kernels behind a table of cpu_backend, for tests and benches of one kernel at a time.
const CpuKernels& cpu_kernels(const FsBackend* backend);

}  // namespace figsift
