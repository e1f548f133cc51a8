#include "addon/mapped_rows.h"

#include <sys/mman.h>
#include <sys/stat.h>

#include <cerrno>
#include <cstring>  // std::memcpy

#include "addon/convert.h"
#include "addon/handle.h"
#include "addon/type_tags.h"
#include "core/map_guard.h"
#include "core/status.h"

namespace figsift {

MappedRows::MappedRows(void* base, size_t mapped, size_t offset, size_t bytes)
    : base_(base), mapped_(mapped), offset_(offset), bytes_(bytes), guard_(guard_mapping(base, mapped)) {}

MappedRows::~MappedRows() {
  if (guard_ >= 0) release_guard(guard_);
  munmap(base_, mapped_);
}

bool MappedRows::was_cut() const { return guard_ >= 0 && guard_was_cut(guard_); }

namespace {

Napi::Value map_rows(const Napi::CallbackInfo& info) {
  const Napi::Env env = info.Env();
  constexpr int64_t kMost = int64_t{1} << 47;
  const auto fd = static_cast<int>(integer_of(info[0], "fd", 0, INT32_MAX));
  const int64_t offset = integer_of(info[1], "offset", 1, kMost);
  const int64_t bytes = integer_of(info[2], "bytes", 1, kMost);
  struct stat file = {};
  if (fstat(fd, &file) != 0) throw status_error(env, fail(FS_IO, errno));
  if (!S_ISREG(file.st_mode) || file.st_size < offset + bytes) throw status_error(env, fail(FS_BAD_FORMAT));
  const auto length = static_cast<size_t>(offset + bytes);
  void* base = mmap(nullptr, length, PROT_READ, MAP_PRIVATE, fd, 0);
  if (base == MAP_FAILED) throw status_error(env, fail(FS_IO, errno));
  auto rows = std::make_shared<MappedRows>(base, length, static_cast<size_t>(offset), static_cast<size_t>(bytes));
  if (!rows->is_guarded()) throw status_error(env, fail(FS_IO, EMFILE));
  return make_handle(env, kMappedRowsTag, std::move(rows));
}

void unmap_rows(const Napi::CallbackInfo& info) {
  auto* box = handle_box<MappedRows>(info[0], kMappedRowsTag);
  if (box == nullptr) throw bad_argument(info.Env(), "rows");
  box->reset();
}

// Synchronous and meant for pieces of a few MiB: the caller breathes between them.
Napi::Value read_rows(const Napi::CallbackInfo& info) {
  const Napi::Env env = info.Env();
  const auto rows = mapped_rows_of(info[0]);
  if (rows == nullptr) throw bad_argument(env, "rows");
  const auto begin = static_cast<size_t>(integer_of(info[1], "begin", 0, static_cast<int64_t>(rows->bytes())));
  if (!info[2].IsTypedArray() || info[2].As<Napi::TypedArray>().TypedArrayType() != napi_uint8_array) {
    throw bad_argument(env, "out");
  }
  Napi::Uint8Array out = info[2].As<Napi::Uint8Array>();
  if (out.ByteLength() > rows->bytes() - begin) throw bad_argument(env, "out");
  std::memcpy(out.Data(), static_cast<const char*>(rows->data()) + begin, out.ByteLength());
  return Napi::Boolean::New(env, !rows->was_cut());
}

}  // namespace

std::shared_ptr<MappedRows> mapped_rows_of(const Napi::Value& value) {
  const auto* box = handle_box<MappedRows>(value, kMappedRowsTag);
  if (box == nullptr) return nullptr;
  if (*box == nullptr) throw bad_argument(value.Env(), "disposed rows");
  return *box;
}

void export_mapped_rows(Napi::Env env, Napi::Object exports) {
  exports.Set("mapRows", Napi::Function::New(env, map_rows, "mapRows"));
  exports.Set("unmapRows", Napi::Function::New(env, unmap_rows, "unmapRows"));
  exports.Set("readRows", Napi::Function::New(env, read_rows, "readRows"));
}

}  // namespace figsift
