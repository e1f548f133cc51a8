#include "kernels/int8_peak/int8_peak.h"

namespace figsift {

int64_t int8_peak_scalar(int64_t products) {
  int64_t done = 0;
  int32_t a = 1, b = 2, c = 3, d = 4;
  for (; done < products; done += 4) {
    int32_t x = static_cast<int32_t>(done & 127);
    asm("" : "+r"(x));
    a += x * 3;
    b += x * 5;
    c += x * 7;
    d += x * 11;
    asm("" : "+r"(a), "+r"(b), "+r"(c), "+r"(d));
  }
  return done;
}

}  // namespace figsift
