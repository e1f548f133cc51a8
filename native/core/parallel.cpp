#include "core/parallel.h"

#include <algorithm>           // std::max
#include <atomic>              // next index
#include <condition_variable>  // idle threads
#include <deque>               // waiting jobs
#include <exception>           // carrying a body's exception to the caller
#include <memory>              // std::shared_ptr
#include <mutex>
#include <system_error>  // no thread to be had
#include <thread>

#include "core/status.h"

namespace figsift {
namespace {

// Threads are started on demand, up to `limit`, and then kept. They are never joined: at exit they wait for work that
// does not come, and the pools are leaked on purpose so that they always wait on live objects.
class ThreadPool {
 public:
  explicit ThreadPool(size_t limit) : limit_(limit) {}

  void submit(std::function<void()> job) {
    std::unique_lock lock(mutex_);
    jobs_.push_back(std::move(job));
    if (idle_ < jobs_.size() && threads_ < limit_) {
      try {
        std::thread([this] { work(); }).detach();
        ++threads_;
      } catch (const std::system_error&) {
        if (threads_ == 0) {
          jobs_.pop_back();
          throw;
        }
      }
    }
    lock.unlock();
    wake_.notify_one();
  }

 private:
  void work() {
    std::unique_lock lock(mutex_);
    while (true) {
      ++idle_;
      wake_.wait(lock, [this] { return !jobs_.empty(); });
      --idle_;
      std::function<void()> job = std::move(jobs_.front());
      jobs_.pop_front();
      lock.unlock();
      job();
      job = nullptr;  // its captures end outside the lock
      lock.lock();
    }
  }

  const size_t limit_;
  std::mutex mutex_;
  std::condition_variable wake_;
  std::deque<std::function<void()>> jobs_;
  size_t idle_ = 0;
  size_t threads_ = 0;
};

ThreadPool& runners() {
  static auto* pool = new ThreadPool(std::max(8u, 2 * std::thread::hardware_concurrency()));
  return *pool;
}

ThreadPool& helpers() {
  static auto* pool = new ThreadPool(kMaxThreads);
  return *pool;
}

// Shared by the caller and its helpers. A helper may come to it late, when the caller has long returned: then `closed`
// is set and `body`, which lived on the caller's stack, is not touched.
struct Loop {
  std::atomic<int64_t> next{0};
  int64_t count = 0;
  const FsCall* call = nullptr;
  const std::function<void(int64_t, int)>* body = nullptr;

  std::mutex mutex;
  std::condition_variable left;
  int inside = 0;
  int entered = 1;  // the caller is worker 0
  bool closed = false;
  std::exception_ptr error;

  void run(int worker) {
    try {
      while (!is_cancelled(*call)) {
        const int64_t index = next.fetch_add(1, std::memory_order_relaxed);
        if (index >= count) return;
        (*body)(index, worker);
      }
    } catch (...) {
      next.store(count, std::memory_order_relaxed);
      std::lock_guard lock(mutex);
      if (!error) error = std::current_exception();
    }
  }

  void help() {
    int worker;
    {
      std::lock_guard lock(mutex);
      if (closed) return;
      worker = entered++;
      ++inside;
    }
    run(worker);
    std::lock_guard lock(mutex);
    if (--inside == 0) left.notify_all();
  }
};

}  // namespace

void run_detached(std::function<void()> job) { runners().submit(std::move(job)); }

FsStatus parallel_for(const FsCall& call, int64_t count, const std::function<void(int64_t, int)>& body) {
  const auto loop = std::make_shared<Loop>();
  loop->count = count;
  loop->call = &call;
  loop->body = &body;
  const int64_t wanted = std::min<int64_t>(call.threads, count) - 1;
  for (int64_t i = 0; i < wanted; ++i) {
    try {
      helpers().submit([loop] { loop->help(); });
    } catch (const std::system_error&) {
      break;  // fewer threads, same result
    }
  }
  loop->run(0);
  std::unique_lock lock(loop->mutex);
  loop->closed = true;
  loop->left.wait(lock, [&] { return loop->inside == 0; });
  if (loop->error) std::rethrow_exception(loop->error);
  // A cancelled loop that had already handed out everything is still whole, but nobody waits for it.
  return is_cancelled(call) ? fail(FS_CANCELLED) : ok();
}

}  // namespace figsift
