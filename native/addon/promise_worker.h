// The one base of everything asynchronous: arguments are converted on the JavaScript thread, execute() runs on a
// thread of ours, result() runs on the JavaScript thread again.
//
// Node's own async work is not used: when a worker_thread is terminated during a call, Node waits for its async work
// before any hook of ours runs, so a join of a minute would hold the teardown for a minute. Here the teardown cancels
// the calls of its environment first and waits the few milliseconds until they notice (see dispatcher.h).
#pragma once

#include <memory>  // std::shared_ptr
#include <vector>  // held references

#include "addon/call_token.h"
#include "addon/napi_setup.h"
#include "backends/backend.h"

namespace figsift {

class PromiseWorker {
 public:
  virtual ~PromiseWorker() = default;
  PromiseWorker(const PromiseWorker&) = delete;
  PromiseWorker& operator=(const PromiseWorker&) = delete;

  // Keeps a JavaScript value alive until the call ends. JavaScript thread only.
  void hold(const Napi::Value& value);

  // Starts the call; `options` is { threads, token? }. Returns its promise, which rejects with an Error that carries
  // `fs` (an FsCode) and `detail` ([number, number]).
  static Napi::Value start(Napi::Env env, std::unique_ptr<PromiseWorker> worker, const Napi::Value& options);

 protected:
  PromiseWorker() = default;

  // The work, on a thread of ours: no Node-API call, no JavaScript value.
  virtual FsStatus execute(const FsCall& call) = 0;

  // For results whose size is known only after execute(): makes the arrays on the JavaScript thread and returns true;
  // then fill() copies into them off that thread, so that large results do not hold the event loop.
  virtual bool allocate(Napi::Env) { return false; }
  virtual FsStatus fill(const FsCall&) { return {FS_OK, {0, 0}}; }

  // What the promise resolves to. JavaScript thread.
  virtual Napi::Value result(Napi::Env env) = 0;

 private:
  friend class Dispatcher;

  void run();                 // one phase, on a runner thread
  bool settle(napi_env env);  // JavaScript thread; false if another phase follows
  void reject(napi_env env, FsStatus status);

  enum class Phase { kExecute, kFill };
  Phase phase_ = Phase::kExecute;
  FsStatus status_ = {FS_OK, {0, 0}};
  int32_t threads_ = 1;
  std::shared_ptr<CallToken> token_;
  napi_deferred deferred_ = nullptr;
  std::vector<Napi::Reference<Napi::Value>> held_;
};

}  // namespace figsift
