// Embeddings that come in: { data: Float32Array | Uint16Array (float16 bits) | mapped rows, rows, cols, dtype },
// and for mapped rows `begin`, the first row within the file.
#pragma once

#include <memory>  // std::shared_ptr

#include "addon/convert.h"
#include "addon/mapped_rows.h"
#include "addon/napi_setup.h"
#include "backends/backend.h"

namespace figsift {

struct RowsArgument {
  FsRows view = {};
  ArrayBytes bytes;                    // in memory
  std::shared_ptr<MappedRows> mapped;  // or in a file

  // True if the file was cut short under the call: its numbers are not the file's.
  bool was_cut() const { return mapped != nullptr && mapped->was_cut(); }
};

// widenFloat16(Uint16Array) -> Float32Array, at once: for pieces of a few MiB
void export_rows(Napi::Env env, Napi::Object exports);

RowsArgument rows_of(const Napi::Value& value, const char* name, PromiseWorker& worker);

}  // namespace figsift
