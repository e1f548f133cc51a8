// The most exact int8 products that a level's registers can form, with nothing loaded or stored: what the benches hold
// kernels/int8_screen against.
#pragma once

#include <cstdint>

namespace figsift {

// Forms at least `products` of them and returns how many. AVX2: vpmaddwd and vpaddd, 16 at a time, as vpmaddubsw would
// saturate; AVX-512: vpdpbusd, 64 at a time.
int64_t int8_peak_scalar(int64_t products);
int64_t int8_peak_avx2(int64_t products);
int64_t int8_peak_avx512(int64_t products);

}  // namespace figsift
