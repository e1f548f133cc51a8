// Our threads. Node's own pool stays free for files and sharp: a long join must not hold its four slots.
#pragma once

#include <cstdint>
#include <functional>

#include "backends/backend.h"

namespace figsift {

constexpr int kMaxThreads = 256;

// Runs `job` on a thread of the process-wide runner pool. First come, first served; a job may last minutes.
// Throws std::system_error if the system gives no thread at all.
void run_detached(std::function<void()> job);

// Calls body(index, worker) for every index of [0, count), on the calling thread and up to call.threads - 1 others;
// `worker` < call.threads names the thread, for scratch memory. Indices are handed out in increasing order.
// Stops handing out when the call is cancelled. Returns FS_OK or FS_CANCELLED; rethrows the first exception of a body.
FsStatus parallel_for(const FsCall& call, int64_t count, const std::function<void(int64_t, int)>& body);

}  // namespace figsift
