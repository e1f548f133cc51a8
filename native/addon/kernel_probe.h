// Single kernels for tests and benches: what the engine's answers alone would not tell apart or time.
#pragma once

#include "addon/napi_setup.h"

namespace figsift {

void export_kernel_probe(Napi::Env env, Napi::Object exports);

}  // namespace figsift
