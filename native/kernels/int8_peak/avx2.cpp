#include <immintrin.h>

#include "core/isa.h"
#include "kernels/int8_peak/int8_peak.h"

FIGSIFT_AVX2_BEGIN

namespace figsift {
namespace {

// Not intrinsics: the compiler must neither merge nor drop them.
void step(__m256i& sum, __m256i one) {
  __m256i products;
  asm volatile("vpmaddwd %2, %2, %1\n\tvpaddd %1, %0, %0" : "+x"(sum), "=&x"(products) : "x"(one));
}

}  // namespace

int64_t int8_peak_avx2(int64_t products) {
  const __m256i one = _mm256_set1_epi16(1);
  __m256i s0 = one, s1 = one, s2 = one, s3 = one, s4 = one, s5 = one, s6 = one, s7 = one, s8 = one, s9 = one, s10 = one,
          s11 = one;
  int64_t done = 0;
  for (; done < products; done += 12 * 16) {
    step(s0, one);
    step(s1, one);
    step(s2, one);
    step(s3, one);
    step(s4, one);
    step(s5, one);
    step(s6, one);
    step(s7, one);
    step(s8, one);
    step(s9, one);
    step(s10, one);
    step(s11, one);
  }
  return done;
}

}  // namespace figsift

FIGSIFT_ISA_END
