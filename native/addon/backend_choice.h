// Which instruction-set level the calls of this environment use.
#pragma once

#include "addon/napi_setup.h"

namespace figsift {

// setup({ lend }); cpu() -> { isa, available, threads }; setIsa(name) -> boolean: false if this machine cannot run it
void export_backend_choice(Napi::Env env, Napi::Object exports);

}  // namespace figsift
