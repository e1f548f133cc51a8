// The arrays { left, right, <value> } of a join's answer.
#pragma once

#include <cstring>  // std::memcpy

#include "addon/convert.h"
#include "addon/napi_setup.h"

namespace figsift {

template <typename Value>
class PairArrays {
 public:
  void allocate(Napi::Env env, size_t count, napi_typedarray_type type) {
    left_ = output_array<uint32_t>(env, napi_uint32_array, count, keep_[0]);
    right_ = output_array<uint32_t>(env, napi_uint32_array, count, keep_[1]);
    values_ = output_array<Value>(env, type, count, keep_[2]);
  }

  // pairs: left, right and values, in order. Off the JavaScript thread: an answer may be gigabytes.
  template <typename Pairs>
  void fill(const Pairs& pairs) {
    const size_t count = pairs.left.size();
    if (count == 0) return;
    std::memcpy(left_, pairs.left.data(), count * sizeof(uint32_t));
    std::memcpy(right_, pairs.right.data(), count * sizeof(uint32_t));
    std::memcpy(values_, pairs.values.data(), count * sizeof(Value));
  }

  Napi::Value object(Napi::Env env, const char* name) const {
    const Napi::Object out = Napi::Object::New(env);
    out.Set("left", keep_[0].Value());
    out.Set("right", keep_[1].Value());
    out.Set(name, keep_[2].Value());
    return out;
  }

 private:
  Napi::Reference<Napi::Value> keep_[3];
  uint32_t* left_ = nullptr;
  uint32_t* right_ = nullptr;
  Value* values_ = nullptr;
};

}  // namespace figsift
