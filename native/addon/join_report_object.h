// What a join did, as an object of numbers; src/dedup/explain.ts makes sentences of it.
#pragma once

#include "addon/napi_setup.h"
#include "algorithms/join_report.h"

namespace figsift {

Napi::Object report_object(Napi::Env env, const JoinReport& report);

}  // namespace figsift
