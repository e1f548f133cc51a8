// Embeddings that come in: { data: Float32Array | Uint16Array (float16 bits) | mapped rows, rows, cols }.
#pragma once

#include <memory>  // std::shared_ptr

#include "addon/convert.h"
#include "addon/napi_setup.h"
#include "backends/backend.h"

namespace figsift {

struct RowsArgument {
  FsRows view = {};
  ArrayBytes bytes;              // in memory
  std::shared_ptr<void> mapped;  // or in a file
};

RowsArgument rows_of(const Napi::Value& value, const char* name, PromiseWorker& worker);

}  // namespace figsift
