// State of one environment: the main thread and every worker_thread have their own.
#pragma once

#include <memory>  // std::shared_ptr

#include "addon/dispatcher.h"
#include "addon/napi_setup.h"
#include "backends/backend.h"

namespace figsift {

struct Instance {
  std::shared_ptr<Dispatcher> dispatcher;
  const FsBackend* backend = nullptr;  // what calls started from now on use
  // (ArrayBuffer) -> boolean: makes the buffer untransferable; false where it must be copied.
  Napi::FunctionReference lend;
};

inline Instance& instance_of(Napi::Env env) { return *env.GetInstanceData<Instance>(); }

}  // namespace figsift
