// Native objects that JavaScript holds: a tagged object around a shared_ptr. A running call copies the pointer, so
// that dispose() and the garbage collector only ever drop JavaScript's share.
#pragma once

#include <memory>  // std::shared_ptr

#include "addon/napi_setup.h"

namespace figsift {

template <typename T>
Napi::Object make_handle(Napi::Env env, const napi_type_tag& tag, std::shared_ptr<T> value) {
  const Napi::Object object = Napi::Object::New(env);
  auto* box = new std::shared_ptr<T>(std::move(value));
  const napi_status wrapped = napi_wrap(
      env, object, box, [](napi_env, void* data, void*) { delete static_cast<std::shared_ptr<T>*>(data); }, nullptr,
      nullptr);
  if (wrapped != napi_ok) {
    delete box;
    throw Napi::Error::New(env, "napi_wrap failed");
  }
  object.TypeTag(&tag);
  return object;
}

// The box inside, or null if `value` is not a handle of this kind. The box may be empty: disposed.
template <typename T>
std::shared_ptr<T>* handle_box(const Napi::Value& value, const napi_type_tag& tag) {
  if (!value.IsObject() || !value.As<Napi::Object>().CheckTypeTag(&tag)) return nullptr;
  void* data = nullptr;
  if (napi_unwrap(value.Env(), value, &data) != napi_ok) return nullptr;
  return static_cast<std::shared_ptr<T>*>(data);
}

}  // namespace figsift
