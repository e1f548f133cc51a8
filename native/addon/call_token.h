// What a call and its caller share while it runs: the wish to stop, and how far it is.
#pragma once

#include <cstdint>
#include <memory>  // std::shared_ptr

#include "addon/napi_setup.h"

namespace figsift {

struct CallToken {
  int32_t cancel = 0;  // read and written with __atomic builtins, also by C code behind backend.h
  int64_t progress[2] = {0, 0};
};

// callToken() -> object; cancelCall(token); callProgress(token) -> [done, total]
void export_call_token(Napi::Env env, Napi::Object exports);

std::shared_ptr<CallToken> call_token_of(const Napi::Value& value);

}  // namespace figsift
