// Glue of everything that compares embeddings.
#pragma once

#include "addon/napi_setup.h"

namespace figsift {

// cosineRows(a, b, options) -> Promise<Float64Array>
// similarityJoin(a, b | undefined, options & { minCosine, limit, tile }) -> Promise<{ left, right, cosine }>
// nearest(queries, corpus, options & { k }) -> Promise<{ indices, cosines }>
void export_similarity(Napi::Env env, Napi::Object exports);

}  // namespace figsift
