// The rows of a .npy file, mapped into memory. The header is parsed in TypeScript (src/npy.ts); here a byte range of
// an open file becomes memory, or a clear refusal.
#pragma once

#include <cstddef>
#include <memory>  // std::shared_ptr

#include "addon/napi_setup.h"

namespace figsift {

// A read-only, private mapping of a whole file. If the file is cut short while mapped, reads beyond its new end give
// zeros instead of killing the process, and was_cut() is true from then on.
class MappedRows {
 public:
  MappedRows(void* base, size_t mapped, size_t offset, size_t bytes);
  ~MappedRows();
  MappedRows(const MappedRows&) = delete;
  MappedRows& operator=(const MappedRows&) = delete;

  const void* data() const { return static_cast<const char*>(base_) + offset_; }
  size_t bytes() const { return bytes_; }
  bool is_guarded() const { return guard_ >= 0; }
  bool was_cut() const;

 private:
  void* base_;
  size_t mapped_, offset_, bytes_;
  int guard_;
};

// mapRows(fd, offset, bytes) -> object; throws an Error with `fs` and `detail` (FS_IO: errno; FS_BAD_FORMAT: the file
// is shorter than offset + bytes or no regular file)
// unmapRows(object): drops JavaScript's share; a running call keeps its own
// readRows(object, begin, Uint8Array): copies bytes from `begin`
void export_mapped_rows(Napi::Env env, Napi::Object exports);

// Null if `value` is no mapped file; throws if it is disposed.
std::shared_ptr<MappedRows> mapped_rows_of(const Napi::Value& value);

}  // namespace figsift
