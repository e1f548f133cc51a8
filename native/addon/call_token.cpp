#include "addon/call_token.h"

#include "addon/convert.h"
#include "addon/handle.h"
#include "addon/type_tags.h"

namespace figsift {
namespace {

Napi::Value create(const Napi::CallbackInfo& info) {
  return make_handle(info.Env(), kCallTokenTag, std::make_shared<CallToken>());
}

void cancel(const Napi::CallbackInfo& info) { __atomic_store_n(&call_token_of(info[0])->cancel, 1, __ATOMIC_RELAXED); }

Napi::Value progress(const Napi::CallbackInfo& info) {
  const auto token = call_token_of(info[0]);
  const Napi::Array pair = Napi::Array::New(info.Env(), 2);
  for (uint32_t i = 0; i < 2; ++i) {
    pair.Set(i, static_cast<double>(__atomic_load_n(&token->progress[i], __ATOMIC_RELAXED)));
  }
  return pair;
}

}  // namespace

std::shared_ptr<CallToken> call_token_of(const Napi::Value& value) {
  const auto* box = handle_box<CallToken>(value, kCallTokenTag);
  if (box == nullptr) throw bad_argument(value.Env(), "token");
  return *box;
}

void export_call_token(Napi::Env env, Napi::Object exports) {
  exports["callToken"] = Napi::Function::New(env, create, "callToken");
  exports["cancelCall"] = Napi::Function::New(env, cancel, "cancelCall");
  exports["callProgress"] = Napi::Function::New(env, progress, "callProgress");
}

}  // namespace figsift
