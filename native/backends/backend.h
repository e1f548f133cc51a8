// The waist: what a device offers to the algorithms above it. One table per device, filled by backends/cpu.cpp and,
// where there is one, by the CUDA library. Every entry takes a whole batch, so that a device is called once per batch.
//
// Only numbers, pointers and C strings cross here: no std:: type, no exception, no Node. Pointers are host memory,
// owned by the caller, and stay valid during the call. Arguments come outputs first, then inputs, then parameters.
#pragma once

#include <stddef.h>
#include <stdint.h>

extern "C" {

// Raised with every change of a struct or of the table; a library with another number is refused.
#define FIGSIFT_BACKEND_ABI 2

enum FsCode {
  FS_OK = 0,
  FS_BAD_ARGUMENT = 1,  // a size or parameter out of range; the façade checks first, this is the last guard
  FS_NON_FINITE = 2,    // detail[0] = operand (0 or 1), detail[1] = row
  FS_CANCELLED = 3,
  FS_OUT_OF_MEMORY = 4,
  FS_LIMIT_EXCEEDED = 5,  // detail[0] = how many there would be, detail[1] = the limit
  FS_IO = 6,              // detail[0] = errno
  FS_BAD_FORMAT = 7,      // detail[0] = byte offset
  FS_INTERNAL = 8,
};

// Numbers only: sentences are made in TypeScript, where the caller's names are known.
struct FsStatus {
  int32_t code;
  int64_t detail[2];
};

// What a call may use and how it learns that nobody waits for it any more.
struct FsCall {
  const int32_t* cancel;  // polled at least every few milliseconds; non-zero ends the call with FS_CANCELLED
  int32_t threads;        // >= 1
  int64_t* progress;      // [2] = done, total, in units of the call's choice; may be null
};

// 8-bit samples, rows of width * channels bytes without padding, channels interleaved.
struct FsImage {
  const uint8_t* pixels;
  int32_t width;
  int32_t height;
  int32_t channels;  // 1..4
};

enum FsFilter { FS_BOX = 0, FS_BILINEAR = 1, FS_HAMMING = 2, FS_BICUBIC = 3, FS_LANCZOS = 4 };

// One image to one 8-bit image. `keep` cuts a window out of the resized image; only that window is computed.
struct FsResampleJob {
  uint8_t* out;  // [keep_height, keep_width, channels]
  FsImage in;
  int32_t to_width, to_height;
  int32_t keep_x, keep_y, keep_width, keep_height;
  int32_t filter;  // FsFilter
};

enum FsFloat { FS_FLOAT32 = 0, FS_FLOAT16 = 1 };

// One image to one slot of a batch tensor: composite, to RGB, resize, crop or pad, rescale, normalise, planes apart.
struct FsPreprocessJob {
  void* out;          // [3, canvas_height, canvas_width] of FsFloat
  FsImage in;         // 1 = grey, 2 = grey + alpha, 3 = RGB, 4 = RGB + alpha
  int32_t composite;  // 1: alpha over `background`; 0: alpha dropped
  uint8_t background[3];
  uint8_t pad[3];  // colour of the canvas outside the image
  int32_t to_width, to_height;
  int32_t canvas_width, canvas_height;
  // Where the resized image's top left corner lies on the canvas; negative crops, positive pads.
  int32_t offset_x, offset_y;
  int32_t filter;  // FsFilter
  int32_t dtype;   // FsFloat
  double rescale;  // 1/255 as a rule
  double mean[3], std[3];
};

// One image to the 64 bits of imagehash.phash, first bit of the first row highest.
struct FsPerceptualHashJob {
  uint64_t* out;
  FsImage in;        // as in FsPreprocessJob; alpha is composited on white
  int32_t* is_flat;  // set to 1 where the 32 x 32 picture has one value only: its hash says nothing
};

// Row-major [rows, cols] embeddings.
struct FsRows {
  const void* data;
  int64_t rows, cols;
  int32_t dtype;  // FsFloat
};

// A device's prepared form of one matrix. Created once, used by many calls; rows stay owned by the caller.
struct FsEngine;

// Rows [left_begin, left_end) of the left engine against [right_begin, right_end) of the right one.
struct FsTile {
  int64_t left_begin, left_end, right_begin, right_end;
};

// Where survivors go: called under a lock of the callee's, any number of times, in any order.
struct FsPairSink {
  void* context;
  // Returns 0 to go on, non-zero to end the call with FS_LIMIT_EXCEEDED.
  int32_t (*accept)(void* context, const uint32_t* left, const uint32_t* right, size_t count);
};

struct FsBackend {
  uint32_t abi;
  const char* name;  // "cpu", "cuda"
  const char* isa;   // the level in use

  struct FsStatus (*resample_batch)(const struct FsCall*, const struct FsResampleJob*, size_t count);
  struct FsStatus (*preprocess_batch)(const struct FsCall*, const struct FsPreprocessJob*, size_t count);
  struct FsStatus (*perceptual_hash_batch)(const struct FsCall*, const struct FsPerceptualHashJob*, size_t count);

  // out[i] = cos(a[i], b[i]) in the float64 law of docs/numerics.md.
  struct FsStatus (*cosine_rows)(const struct FsCall*, double* out, const struct FsRows* a, const struct FsRows* b);

  struct FsStatus (*engine_create)(const struct FsCall*, struct FsEngine** out, const struct FsRows* rows);
  void (*engine_destroy)(struct FsEngine*);

  // out[i] = cos(left[left_rows[i]], right[right_rows[i]]) in the float64 law: the recheck of a screen's survivors.
  struct FsStatus (*cosine_pairs)(const struct FsCall*, double* out, struct FsEngine* left, struct FsEngine* right,
                                  const uint32_t* left_rows, const uint32_t* right_rows, size_t count);

  // Emits a superset of the pairs of each tile with cos >= min_cosine; never misses one. A tile of an engine with
  // itself emits left < right only. The caller rechecks every survivor in the float64 law.
  struct FsStatus (*screen)(const struct FsCall*, struct FsPairSink sink, struct FsEngine* left, struct FsEngine* right,
                            const struct FsTile* tiles, size_t count, double min_cosine);

  // indices, cosines: [query_end - query_begin, k], best first, ties by lower index; exact in the float64 law.
  struct FsStatus (*topk)(const struct FsCall*, uint32_t* indices, double* cosines, struct FsEngine* queries,
                          struct FsEngine* corpus, int64_t query_begin, int64_t query_end, int64_t k);

  // Emits every pair of 64-bit hashes within `radius` bits and nothing else; right null means a self-join with
  // left < right.
  struct FsStatus (*hamming_screen)(const struct FsCall*, struct FsPairSink sink, const uint64_t* left,
                                    int64_t left_count, const uint64_t* right, int64_t right_count, int32_t radius);
};

}  // extern "C"
