#include <immintrin.h>

#include "core/isa.h"
#include "kernels/dot_float32/dot_float32.h"

FIGSIFT_AVX512_BEGIN

namespace figsift {

float dot_float32_avx512(const float* x, const float* y, int64_t d) {
  // As many chains as hide the latency of a multiply-add.
  __m512 sums[4] = {_mm512_setzero_ps(), _mm512_setzero_ps(), _mm512_setzero_ps(), _mm512_setzero_ps()};
  int64_t i = 0;
  for (; i + 64 <= d; i += 64) {
    for (int64_t n = 0; n < 4; ++n) {
      sums[n] = _mm512_fmadd_ps(_mm512_loadu_ps(x + i + 16 * n), _mm512_loadu_ps(y + i + 16 * n), sums[n]);
    }
  }
  for (; i < d; i += 16) {
    const auto mask = static_cast<__mmask16>(d - i >= 16 ? 0xffff : (1u << (d - i)) - 1u);
    sums[0] = _mm512_fmadd_ps(_mm512_maskz_loadu_ps(mask, x + i), _mm512_maskz_loadu_ps(mask, y + i), sums[0]);
  }
  return _mm512_reduce_add_ps(_mm512_add_ps(_mm512_add_ps(sums[0], sums[1]), _mm512_add_ps(sums[2], sums[3])));
}

}  // namespace figsift

FIGSIFT_ISA_END
