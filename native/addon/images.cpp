#include "addon/images.h"

#include <algorithm>  // std::min

#include "addon/device_choice.h"
#include "addon/image_argument.h"
#include "addon/instance.h"
#include "addon/promise_worker.h"
#include "kernels/resample/resample.h"

namespace figsift {
namespace {

int32_t field(const Napi::Object& object, const char* name, int64_t min, int64_t max) {
  return static_cast<int32_t>(integer_of(object.Get(name), name, min, max));
}

void triple(double* out, const Napi::Object& object, const char* name) {
  const Napi::Object array = object_of(object.Get(name), name);
  for (uint32_t i = 0; i < 3; ++i) out[i] = number_of(array.Get(i), name);
}

void colour(uint8_t* out, const Napi::Object& object, const char* name) {
  const Napi::Object array = object_of(object.Get(name), name);
  for (uint32_t i = 0; i < 3; ++i) out[i] = static_cast<uint8_t>(integer_of(array.Get(i), name, 0, 255));
}

class ResampleWorker final : public PromiseWorker {
 public:
  explicit ResampleWorker(const Napi::CallbackInfo& info) : device_(info[2]) {
    const Napi::Object job = object_of(info[1], "job");
    job_.in = images_.add(info[0], *this);
    job_.to_width = field(job, "toWidth", 1, kMaxResampleTo);
    job_.to_height = field(job, "toHeight", 1, kMaxResampleTo);
    job_.keep_width = field(job, "keepWidth", 1, std::min(job_.to_width, kMaxResampleKeep));
    job_.keep_height = field(job, "keepHeight", 1, std::min(job_.to_height, kMaxResampleKeep));
    job_.keep_x = field(job, "keepX", 0, job_.to_width - job_.keep_width);
    job_.keep_y = field(job, "keepY", 0, job_.to_height - job_.keep_height);
    job_.filter = field(job, "filter", FS_BOX, FS_LANCZOS);
    const int64_t bytes = int64_t{job_.keep_width} * job_.keep_height * job_.in.channels;
    job_.out = output_array<uint8_t>(info.Env(), napi_uint8_array, static_cast<size_t>(bytes), array_);
  }

 protected:
  FsStatus execute(const FsCall& call) override {
    const FsStatus status = device_.open();
    return status.code == FS_OK ? device_.backend().resample_batch(&call, &job_, 1) : status;
  }
  Napi::Value result(Napi::Env) override { return array_.Value(); }

 private:
  DeviceChoice device_;
  ImageArguments images_;
  FsResampleJob job_ = {};
  Napi::Reference<Napi::Value> array_;
};

class PreprocessWorker final : public PromiseWorker {
 public:
  explicit PreprocessWorker(const Napi::CallbackInfo& info) : device_(info[3]) {
    const Napi::Array images = list_of(info[0]);
    const Napi::Object spec = object_of(info[1], "spec");
    FsPreprocessJob common = {};
    colour(common.background, spec, "background");
    colour(common.pad, spec, "pad");
    common.canvas_width = field(spec, "canvasWidth", 1, kMaxResampleFrom);
    common.canvas_height = field(spec, "canvasHeight", 1, kMaxResampleFrom);
    common.filter = field(spec, "filter", FS_BOX, FS_LANCZOS);
    common.dtype = field(spec, "dtype", FS_FLOAT32, FS_FLOAT16);
    common.rescale = number_of(spec.Get("rescale"), "rescale");
    triple(common.mean, spec, "mean");
    triple(common.std, spec, "std");
    const size_t element = common.dtype == FS_FLOAT16 ? 2 : 4;
    const size_t per_image = static_cast<size_t>(common.canvas_width) * static_cast<size_t>(common.canvas_height) * 3;
    uint8_t* out = output(info, common, per_image * images.Length());
    for (uint32_t i = 0; i < images.Length(); ++i, out += per_image * element) {
      const Napi::Object image = object_of(images.Get(i), "image");
      FsPreprocessJob job = common;
      job.out = out;
      job.in = images_.add(image, *this);
      job.composite = field(image, "composite", 0, 1);
      job.to_width = field(image, "toWidth", 1, kMaxResampleTo);
      job.to_height = field(image, "toHeight", 1, kMaxResampleTo);
      job.offset_x = field(image, "offsetX", -int64_t{kMaxResampleTo}, kMaxResampleTo);
      job.offset_y = field(image, "offsetY", -int64_t{kMaxResampleTo}, kMaxResampleTo);
      jobs_.push_back(job);
    }
  }

 protected:
  FsStatus execute(const FsCall& call) override {
    const FsStatus status = device_.open();
    return status.code == FS_OK ? device_.backend().preprocess_batch(&call, jobs_.data(), jobs_.size()) : status;
  }
  Napi::Value result(Napi::Env) override { return array_.Value(); }

 private:
  static Napi::Array list_of(const Napi::Value& value) {
    if (!value.IsArray()) throw bad_argument(value.Env(), "images");
    return value.As<Napi::Array>();
  }

  // A new array, or the caller's from element out.begin on.
  uint8_t* output(const Napi::CallbackInfo& info, const FsPreprocessJob& common, size_t length) {
    const bool is_half = common.dtype == FS_FLOAT16;
    if (info[2].IsUndefined()) {
      // Bytes: the typed array over them is made at once and fills them as its own elements.
      return is_half ? reinterpret_cast<uint8_t*>(output_array<uint16_t>(info.Env(), napi_uint16_array, length, array_))
                     : reinterpret_cast<uint8_t*>(output_array<float>(info.Env(), napi_float32_array, length, array_));
    }
    const Napi::Object out = object_of(info[2], "out");
    size_t available = 0;
    void* const data =
        writable_array_of(out.Get("data"), "out", is_half ? napi_uint16_array : napi_float32_array, &available, *this);
    const size_t begin = static_cast<size_t>(integer_of(out.Get("begin"), "begin", 0, int64_t{1} << 40));
    if (begin > available || length > available - begin) throw bad_argument(info.Env(), "out");
    array_ = Napi::Reference<Napi::Value>::New(out.Get("data"), 1);
    return static_cast<uint8_t*>(data) + begin * (is_half ? 2 : 4);
  }

  DeviceChoice device_;
  ImageArguments images_;
  std::vector<FsPreprocessJob> jobs_;
  Napi::Reference<Napi::Value> array_;
};

class PerceptualHashWorker final : public PromiseWorker {
 public:
  explicit PerceptualHashWorker(const Napi::CallbackInfo& info) : backend_(instance_of(info.Env()).backend) {
    if (!info[0].IsArray()) throw bad_argument(info.Env(), "images");
    const Napi::Array images = info[0].As<Napi::Array>();
    const size_t count = images.Length();
    uint64_t* const hashes = output_array<uint64_t>(info.Env(), napi_biguint64_array, count, hashes_);
    int32_t* const is_flat = output_array<int32_t>(info.Env(), napi_int32_array, count, is_flat_);
    for (uint32_t i = 0; i < count; ++i) {
      jobs_.push_back({hashes + i, images_.add(images.Get(i), *this), is_flat + i});
    }
  }

 protected:
  FsStatus execute(const FsCall& call) override {
    return backend_->perceptual_hash_batch(&call, jobs_.data(), jobs_.size());
  }
  Napi::Value result(Napi::Env env) override {
    Napi::Object out = Napi::Object::New(env);
    out["hashes"] = hashes_.Value();
    out["isFlat"] = is_flat_.Value();
    return out;
  }

 private:
  const FsBackend* backend_;
  ImageArguments images_;
  std::vector<FsPerceptualHashJob> jobs_;
  Napi::Reference<Napi::Value> hashes_, is_flat_;
};

class ImageStatisticsWorker final : public PromiseWorker {
 public:
  explicit ImageStatisticsWorker(const Napi::CallbackInfo& info) : backend_(instance_of(info.Env()).backend) {
    const Napi::Env env = info.Env();
    job_.in = images_.add(info[0], *this);
    job_.contrast = field(object_of(info[1], "settings"), "contrast", 0, 255);
    job_.greys = output_array<uint32_t>(env, napi_uint32_array, 256, greys_);
    job_.colors = &colors_;
    const auto width = static_cast<size_t>(job_.in.width), height = static_cast<size_t>(job_.in.height);
    job_.row_ink = output_array<uint16_t>(env, napi_uint16_array, height, row_ink_);
    job_.row_run = output_array<uint16_t>(env, napi_uint16_array, height, row_run_);
    job_.column_ink = output_array<uint16_t>(env, napi_uint16_array, width, column_ink_);
    job_.column_run = output_array<uint16_t>(env, napi_uint16_array, width, column_run_);
  }

 protected:
  FsStatus execute(const FsCall& call) override { return backend_->image_statistics_batch(&call, &job_, 1); }
  Napi::Value result(Napi::Env env) override {
    Napi::Object out = Napi::Object::New(env);
    out["greys"] = greys_.Value();
    out["colors"] = Napi::Number::New(env, colors_);
    out["rowInk"] = row_ink_.Value();
    out["rowRun"] = row_run_.Value();
    out["columnInk"] = column_ink_.Value();
    out["columnRun"] = column_run_.Value();
    return out;
  }

 private:
  const FsBackend* backend_;
  ImageArguments images_;
  FsImageStatisticsJob job_ = {};
  int32_t colors_ = 0;
  Napi::Reference<Napi::Value> greys_, row_ink_, row_run_, column_ink_, column_run_;
};

template <typename Worker, size_t kOptions>
Napi::Value start(const Napi::CallbackInfo& info) {
  return PromiseWorker::start(info.Env(), std::make_unique<Worker>(info), info[kOptions]);
}

}  // namespace

void export_images(Napi::Env env, Napi::Object exports) {
  exports["resample"] = Napi::Function::New(env, start<ResampleWorker, 2>, "resample");
  exports["preprocess"] = Napi::Function::New(env, start<PreprocessWorker, 3>, "preprocess");
  exports["perceptualHash"] = Napi::Function::New(env, start<PerceptualHashWorker, 1>, "perceptualHash");
  exports["imageStatistics"] = Napi::Function::New(env, start<ImageStatisticsWorker, 2>, "imageStatistics");
}

}  // namespace figsift
