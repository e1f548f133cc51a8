#include "addon/dispatcher.h"

#include <algorithm>  // std::find_if

#include "core/parallel.h"
#include "core/status.h"

namespace figsift {

std::shared_ptr<Dispatcher> Dispatcher::create(Napi::Env env) {
  auto dispatcher = std::make_shared<Dispatcher>();
  // Node deletes the thread-safe function right after its finalizer, whoever may still want to call it. So the
  // finalizer is where the calls of this environment are cancelled and waited for. It owns one share of us.
  auto* share = new std::shared_ptr<Dispatcher>(dispatcher);
  const auto finalize = [](napi_env, void* data, void*) {
    auto* owned = static_cast<std::shared_ptr<Dispatcher>*>(data);
    (*owned)->close();
    delete owned;
  };
  const auto on_wake = [](napi_env loop_env, napi_value, void* context, void*) {
    if (loop_env != nullptr) static_cast<Dispatcher*>(context)->settle_finished(loop_env);
  };
  const napi_status made =
      napi_create_threadsafe_function(env, nullptr, nullptr, Napi::String::New(env, "figsift"), 0, 1, share, finalize,
                                      dispatcher.get(), on_wake, &dispatcher->wake_);
  if (made != napi_ok) {
    delete share;
    throw Napi::Error::New(env);
  }
  napi_unref_threadsafe_function(env, dispatcher->wake_);
  return dispatcher;
}

void Dispatcher::start(napi_env env, std::unique_ptr<PromiseWorker> worker) {
  PromiseWorker* const raw = worker.get();
  active_.push_back(std::move(worker));
  if (active_.size() == 1) napi_ref_threadsafe_function(env, wake_);
  submit(raw);
}

void Dispatcher::submit(PromiseWorker* worker) {
  {
    std::lock_guard lock(mutex_);
    if (closed_) return;  // dropped by close()
    ++running_;
  }
  const auto job = [self = shared_from_this(), worker] {
    worker->run();
    {
      std::lock_guard lock(self->mutex_);
      self->finished_.push_back(worker);
    }
    // While running_ counts us the finalizer waits, so the thread-safe function is alive here.
    napi_call_threadsafe_function(self->wake_, nullptr, napi_tsfn_nonblocking);
    std::lock_guard lock(self->mutex_);
    --self->running_;
    self->quiet_.notify_all();
  };
  try {
    run_detached(job);
  } catch (const std::exception&) {
    // No thread to be had: the call fails in its turn of the event loop, as it would have otherwise.
    worker->status_ = fail(FS_OUT_OF_MEMORY);
    std::lock_guard lock(mutex_);
    --running_;
    finished_.push_back(worker);
    napi_call_threadsafe_function(wake_, nullptr, napi_tsfn_nonblocking);
  }
}

void Dispatcher::settle_finished(napi_env env) {
  std::vector<PromiseWorker*> finished;
  {
    std::lock_guard lock(mutex_);
    finished.swap(finished_);
  }
  for (PromiseWorker* worker : finished) {
    if (!worker->settle(env)) {
      submit(worker);
      continue;
    }
    active_.erase(std::find_if(active_.begin(), active_.end(), [&](const auto& w) { return w.get() == worker; }));
    if (active_.empty()) napi_unref_threadsafe_function(env, wake_);
  }
}

void Dispatcher::close() {
  for (const auto& worker : active_) __atomic_store_n(&worker->token_->cancel, 1, __ATOMIC_RELAXED);
  std::unique_lock lock(mutex_);
  closed_ = true;
  quiet_.wait(lock, [this] { return running_ == 0; });
  finished_.clear();
  lock.unlock();
  active_.clear();  // the promises stay open: their environment is gone
}

}  // namespace figsift
