#include "addon/similarity.h"

#include "addon/convert.h"
#include "addon/device_choice.h"
#include "addon/join_report_object.h"
#include "addon/pair_arrays.h"
#include "addon/promise_worker.h"
#include "addon/rows.h"
#include "algorithms/join_estimate.h"
#include "algorithms/nearest.h"
#include "algorithms/pair_collector.h"
#include "algorithms/similarity_join.h"

namespace figsift {
namespace {

// Arguments: two operands, then options.
class RowsWorker : public PromiseWorker {
 protected:
  explicit RowsWorker(const Napi::CallbackInfo& info) : device_(info[2]) {
    a_ = rows_of(info[0], "a", *this);
    has_b_ = !info[1].IsUndefined();
    if (has_b_) b_ = rows_of(info[1], "b", *this);
    if (has_b_ && a_.view.cols != b_.view.cols) throw bad_argument(info.Env(), "cols");
  }

  virtual FsStatus compare(const FsCall& call) = 0;

  // A file that was cut short read as zeros: whatever was computed from it is not an answer.
  FsStatus execute(const FsCall& call) final {
    FsStatus status = device_.open();
    if (status.code == FS_OK) status = compare(call);
    if (a_.was_cut()) return {FS_IO, {0, 0}};
    if (b_.was_cut()) return {FS_IO, {0, 1}};
    return status;
  }

  DeviceChoice device_;
  RowsArgument a_, b_;
  bool has_b_;
};

// options.widths: screens that tests and benches force.
std::vector<int64_t> widths_of(const Napi::Object& options) {
  std::vector<int64_t> widths;
  const Napi::Value value = options.Get("widths");
  if (value.IsUndefined()) return widths;
  if (!value.IsArray()) throw bad_argument(value.Env(), "widths");
  const auto array = value.As<Napi::Array>();
  if (array.Length() < 1 || array.Length() > 2) throw bad_argument(value.Env(), "widths");
  for (uint32_t i = 0; i < array.Length(); ++i) widths.push_back(integer_of(array.Get(i), "widths", 1, 1 << 20));
  return widths;
}

class CosineRowsWorker final : public RowsWorker {
 public:
  explicit CosineRowsWorker(const Napi::CallbackInfo& info) : RowsWorker(info) {
    if (!has_b_ || a_.view.rows != b_.view.rows) throw bad_argument(info.Env(), "rows");
    out_ = output_array<double>(info.Env(), napi_float64_array, static_cast<size_t>(a_.view.rows), array_);
  }

 protected:
  FsStatus compare(const FsCall& call) override {
    return device_.backend().cosine_rows(&call, out_, &a_.view, &b_.view);
  }
  Napi::Value result(Napi::Env) override { return array_.Value(); }

 private:
  Napi::Reference<Napi::Value> array_;
  double* out_;
};

class SimilarityJoinWorker final : public RowsWorker {
 public:
  explicit SimilarityJoinWorker(const Napi::CallbackInfo& info) : RowsWorker(info) {
    const Napi::Object options = object_of(info[2], "options");
    settings_.min_cosine = number_of(options.Get("minCosine"), "minCosine");
    // Written so that NaN fails.
    if (!(settings_.min_cosine > -1.0 && settings_.min_cosine <= 1.0)) throw bad_argument(info.Env(), "minCosine");
    limit_ = integer_of(options.Get("limit"), "limit", 0, int64_t{1} << 32);
    settings_.tile = integer_of(options.Get("tile"), "tile", 1, int64_t{1} << 16);
    settings_.forced_widths = widths_of(options);
    const Napi::Value explain = options.Get("explain");
    is_explained_ = explain.IsBoolean() && explain.As<Napi::Boolean>();
    const Napi::Value first_only = options.Get("firstOnly");
    has_first_of_ = first_only.IsBoolean() && first_only.As<Napi::Boolean>();
    if (!has_first_of_) return;
    if (has_b_ || settings_.min_cosine <= 0.0) throw bad_argument(info.Env(), "firstOnly");
    settings_.first_of =
        output_array<uint32_t>(info.Env(), napi_uint32_array, static_cast<size_t>(a_.view.rows), first_of_);
  }

 protected:
  FsStatus compare(const FsCall& call) override {
    pairs_ = std::make_unique<PairCollector>(limit_);
    const FsStatus status =
        similarity_join(device_.backend(), call, *pairs_, report_, a_.view, has_b_ ? &b_.view : nullptr, settings_);
    return status.code == FS_OK ? pairs_->finish(call, a_.view.rows) : status;
  }
  bool allocate(Napi::Env env) override {
    arrays_.allocate(env, pairs_->left.size(), napi_float64_array);
    return true;
  }
  FsStatus fill(const FsCall&) override {
    arrays_.fill(*pairs_);
    pairs_.reset();
    return {FS_OK, {0, 0}};
  }
  Napi::Value result(Napi::Env env) override {
    const Napi::Object out = arrays_.object(env, "cosine").As<Napi::Object>();
    if (device_.is_asked()) out.Set("device", device_.backend().name);
    if (is_explained_) out.Set("report", report_object(env, report_));
    if (has_first_of_) out.Set("firstOf", first_of_.Value());
    return out;
  }

 private:
  JoinSettings settings_;
  int64_t limit_;
  bool is_explained_, has_first_of_;
  Napi::Reference<Napi::Value> first_of_;
  JoinReport report_;
  std::unique_ptr<PairCollector> pairs_;
  PairArrays<double> arrays_;
};

// options.counts: rows to plan for, of both operands.
class EstimateJoinWorker final : public RowsWorker {
 public:
  explicit EstimateJoinWorker(const Napi::CallbackInfo& info) : RowsWorker(info) {
    const Napi::Object options = object_of(info[2], "options");
    request_.min_cosine = number_of(options.Get("minCosine"), "minCosine");
    if (!(request_.min_cosine > -1.0 && request_.min_cosine <= 1.0)) throw bad_argument(info.Env(), "minCosine");
    const Napi::Value counts = options.Get("counts");
    if (!counts.IsArray()) throw bad_argument(info.Env(), "counts");
    for (uint32_t side = 0; side < 2; ++side) {
      request_.counts[side] =
          static_cast<double>(integer_of(counts.As<Napi::Array>().Get(side), "counts", 0, int64_t{1} << 40));
    }
  }

 protected:
  FsStatus compare(const FsCall& call) override {
    request_.a = a_.view;
    request_.b = has_b_ ? &b_.view : nullptr;
    estimate_ = estimate_join(device_.backend(), call, request_);
    return {FS_OK, {0, 0}};
  }
  Napi::Value result(Napi::Env env) override {
    const Napi::Object out = Napi::Object::New(env);
    const Napi::Array widths = Napi::Array::New(env), shares = Napi::Array::New(env);
    for (uint32_t stage = 0; stage < 2; ++stage) {
      widths.Set(stage, static_cast<double>(estimate_.width[stage]));
      shares.Set(stage, estimate_.share[stage]);
    }
    out.Set("widths", widths);
    out.Set("shares", shares);
    out.Set("pairs", estimate_.pairs);
    out.Set("nanoseconds", estimate_.nanoseconds);
    out.Set("bytes", estimate_.bytes);
    return out;
  }

 private:
  PlanRequest request_ = {};
  JoinEstimate estimate_ = {};
};

class NearestWorker final : public RowsWorker {
 public:
  explicit NearestWorker(const Napi::CallbackInfo& info) : RowsWorker(info) {
    if (!has_b_ || b_.view.rows == 0) throw bad_argument(info.Env(), "corpus");
    const Napi::Object options = object_of(info[2], "options");
    settings_.k = integer_of(options.Get("k"), "k", 1, b_.view.rows);
    settings_.forced_widths = widths_of(options);
    const auto count = static_cast<size_t>(a_.view.rows * settings_.k);
    indices_ = output_array<uint32_t>(info.Env(), napi_uint32_array, count, keep_[0]);
    cosines_ = output_array<double>(info.Env(), napi_float64_array, count, keep_[1]);
  }

 protected:
  FsStatus compare(const FsCall& call) override {
    return nearest(device_.backend(), call, indices_, cosines_, a_.view, b_.view, settings_);
  }
  Napi::Value result(Napi::Env env) override {
    const Napi::Object out = Napi::Object::New(env);
    out.Set("indices", keep_[0].Value());
    out.Set("cosines", keep_[1].Value());
    if (device_.is_asked()) out.Set("device", device_.backend().name);
    return out;
  }

 private:
  NearestSettings settings_;
  Napi::Reference<Napi::Value> keep_[2];
  uint32_t* indices_;
  double* cosines_;
};

template <typename Worker>
Napi::Value start(const Napi::CallbackInfo& info) {
  return PromiseWorker::start(info.Env(), std::make_unique<Worker>(info), info[2]);
}

}  // namespace

void export_similarity(Napi::Env env, Napi::Object exports) {
  exports.Set("cosineRows", Napi::Function::New(env, start<CosineRowsWorker>, "cosineRows"));
  exports.Set("similarityJoin", Napi::Function::New(env, start<SimilarityJoinWorker>, "similarityJoin"));
  exports.Set("estimateJoin", Napi::Function::New(env, start<EstimateJoinWorker>, "estimateJoin"));
  exports.Set("nearest", Napi::Function::New(env, start<NearestWorker>, "nearest"));
}

}  // namespace figsift
