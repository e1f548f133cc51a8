#include <immintrin.h>

#include "core/isa.h"
#include "kernels/int8_peak/int8_peak.h"

FIGSIFT_AVX512_BEGIN

namespace figsift {
namespace {

// Not intrinsics: the compiler must neither merge nor drop them.
void step(__m512i& sum, __m512i one) { asm volatile("vpdpbusd %1, %1, %0" : "+v"(sum) : "v"(one)); }

}  // namespace

int64_t int8_peak_avx512(int64_t products) {
  const __m512i one = _mm512_set1_epi8(1);
  __m512i s0 = one, s1 = one, s2 = one, s3 = one, s4 = one, s5 = one, s6 = one, s7 = one, s8 = one, s9 = one, s10 = one,
          s11 = one;
  int64_t done = 0;
  for (; done < products; done += 12 * 64) {
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
