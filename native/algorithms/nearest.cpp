#include "algorithms/nearest.h"

#include <algorithm>  // std::clamp

#include "algorithms/engine.h"
#include "core/status.h"

namespace figsift {

FsStatus nearest(const FsBackend& backend, const FsCall& call, uint32_t* indices, double* cosines,
                 const FsRows& queries, const FsRows& corpus, int64_t k) {
  Engine left(backend), right(backend);
  FsStatus status = left.create(call, queries, 0);
  if (status.code != FS_OK) return status;
  status = right.create(call, corpus, 1);
  if (status.code != FS_OK) return status;
  // While a chunk runs, every query keeps a list of k candidates per thread: the chunk bounds that memory.
  const int64_t chunk = std::clamp<int64_t>((int64_t{1} << 23) / k / 32 * 32, 32, 4096);
  for (int64_t begin = 0; begin < queries.rows; begin += chunk) {
    const int64_t end = std::min(begin + chunk, queries.rows);
    status = backend.topk(&call, indices + begin * k, cosines + begin * k, left.get(), right.get(), begin, end, k);
    if (status.code != FS_OK) return status;
    report_progress(call, end, queries.rows);
  }
  return ok();
}

}  // namespace figsift
