#include "addon/duplicates.h"

#include "addon/convert.h"
#include "addon/instance.h"
#include "addon/pair_arrays.h"
#include "addon/promise_worker.h"
#include "algorithms/hamming_join.h"
#include "algorithms/resolve_duplicates.h"

namespace figsift {
namespace {

class HammingJoinWorker final : public PromiseWorker {
 public:
  explicit HammingJoinWorker(const Napi::CallbackInfo& info) : backend_(instance_of(info.Env()).backend) {
    left_ = array_of(info[0], "left", napi_biguint64_array, -1, *this);
    is_self_ = info[1].IsUndefined();
    if (!is_self_) right_ = array_of(info[1], "right", napi_biguint64_array, -1, *this);
    if (left_.length > INT32_MAX || right_.length > INT32_MAX) throw bad_argument(info.Env(), "length");
    const Napi::Object options = object_of(info[2], "options");
    radius_ = static_cast<int32_t>(integer_of(options.Get("radius"), "radius", 0, 64));
    limit_ = integer_of(options.Get("limit"), "limit", 0, int64_t{1} << 32);
  }

 protected:
  FsStatus execute(const FsCall& call) override {
    pairs_ = std::make_unique<PairList<uint8_t>>(limit_);
    // Not null even when empty: null asks for a self-join.
    static const uint64_t kNone = 0;
    const uint64_t* right = is_self_ ? nullptr : right_.length == 0 ? &kNone : right_.as<uint64_t>();
    return hamming_join(*backend_, call, *pairs_, left_.as<uint64_t>(), static_cast<int64_t>(left_.length), right,
                        static_cast<int64_t>(right_.length), radius_);
  }
  bool allocate(Napi::Env env) override {
    arrays_.allocate(env, pairs_->left.size(), napi_uint8_array);
    return true;
  }
  FsStatus fill(const FsCall&) override {
    arrays_.fill(*pairs_);
    pairs_.reset();
    return {FS_OK, {0, 0}};
  }
  Napi::Value result(Napi::Env env) override { return arrays_.object(env, "bits"); }

 private:
  const FsBackend* backend_;
  ArrayBytes left_, right_;
  bool is_self_;
  int32_t radius_;
  int64_t limit_;
  std::unique_ptr<PairList<uint8_t>> pairs_;
  PairArrays<uint8_t> arrays_;
};

class ResolveDuplicatesWorker final : public PromiseWorker {
 public:
  explicit ResolveDuplicatesWorker(const Napi::CallbackInfo& info) {
    const Napi::Env env = info.Env();
    left_ = array_of(info[0], "left", napi_uint32_array, -1, *this);
    right_ = array_of(info[1], "right", napi_uint32_array, static_cast<int64_t>(left_.length), *this);
    const Napi::Object options = object_of(info[3], "options");
    rows_ = integer_of(options.Get("rows"), "rows", 0, INT32_MAX);
    policy_ = integer_of(options.Get("policy"), "policy", 0, 1) == 0 ? KeepPolicy::kGreedy : KeepPolicy::kComponent;
    has_priority_ = !info[2].IsUndefined();
    if (has_priority_) priority_ = array_of(info[2], "priority", napi_float64_array, rows_, *this);
    const Napi::Value first_of = options.Get("firstOf");
    has_first_of_ = !first_of.IsUndefined();
    if (has_first_of_) first_of_ = array_of(first_of, "firstOf", napi_uint32_array, rows_, *this);
    const auto count = static_cast<size_t>(rows_);
    cluster_ = output_array<uint32_t>(env, napi_uint32_array, count, keep_arrays_[0]);
    keep_ = output_array<uint8_t>(env, napi_uint8_array, count, keep_arrays_[1]);
    duplicate_of_ = output_array<int32_t>(env, napi_int32_array, count, keep_arrays_[2]);
  }

 protected:
  FsStatus execute(const FsCall& call) override {
    return resolve_duplicates(call, cluster_, keep_, duplicate_of_, rows_, left_.as<uint32_t>(), right_.as<uint32_t>(),
                              static_cast<int64_t>(left_.length), has_first_of_ ? first_of_.as<uint32_t>() : nullptr,
                              has_priority_ ? priority_.as<double>() : nullptr, policy_);
  }
  Napi::Value result(Napi::Env env) override {
    const Napi::Object out = Napi::Object::New(env);
    out.Set("cluster", keep_arrays_[0].Value());
    out.Set("keep", keep_arrays_[1].Value());
    out.Set("duplicateOf", keep_arrays_[2].Value());
    return out;
  }

 private:
  ArrayBytes left_, right_, priority_, first_of_;
  int64_t rows_;
  KeepPolicy policy_;
  bool has_priority_, has_first_of_;
  Napi::Reference<Napi::Value> keep_arrays_[3];
  uint32_t* cluster_;
  uint8_t* keep_;
  int32_t* duplicate_of_;
};

template <typename Worker, size_t kOptions>
Napi::Value start(const Napi::CallbackInfo& info) {
  return PromiseWorker::start(info.Env(), std::make_unique<Worker>(info), info[kOptions]);
}

}  // namespace

void export_duplicates(Napi::Env env, Napi::Object exports) {
  exports.Set("hammingJoin", Napi::Function::New(env, start<HammingJoinWorker, 2>, "hammingJoin"));
  exports.Set("resolveDuplicates", Napi::Function::New(env, start<ResolveDuplicatesWorker, 3>, "resolveDuplicates"));
}

}  // namespace figsift
