#include "addon/promise_worker.h"

#include <exception>  // anything else a library may throw
#include <new>        // std::bad_alloc

#include "addon/convert.h"
#include "addon/dispatcher.h"
#include "addon/instance.h"
#include "core/parallel.h"
#include "core/status.h"

namespace figsift {

void PromiseWorker::hold(const Napi::Value& value) { held_.push_back(Napi::Reference<Napi::Value>::New(value, 1)); }

Napi::Value PromiseWorker::start(Napi::Env env, std::unique_ptr<PromiseWorker> worker, const Napi::Value& options) {
  const Napi::Object object = object_of(options, "options");
  worker->threads_ = static_cast<int32_t>(integer_of(object.Get("threads"), "threads", 1, kMaxThreads));
  const Napi::Value token = object.Get("token");
  worker->token_ = token.IsUndefined() ? std::make_shared<CallToken>() : call_token_of(token);
  napi_value promise = nullptr;
  if (napi_create_promise(env, &worker->deferred_, &promise) != napi_ok) throw Napi::Error::New(env);
  instance_of(env).dispatcher->start(env, std::move(worker));
  return Napi::Value(env, promise);
}

void PromiseWorker::run() {
  const FsCall call = {&token_->cancel, threads_, token_->progress};
  try {
    // A call may have waited for a thread longer than anybody waited for it.
    if (is_cancelled(call)) {
      status_ = fail(FS_CANCELLED);
    } else {
      status_ = phase_ == Phase::kExecute ? execute(call) : fill(call);
    }
  } catch (const std::bad_alloc&) {
    status_ = fail(FS_OUT_OF_MEMORY);
  } catch (const std::exception&) {
    status_ = fail(FS_INTERNAL);
  }
}

bool PromiseWorker::settle(napi_env env) {
  Napi::HandleScope scope(env);
  if (status_.code != FS_OK) {
    reject(env, status_);
    return true;
  }
  try {
    if (phase_ == Phase::kExecute && allocate(env)) {
      phase_ = Phase::kFill;
      return false;
    }
    napi_resolve_deferred(env, deferred_, result(env));
  } catch (const Napi::Error&) {
    // Only allocating an array can fail here.
    reject(env, fail(FS_OUT_OF_MEMORY));
  }
  return true;
}

void PromiseWorker::reject(napi_env env, FsStatus status) {
  try {
    napi_reject_deferred(env, deferred_, status_error(env, status).Value());
  } catch (const Napi::Error&) {
    // The environment is being terminated: nobody is left to hear it.
  }
}

}  // namespace figsift
