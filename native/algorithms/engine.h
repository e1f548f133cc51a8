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

  // `operand` is what a non-finite row is reported under.
  FsStatus create(const FsCall& call, const FsRows& rows, int64_t operand) {
    FsStatus status = backend_.engine_create(&call, &engine_, &rows);
    if (status.code == FS_NON_FINITE) status.detail[0] = operand;
    return status;
  }

  FsEngine* get() const { return engine_; }

 private:
  const FsBackend& backend_;
  FsEngine* engine_ = nullptr;
};

}  // namespace figsift
