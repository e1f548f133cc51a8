#include <immintrin.h>

#include "core/isa.h"
#include "kernels/widen_float16/widen_float16.h"

FIGSIFT_AVX2_BEGIN

namespace figsift {

void widen_float16_avx2(float* out, const uint16_t* in, int64_t count) {
  int64_t i = 0;
  for (; i + 8 <= count; i += 8) {
    _mm256_storeu_ps(out + i, _mm256_cvtph_ps(_mm_loadu_si128(reinterpret_cast<const __m128i*>(in + i))));
  }
  for (; i < count; ++i) out[i] = _cvtsh_ss(in[i]);
}

}  // namespace figsift

FIGSIFT_ISA_END
