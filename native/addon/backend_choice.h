// Which instruction-set level the calls of this environment use, and what is known of CUDA.
#pragma once

#include "addon/napi_setup.h"

namespace figsift {

// setup({ lend }); cpu() -> { isa, available, threads }; cuda() -> what FsCudaReport says;
// setIsa(name) -> boolean: false if this machine cannot run it. For tests 'cuda' is a level too.
void export_backend_choice(Napi::Env env, Napi::Object exports);

}  // namespace figsift
