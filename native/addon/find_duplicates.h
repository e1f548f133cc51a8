// Glue of dedup on embeddings.
#pragma once

#include "addon/napi_setup.h"

namespace figsift {

// findDuplicates(rows, priority | undefined, options & { minCosine, policy, limit, tile }) ->
//   Promise<{ cluster, keep, duplicateOf, report }>
void export_find_duplicates(Napi::Env env, Napi::Object exports);

}  // namespace figsift
