// Glue of everything that compares embeddings.
#pragma once

#include "addon/napi_setup.h"

namespace figsift {

// cosineRows(a, b, options) -> Promise<Float64Array>
void export_similarity(Napi::Env env, Napi::Object exports);

}  // namespace figsift
