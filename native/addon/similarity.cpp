#include "addon/similarity.h"

#include "addon/convert.h"
#include "addon/instance.h"
#include "addon/promise_worker.h"
#include "addon/rows.h"

namespace figsift {
namespace {

class CosineRowsWorker final : public PromiseWorker {
 public:
  explicit CosineRowsWorker(const Napi::CallbackInfo& info) : backend_(instance_of(info.Env()).backend) {
    a_ = rows_of(info[0], "a", *this);
    b_ = rows_of(info[1], "b", *this);
    out_ = output_array<double>(info.Env(), napi_float64_array, static_cast<size_t>(a_.view.rows), array_);
  }

 protected:
  FsStatus execute(const FsCall& call) override { return backend_->cosine_rows(&call, out_, &a_.view, &b_.view); }
  Napi::Value result(Napi::Env) override { return array_.Value(); }

 private:
  const FsBackend* backend_;
  RowsArgument a_, b_;
  Napi::Reference<Napi::Value> array_;
  double* out_;
};

template <typename Worker>
Napi::Value start_with_two(const Napi::CallbackInfo& info) {
  return PromiseWorker::start(info.Env(), std::make_unique<Worker>(info), info[2]);
}

}  // namespace

void export_similarity(Napi::Env env, Napi::Object exports) {
  exports["cosineRows"] = Napi::Function::New(env, start_with_two<CosineRowsWorker>, "cosineRows");
}

}  // namespace figsift
