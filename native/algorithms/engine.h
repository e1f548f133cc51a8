// Owns a device's engine for the length of a scope.
#pragma once

#include "backends/backend.h"

namespace figsift {

class Engine {
 public:
  explicit Engine(const FsBackend& backend) : backend_(backend) {}
  ~Engine() {
    if (engine_ != nullptr) backend_.engine_destroy(engine_);
  }
  Engine(const Engine&) = delete;
  Engine& operator=(const Engine&) = delete;

  FsStatus create(const FsCall& call, const FsRows& rows, const FsCoding& coding) {
    return backend_.engine_create(&call, &engine_, &rows, &coding);
  }

  FsEngine* get() const { return engine_; }

 private:
  const FsBackend& backend_;
  FsEngine* engine_ = nullptr;
};

}  // namespace figsift
