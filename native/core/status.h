// Short ways to make and read the statuses of backends/backend.h.
#pragma once

#include "backends/backend.h"

namespace figsift {

inline FsStatus ok() { return {FS_OK, {0, 0}}; }

inline FsStatus fail(FsCode code, int64_t first = 0, int64_t second = 0) { return {code, {first, second}}; }

inline bool is_cancelled(const FsCall& call) {
  return call.cancel != nullptr && __atomic_load_n(call.cancel, __ATOMIC_RELAXED) != 0;
}

// What `onProgress` will see next. Whoever splits the work into batches counts; kernels do not.
inline void report_progress(const FsCall& call, int64_t done, int64_t total) {
  if (call.progress == nullptr) return;
  __atomic_store_n(&call.progress[0], done, __ATOMIC_RELAXED);
  __atomic_store_n(&call.progress[1], total, __ATOMIC_RELAXED);
}

}  // namespace figsift
