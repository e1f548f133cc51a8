// Glue of what needs no embeddings: joins of hashes, clusters and keepers.
#pragma once

#include "addon/napi_setup.h"

namespace figsift {

// hammingJoin(left, right | undefined, options & { radius, limit }) -> Promise<{ left, right, bits }>
// resolveDuplicates(left, right, priority | undefined, options & { rows, policy })
//   -> Promise<{ cluster, keep, duplicateOf }>; policy 0 = greedy, 1 = component
void export_duplicates(Napi::Env env, Napi::Object exports);

}  // namespace figsift
