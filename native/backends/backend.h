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
#define FIGSIFT_BACKEND_ABI 6

enum FsCode {
  FS_OK = 0,
  FS_BAD_ARGUMENT = 1,  // a size or parameter out of range; the façade checks first, this is the last guard
  FS_NON_FINITE = 2,    // detail[0] = operand (0 or 1), detail[1] = row
  FS_CANCELLED = 3,
  FS_OUT_OF_MEMORY = 4,   // detail[0] = 0 the machine's memory, 1 a device's; detail[1] = bytes asked for, 0 if unknown
  FS_LIMIT_EXCEEDED = 5,  // detail[0] = how many there would be, detail[1] = the limit
  FS_IO = 6,              // detail[0] = errno
  FS_BAD_FORMAT = 7,      // detail[0] = byte offset
  FS_INTERNAL = 8,
  FS_DEVICE_FAILED = 9,        // detail[0] = the device's own error number
  FS_DEVICE_UNAVAILABLE = 10,  // a device was asked for that is not there; native/addon/cuda_library.h says why
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

// No cosine: said of a pair that was not worth computing.
#define FIGSIFT_BELOW (-2.0)

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

// A picture's background: the fullest run of this many grey values, the lightest of equally full ones.
#define FIGSIFT_BACKGROUND_GREYS 8

// What the pixels of one image are like, in counts. Grey values are those of the perceptual hash; alpha is composited on
// white. Ink is what differs from every grey of the background by more than `contrast`; its counts stop at 65 535.
struct FsImageStatisticsJob {
  FsImage in;                         // as in FsPreprocessJob
  uint32_t* greys;                    // [256] pixels of each grey value
  int32_t* colors;                    // distinct colours at 5 bits per channel
  uint16_t *row_ink, *row_run;        // [height] pixels of ink, and of its longest unbroken stretch
  uint16_t *column_ink, *column_run;  // [width]
  int32_t contrast;                   // 0..255
};

// Row-major [rows, cols] embeddings.
struct FsRows {
  const void* data;
  int64_t rows, cols;
  int32_t dtype;  // FsFloat
};

// How rows become short codes: p = basis * x / |x| - offset in float32, code = p / scale rounded to an int8, clipped to
// +-127. A row has two prefixes of its codes, the narrow one for the first screen, the wide one for the second.
struct FsCoding {
  // [width[1] + leading, cols], row-major; null: the first width[1] coordinates themselves. The last `leading` rows make
  // no codes: rows are put in order along them.
  const float* basis;
  const float* offset;  // [width[1] + leading]
  double scale;         // a float32, > 0
  int64_t width[2];     // multiples of 4, width[0] <= width[1]; columns beyond `cols` are zero
  int64_t leading;      // 0..8
};

// What the proof needs to know of one coded row.
struct FsRowCode {
  double square;           // dot(x, x) in the float64 law; 0 for a zero row
  uint64_t digest;         // equal for equal rows
  float residual[2];       // >= |p - scale * code| over either prefix
  int32_t code_square[2];  // sum of the squared codes of either prefix
  float leading[8];        // p along the last rows of the basis
};

// A device's coded form of one matrix. Rows stay the caller's.
struct FsEngine;

// Positions [left_begin, left_end) of the left side against [right_begin, right_end) of the right one.
struct FsTile {
  int64_t left_begin, left_end, right_begin, right_end;
};

// One side of a screen: positions of an arranged engine, each with a constant per stage (algorithms/bound.h).
struct FsScreenSide {
  struct FsEngine* engine;
  const int32_t* start[2];  // [positions], -2^28 to 2^28
  // Starts of one engine and one edition are the same numbers, so that a device need not fetch them again; 0: they may
  // have changed since the last call.
  int64_t edition;
};

// What a screen did, added up over threads: pairs into each stage, pairs out of it, nanoseconds.
struct FsScreenStats {
  int64_t pairs[2], survivors[2], nanoseconds[2];
};

// Where survivors of a screen go: called from several threads at once, each with its own `worker` < call.threads.
struct FsSurvivorSink {
  void* context;
  // Returns an FsCode: FS_OK to go on, anything else ends the call with it.
  int32_t (*accept)(void* context, int32_t worker, const uint32_t* left, const uint32_t* right, size_t count);
};

// The same with the law's cosine of each pair.
struct FsCosineSink {
  void* context;
  int32_t (*accept)(void* context, int32_t worker, const uint32_t* left, const uint32_t* right, const double* cosines,
                    size_t count);
};

// What work costs, in nanoseconds, and how much of it one call should be given. For whoever plans: it decides about time,
// never about an answer.
struct FsCosts {
  double screen_pair;       // a pair's share of starting and testing a screen
  double screen_column;     // a pair and column of it
  double candidate;         // a pair let through, listed and looked up
  double candidate_column;  // and multiplied again over a wider prefix
  double recheck;           // a pair computed by the law
  double recheck_column;
  double code_row;  // a row read, measured and coded
  double code_column;
  double code_product;  // a row, a column of it and a basis vector
  int64_t column_step;  // a screen costs as much as one of the next multiple
  int64_t tile;         // rows of a tile that is worth ruling out as a whole
  double
      batch_pairs;  // pairs of positions of one call: some tens of milliseconds, so that progress and cancelling live
  int32_t is_per_thread;  // 1: of one thread of the call; 0: of the whole device
};

// Where pairs of hashes go: called under a lock of the callee's, any number of times, in any order.
struct FsPairSink {
  void* context;
  // Returns 0 to go on, non-zero to end the call with FS_LIMIT_EXCEEDED.
  int32_t (*accept)(void* context, const uint32_t* left, const uint32_t* right, size_t count);
};

struct FsBackend {
  uint32_t abi;
  const char* name;  // "cpu", "cuda"
  const char* isa;   // the level of the rows that the CPU runs
  const struct FsCosts* costs;

  struct FsStatus (*resample_batch)(const struct FsCall*, const struct FsResampleJob*, size_t count);
  struct FsStatus (*preprocess_batch)(const struct FsCall*, const struct FsPreprocessJob*, size_t count);
  struct FsStatus (*perceptual_hash_batch)(const struct FsCall*, const struct FsPerceptualHashJob*, size_t count);

  // out[i] = cos(a[i], b[i]) in the float64 law of docs/numerics.md.
  struct FsStatus (*cosine_rows)(const struct FsCall*, double* out, const struct FsRows* a, const struct FsRows* b);

  // out: [rows.rows, width], the rows at unit length times each row of `basis` [width, cols], in float32: one chain of
  // `cols` roundings a value (docs/numerics.md#projection). Zero rows and rows that are not finite give zeros.
  struct FsStatus (*project)(const struct FsCall*, float* out, const struct FsRows* rows, const float* basis,
                             int64_t width);

  // Codes nothing yet. `coding` is copied.
  struct FsStatus (*engine_create)(const struct FsCall*, struct FsEngine** out, const struct FsRows* rows,
                                   const struct FsCoding* coding);
  void (*engine_destroy)(struct FsEngine*);

  // Reads rows [begin, end) once: checks them, codes them, and tells about each in `out`. FS_NON_FINITE: detail[1] is
  // the first bad row.
  struct FsStatus (*engine_encode)(const struct FsCall*, struct FsEngine*, struct FsRowCode* out, int64_t begin,
                                   int64_t end);

  // Puts rows in the order of the screens: position p holds row order[p]. Rows may be left out.
  struct FsStatus (*engine_arrange)(const struct FsCall*, struct FsEngine*, const uint32_t* order, int64_t count);

  // Gives the sink every pair of positions of the tiles with
  //   dot(code_x, code_y) + start_x + start_y >= 0   over the narrow prefix, then over the wide one.
  // Exact integers: the same pairs on every device. Tiles of a side with itself give left < right only.
  struct FsStatus (*screen)(const struct FsCall*, struct FsSurvivorSink sink, struct FsScreenStats* stats,
                            const struct FsScreenSide* left, const struct FsScreenSide* right,
                            const struct FsTile* tiles, size_t count);

  // out[i] = cos(left row left_rows[i], right row right_rows[i]) in the float64 law: the recheck of the survivors.
  // Rows, not positions. floors: [count] or null; where a float32 estimate of the cosine, within (cols + 8) 2^-24 of it,
  // is under its floor, out[i] may be FIGSIFT_BELOW instead.
  struct FsStatus (*cosine_pairs)(const struct FsCall*, double* out, struct FsEngine* left, struct FsEngine* right,
                                  const uint32_t* left_rows, const uint32_t* right_rows, const double* floors,
                                  size_t count);

  // Null where screen and cosine_pairs in turn are as good. Both in one: gives the sink every pair of positions that
  // passes the screens and whose cosine in the float64 law reaches floors[left position - floors_begin], or `floor` where
  // floors is null.
  struct FsStatus (*screen_cosines)(const struct FsCall*, struct FsCosineSink sink, struct FsScreenStats* stats,
                                    const struct FsScreenSide* left, const struct FsScreenSide* right,
                                    const struct FsTile* tiles, size_t count, const double* floors,
                                    int64_t floors_begin, double floor);

  // Emits every pair of 64-bit hashes within `radius` bits and nothing else; right null means a self-join with
  // left < right.
  struct FsStatus (*hamming_screen)(const struct FsCall*, struct FsPairSink sink, const uint64_t* left,
                                    int64_t left_count, const uint64_t* right, int64_t right_count, int32_t radius);

  struct FsStatus (*image_statistics_batch)(const struct FsCall*, const struct FsImageStatisticsJob*, size_t count);
};

}  // extern "C"
