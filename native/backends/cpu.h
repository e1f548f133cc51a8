// The CPU's tables, one per instruction-set level.
#pragma once

#include "backends/backend.h"
#include "core/isa.h"

namespace figsift {

// The table of one level, or null where this machine cannot run it. Rows that are null are not built yet.
const FsBackend* cpu_backend(Isa isa);

}  // namespace figsift
