#include "kernels/resample/resample.h"

namespace figsift {
namespace {

constexpr int32_t kPrecisionBits = 22;
constexpr int32_t kHalf = 1 << (kPrecisionBits - 1);

uint8_t clip8(int32_t sum) {
  const int32_t value = sum >> kPrecisionBits;
  return static_cast<uint8_t>(value < 0 ? 0 : value > 255 ? 255 : value);
}

void pack(uint32_t* words, const int32_t* weights) { words[0] = static_cast<uint32_t>(weights[0]); }

int32_t weight(const ResampleTaps& taps, int32_t t) { return static_cast<int32_t>(taps.weights[t]); }

void horizontal(uint8_t* const* bands, const uint8_t* const* rows, int32_t /*width*/, int32_t channels,
                const ResampleTaps* taps, int32_t count, uint8_t* /*scratch*/) {
  for (int32_t x = 0; x < count; ++x) {
    for (int32_t c = 0; c < channels; ++c) {
      int32_t sum = kHalf;
      for (int32_t t = 0; t < taps[x].count; ++t) {
        sum += weight(taps[x], t) * rows[0][(taps[x].first + t) * channels + c];
      }
      bands[0][x * channels + c] = clip8(sum);
    }
  }
}

void vertical(uint8_t* out, const uint8_t* const* bands, int32_t columns, const ResampleTaps* taps) {
  for (int32_t i = 0; i < columns; ++i) {
    int32_t sum = kHalf;
    for (int32_t t = 0; t < taps->count; ++t) sum += weight(*taps, t) * bands[t][i];
    out[i] = clip8(sum);
  }
}

}  // namespace

const ResampleLevel kResampleScalar = {1, 1, 1, pack, horizontal, vertical};

}  // namespace figsift
