// What the pixels of one row add to the statistics of a picture. Rows come from top to bottom, each once.
//
// Tolerance: none, all levels count the same.
#pragma once

#include <stdint.h>

namespace figsift {

// Neighbours are often equal, and a counter that was just written is slow to read, so levels spread them over tables.
inline constexpr int32_t kTallyTables = 4;
using Tally = uint32_t (*)[256];
// Colours at 5 bits per channel: fewer bits call a photograph's noise by other names, more make every JPEG colourful.
inline constexpr int32_t kColorCells = 1 << 15;
// Most of a figure repeats the row above. Levels leave so many pixels uncounted until they change.
inline constexpr int32_t kCountedPixels = 8;

// What the rows so far have, and the last of them.
struct ValueCounts {
  Tally greys;          // [kTallyTables][256]: pixels of grey value v are the sum over all tables, once settled
  uint8_t* colors;      // [kColorCells], at (R >> 3) << 10 | (G >> 3) << 5 | B >> 3: 1 where a pixel has that colour;
                        // left alone by pictures without colours
  uint8_t* grey;        // [width] the last row in Pillow's L (kernels/perceptual_hash)
  uint32_t* unsettled;  // [width / kCountedPixels] rows whose pixels are those of `grey` and are not counted yet
};

// Adds the next row, over white where it has alpha. row: [width, channels], 1 to 4 channels; above: the row that was
// added last, or null, which is always right.
using CountRow = void (*)(const ValueCounts& counts, const uint8_t* row, const uint8_t* above, int32_t width,
                          int32_t channels);
void count_row_scalar(const ValueCounts& counts, const uint8_t* row, const uint8_t* above, int32_t width,
                      int32_t channels);
void count_row_avx2(const ValueCounts& counts, const uint8_t* row, const uint8_t* above, int32_t width,
                    int32_t channels);

// Counts what is not counted yet. One version for all levels: it reads one row a picture.
void settle_counts(const ValueCounts& counts, int32_t width);

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
