// The first stage of the similarity join on a GPU: pairs of positions with
//
//   sum over k of left[i][k] * right[j][k] + left_start[i] + right_start[j] >= 0
//
// as int8_screen.h has them, with signed codes on both sides. Sums and starts are integers, so that the pairs are the same
// on every device and in every order. Nothing of size n x m is stored: a sum lives in a register until it is tested.
#pragma once

#include "cuda/device.cuh"

namespace figsift {

// Codes lie row-major, `stride` bytes apart, zeros beyond the width. There are rows and starts up to the next multiple of
// kScreenPadding positions; starts of those that fill up are kScreenNever.
constexpr int64_t kScreenPadding = 256;
constexpr int kScreenColumns = 128;  // right rows of a block's step

struct ScreenOperand {
  const int8_t* codes;
  const int32_t* start;
  int64_t padded;  // positions, up to a whole multiple
};

// One block's work: left rows of a block against some blocks of kScreenColumns right rows, less what lies outside the tile.
struct ScreenItem {
  uint32_t left_block, right_block, right_blocks, unused;
  uint32_t left_begin, left_end, right_begin, right_end;
};

// Where pairs are listed: all are counted, those beyond the capacity are not kept.
struct PairList {
  uint2* pairs;
  unsigned long long* count;
  unsigned long long capacity;
};

struct ScreenLaunch {
  ScreenOperand left, right;
  const ScreenItem* items;
  uint32_t item_count;
  int32_t stride;  // bytes of a row of codes: a multiple of 32
  int32_t is_self;
  PairList out;
};

// By mma.sync, on any device that is served. Items have left blocks of so many rows:
constexpr int kScreenMmaRows = 128;
void launch_screen_mma(const ScreenLaunch& of, int multiprocessors, cudaStream_t stream);

// By wgmma, on devices of compute capability 9.0, for rows of up to kScreenWgmmaBytes bytes of codes. The maps have boxes of
// screen_box_bytes. Items have left blocks of so many rows:
constexpr int kScreenWgmmaRows = 256;
constexpr int kScreenWgmmaBytes = 768;
// Beside wider left rows only two stages of 128 bytes fit, and while one is multiplied the other hardly comes in time.
inline int screen_box_bytes(int stride) {
  return stride % 128 == 0 && stride <= 640 ? 128 : stride % 64 == 0 ? 64 : 32;
}
void launch_screen_wgmma(const CUtensorMap& left_map, const CUtensorMap& right_map, const ScreenLaunch& of,
                         int multiprocessors, cudaStream_t stream);

}  // namespace figsift
