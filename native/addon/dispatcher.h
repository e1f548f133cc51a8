// Carries calls to the runner threads and their ends back to the JavaScript thread; one per environment.
#pragma once

#include <condition_variable>  // waiting for running calls at teardown
#include <memory>              // std::shared_ptr
#include <mutex>
#include <vector>

#include "addon/napi_setup.h"
#include "addon/promise_worker.h"

namespace figsift {

class Dispatcher : public std::enable_shared_from_this<Dispatcher> {
 public:
  // The thread-safe function does not keep the event loop alive while no call runs.
  static std::shared_ptr<Dispatcher> create(Napi::Env env);

  void start(napi_env env, std::unique_ptr<PromiseWorker> worker);

 private:
  void submit(PromiseWorker* worker);
  void settle_finished(napi_env env);  // JavaScript thread
  void close();                        // JavaScript thread, at teardown

  napi_threadsafe_function wake_ = nullptr;
  std::vector<std::unique_ptr<PromiseWorker>> active_;  // JavaScript thread only

  std::mutex mutex_;
  std::condition_variable quiet_;
  std::vector<PromiseWorker*> finished_;
  int running_ = 0;
  bool closed_ = false;
};

}  // namespace figsift
