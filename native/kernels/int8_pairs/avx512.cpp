#include <immintrin.h>

#include "core/isa.h"
#include "kernels/int8_pairs/int8_pairs.h"

FIGSIFT_AVX512_BEGIN

namespace figsift {
namespace {

// Pairs between the fetch of a row and its use; further ahead the lines of wide rows push each other out.
constexpr int64_t kAhead = 8;
constexpr int64_t kLine = 64;

void fetch(const int8_t* row, int64_t width) {
  for (int64_t k = 0; k < width; k += kLine) _mm_prefetch(reinterpret_cast<const char*>(row + k), _MM_HINT_T0);
}

// x . y = (x + 128) . y - 128 . y, as vpdpbusd multiplies unsigned by signed bytes. Codes beyond the end are 0 in y.
int32_t dot(const int8_t* x, const int8_t* y, int64_t width) {
  const __m512i offset = _mm512_set1_epi8(-128);
  __m512i sum = _mm512_setzero_si512(), excess = _mm512_setzero_si512();
  for (int64_t k = 0; k < width; k += kLine) {
    const __mmask64 valid = width - k < kLine ? (uint64_t{1} << (width - k)) - 1 : ~uint64_t{0};
    const __m512i left = _mm512_xor_si512(_mm512_maskz_loadu_epi8(valid, x + k), offset);
    const __m512i right = _mm512_maskz_loadu_epi8(valid, y + k);
    sum = _mm512_dpbusd_epi32(sum, left, right);
    excess = _mm512_dpbusd_epi32(excess, offset, right);
  }
  return _mm512_reduce_add_epi32(_mm512_sub_epi32(sum, excess));
}

}  // namespace

void dot_pairs_int8_avx512(int32_t* out, const int8_t* left, const int8_t* right, const uint32_t* a, const uint32_t* b,
                           int64_t count, int64_t width) {
  for (int64_t n = 0; n < count; ++n) {
    if (n + kAhead < count) {
      fetch(left + int64_t{a[n + kAhead]} * width, width);
      fetch(right + int64_t{b[n + kAhead]} * width, width);
    }
    out[n] = dot(left + int64_t{a[n]} * width, right + int64_t{b[n]} * width, width);
  }
}

}  // namespace figsift

FIGSIFT_ISA_END
