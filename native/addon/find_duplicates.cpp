#include "addon/find_duplicates.h"

#include "addon/convert.h"
#include "addon/device_choice.h"
#include "addon/join_report_object.h"
#include "addon/promise_worker.h"
#include "addon/rows.h"
#include "algorithms/find_duplicates.h"

namespace figsift {
namespace {

class FindDuplicatesWorker final : public PromiseWorker {
 public:
  explicit FindDuplicatesWorker(const Napi::CallbackInfo& info) : device_(info[2]) {
    const Napi::Env env = info.Env();
    rows_ = rows_of(info[0], "rows", *this);
    if (!info[1].IsUndefined()) {
      priority_ = array_of(info[1], "priority", napi_float64_array, rows_.view.rows, *this);
      settings_.priority = priority_.as<double>();
    }
    const Napi::Object options = object_of(info[2], "options");
    settings_.join.min_cosine = number_of(options.Get("minCosine"), "minCosine");
    // Written so that NaN fails.
    if (!(settings_.join.min_cosine > 0.0 && settings_.join.min_cosine <= 1.0)) throw bad_argument(env, "minCosine");
    settings_.join.tile = integer_of(options.Get("tile"), "tile", 1, int64_t{1} << 16);
    settings_.policy =
        integer_of(options.Get("policy"), "policy", 0, 1) == 0 ? KeepPolicy::kGreedy : KeepPolicy::kComponent;
    settings_.pair_limit = integer_of(options.Get("limit"), "limit", 0, int64_t{1} << 32);
    const auto count = static_cast<size_t>(rows_.view.rows);
    cluster_ = output_array<uint32_t>(env, napi_uint32_array, count, keep_arrays_[0]);
    keep_ = output_array<uint8_t>(env, napi_uint8_array, count, keep_arrays_[1]);
    duplicate_of_ = output_array<int32_t>(env, napi_int32_array, count, keep_arrays_[2]);
  }

 protected:
  FsStatus execute(const FsCall& call) override {
    FsStatus status = device_.open();
    if (status.code != FS_OK) return status;
    status = find_duplicates(device_.backend(), call, cluster_, keep_, duplicate_of_, report_, rows_.view, settings_);
    if (rows_.was_cut()) return {FS_IO, {0, 0}};
    return status;
  }
  Napi::Value result(Napi::Env env) override {
    const Napi::Object out = Napi::Object::New(env);
    out.Set("cluster", keep_arrays_[0].Value());
    out.Set("keep", keep_arrays_[1].Value());
    out.Set("duplicateOf", keep_arrays_[2].Value());
    out.Set("report", report_object(env, report_));
    if (device_.is_asked()) out.Set("device", device_.backend().name);
    return out;
  }

 private:
  DeviceChoice device_;
  RowsArgument rows_;
  ArrayBytes priority_;
  DuplicateSettings settings_ = {};
  JoinReport report_;
  Napi::Reference<Napi::Value> keep_arrays_[3];
  uint32_t* cluster_;
  uint8_t* keep_;
  int32_t* duplicate_of_;
};

Napi::Value find_duplicates_call(const Napi::CallbackInfo& info) {
  return PromiseWorker::start(info.Env(), std::make_unique<FindDuplicatesWorker>(info), info[2]);
}

}  // namespace

void export_find_duplicates(Napi::Env env, Napi::Object exports) {
  exports.Set("findDuplicates", Napi::Function::New(env, find_duplicates_call, "findDuplicates"));
}

}  // namespace figsift
