// What the pixels of one row add to the statistics of a picture. Rows come from top to bottom, each once.
//
// Tolerance: none, all levels count the same.
#pragma once

#include <stdint.h>

namespace figsift {

// counts[t][v]: pixels of grey value v; their number is the sum over t. Neighbours are often equal, and a counter that
// was just written is slow to read, so levels spread them over tables.
inline constexpr int32_t kTallyTables = 4;
using Tally = uint32_t (*)[256];

// counts[.][grey[x]] += 1 for all x. grey: [width].
using TallyRow = void (*)(Tally counts, const uint8_t* grey, int32_t width);
void tally_row_scalar(Tally counts, const uint8_t* grey, int32_t width);
void tally_row_avx2(Tally counts, const uint8_t* grey, int32_t width);

// Colours at 5 bits per channel: fewer bits call a photograph's noise by other names, more make every JPEG colourful.
inline constexpr int32_t kColorCells = 1 << 15;

// seen[(R >> 3) << 10 | (G >> 3) << 5 | B >> 3] = 1 for all pixels. rgb: [width, 3]; seen: [kColorCells].
using MarkColorsRow = void (*)(uint8_t* seen, const uint8_t* rgb, int32_t width);
void mark_colors_row_scalar(uint8_t* seen, const uint8_t* rgb, int32_t width);
void mark_colors_row_avx2(uint8_t* seen, const uint8_t* rgb, int32_t width);

// Ink per column so far; counts stop at 65 535.
struct InkColumns {
  uint16_t* ink;   // [width] pixels
  uint16_t* run;   // [width] pixels of the longest unbroken stretch
  uint16_t* open;  // [width] pixels of the stretch that the last row belongs to
};

struct InkRow {
  int32_t ink, run;  // pixels; the longest unbroken stretch
};

// Ink is grey < low or grey > high. Returns the row's, and adds it to `columns`. grey: [width].
using CountInkRow = InkRow (*)(const InkColumns& columns, const uint8_t* grey, int32_t width, int32_t low,
                               int32_t high);
InkRow count_ink_row_scalar(const InkColumns& columns, const uint8_t* grey, int32_t width, int32_t low, int32_t high);
InkRow count_ink_row_avx2(const InkColumns& columns, const uint8_t* grey, int32_t width, int32_t low, int32_t high);

}  // namespace figsift
