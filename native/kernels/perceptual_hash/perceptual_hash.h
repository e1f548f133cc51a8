// The 64-bit perceptual hash of imagehash.phash 4.3 with its defaults (hash_size 8, highfreq_factor 4).
//
//   L      = (19595 R + 38470 G + 7471 B + 2^15) >> 16, Pillow's grey
//   S      = L resized to 32 x 32 with Lanczos
//   D      = DCT-II of S along columns, then along rows, unnormalised: D[k] = 2 sum_n S[n] cos(pi k (2n + 1) / 64)
//   hash   = bits D[i][j] > median(D[0..8)[0..8)), row by row, the first bit highest
//
// Tolerance: none, on any picture. Where a picture has a mirror symmetry or equal rows, half of its coefficients are zero,
// and so is the median; whether they come out as zeros or as noise of either sign depends on the order of the additions.
// (With a plain sum over cosines every one of 600 such pictures had another hash than SciPy gives it.) So the transform
// adds in the order of pocketfft (Reinecke), which is SciPy's: its doubles are the same, bit for bit.
//
// Sources: Zauner 2010, "Implementation and benchmarking of perceptual image hash functions"; imagehash 4.3; SciPy 1.10.
#pragma once

#include <stdint.h>

namespace figsift {

inline constexpr int32_t kHashSide = 32;

// out: [width]; in: [width, 3].
using LumaRow = void (*)(uint8_t* out, const uint8_t* in, int32_t width);
void luma_row_scalar(uint8_t* out, const uint8_t* in, int32_t width);
void luma_row_avx2(uint8_t* out, const uint8_t* in, int32_t width);

// square: [32, 32]. Pure arithmetic in double precision, one version for all levels: it takes microseconds.
uint64_t hash_of_square(const uint8_t* square);

// DCT-II of 32 numbers, in place, bit for bit that of scipy.fftpack.dct.
void dct32(double* values);

}  // namespace figsift
