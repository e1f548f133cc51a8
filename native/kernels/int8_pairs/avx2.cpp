#include <immintrin.h>

#include "core/isa.h"
#include "kernels/int8_pairs/int8_pairs.h"

FIGSIFT_AVX2_BEGIN

namespace figsift {
namespace {

// Pairs between the fetch of a row and its use; further ahead the lines of wide rows push each other out.
constexpr int64_t kAhead = 8;
constexpr int64_t kLine = 64;

void fetch(const int8_t* row, int64_t width) {
  for (int64_t k = 0; k < width; k += kLine) _mm_prefetch(reinterpret_cast<const char*>(row + k), _MM_HINT_T0);
}

__m256i widen(const int8_t* codes) {
  return _mm256_cvtepi8_epi16(_mm_loadu_si128(reinterpret_cast<const __m128i*>(codes)));
}

int32_t dot(const int8_t* x, const int8_t* y, int64_t width) {
  __m256i sums = _mm256_setzero_si256();
  int64_t k = 0;
  for (; k + 16 <= width; k += 16) sums = _mm256_add_epi32(sums, _mm256_madd_epi16(widen(x + k), widen(y + k)));
  __m128i sum = _mm_add_epi32(_mm256_castsi256_si128(sums), _mm256_extracti128_si256(sums, 1));
  sum = _mm_add_epi32(sum, _mm_shuffle_epi32(sum, 0x4e));
  sum = _mm_add_epi32(sum, _mm_shuffle_epi32(sum, 0xb1));
  int32_t total = _mm_cvtsi128_si32(sum);
  for (; k < width; ++k) total += x[k] * y[k];
  return total;
}

}  // namespace

void dot_pairs_int8_avx2(int32_t* out, const int8_t* left, const int8_t* right, const uint32_t* a, const uint32_t* b,
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
