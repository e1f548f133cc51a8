#include "kernels/perceptual_hash/perceptual_hash.h"

#include <algorithm>

// A DCT-II of N = 32 is an inverse real DFT of the same length: sums and differences of neighbours go in, and a rotation
// by k pi / 64 follows (Makhoul 1980). The DFT has three steps, of radix 2, 4 and 4. The order of every addition is
// pocketfft's, and so are the factors below: products of two table entries, sometimes one unit in the last place away
// from the correctly rounded cosine. A compiler must not fuse multiplications into additions here; the baseline
// instruction set has no such instruction.

namespace figsift {
namespace {

constexpr int kN = kHashSide;

// cos(pi (k + 1) / 64)
constexpr double kRotation[kN - 1] = {
    0.99879545620517241, 0.99518472667219693, 0.98917650996478101, 0.98078528040323043, 0.97003125319454397,
    0.95694033573220882, 0.94154406518302081, 0.92387953251128674, 0.90398929312344334, 0.88192126434835505,
    0.85772861000027212, 0.83146961230254524, 0.80320753148064494, 0.77301045336273699, 0.74095112535495911,
    0.70710678118654746, 0.67155895484701833, 0.63439328416364549, 0.59569930449243325, 0.55557023301960218,
    0.51410274419322166, 0.47139673682599753, 0.42755509343028203, 0.38268343236508967, 0.33688985339221994,
    0.29028467725446228, 0.24298017990326393, 0.19509032201612825, 0.14673047445536164, 0.098017140329560493,
    0.049067674327417987};

struct Complex {
  double re, im;
};

// exp(2 pi i k / 32), k = 1 .. 7
constexpr Complex kRoots[7] = {{0.98078528040323043, 0.19509032201612825}, {0.92387953251128674, 0.38268343236508978},
                               {0.83146961230254524, 0.55557023301960218}, {0.70710678118654746, 0.70710678118654757},
                               {0.55557023301960218, 0.83146961230254524}, {0.38268343236508978, 0.92387953251128674},
                               {0.19509032201612825, 0.98078528040323043}};

constexpr double kSqrt2 = 1.4142135623730951;

// (re, im) <- w * (re + i im)
void rotate(double& re, double& im, Complex w, double from_re, double from_im) {
  re = w.re * from_re - w.im * from_im;
  im = w.re * from_im + w.im * from_re;
}

// 32 half-complex values to two runs of 16: real parts at odd places, imaginary parts at even ones.
void radix2(const double* in, double* out) {
  constexpr int kSpan = 16;
  double* const second = out + kSpan;
  out[0] = in[0] + in[2 * kSpan - 1];
  second[0] = in[0] - in[2 * kSpan - 1];
  out[kSpan - 1] = 2 * in[kSpan - 1];
  second[kSpan - 1] = -2 * in[kSpan];
  for (int i = 2; i < kSpan; i += 2) {
    const double re = in[i - 1], im = in[i];
    const double mirror_re = in[2 * kSpan - i - 1], mirror_im = in[2 * kSpan - i];
    out[i - 1] = re + mirror_re;
    out[i] = im - mirror_im;
    rotate(second[i - 1], second[i], kRoots[i / 2 - 1], re - mirror_re, im + mirror_im);
  }
}

// Two runs of 16, each four runs of span 4, to eight runs of 4.
void radix4_span4(const double* in, double* out) {
  constexpr int kSpan = 4, kRuns = 2, kStep = kSpan * kRuns;
  for (int k = 0; k < kRuns; ++k) {
    const double* const a = in + 4 * kSpan * k;
    const double *const b = a + kSpan, *const c = b + kSpan, *const d = c + kSpan;
    double* const o = out + kSpan * k;
    {
      const double sum = a[0] + d[3], difference = a[0] - d[3];
      const double re = 2 * b[3], im = 2 * c[0];
      o[0] = sum + re;
      o[2 * kStep] = sum - re;
      o[3 * kStep] = difference + im;
      o[kStep] = difference - im;
    }
    {
      const double im_sum = d[0] + b[0], im_difference = d[0] - b[0];
      const double re_sum = a[3] + c[3], re_difference = a[3] - c[3];
      o[3] = re_sum + re_sum;
      o[3 + kStep] = kSqrt2 * (re_difference - im_sum);
      o[3 + 2 * kStep] = im_difference + im_difference;
      o[3 + 3 * kStep] = -kSqrt2 * (re_difference + im_sum);
    }
    // The one complex value between the two ends, and its mirror images in the other quarters.
    const double re_ad = a[1] + d[1], re_ad_less = a[1] - d[1];
    const double im_ad = a[2] + d[2], im_ad_less = a[2] - d[2];
    const double re_bc = c[1] + b[1], re_bc_less = c[1] - b[1];
    const double im_bc = c[2] + b[2], im_bc_less = c[2] - b[2];
    o[1] = re_ad + re_bc;
    o[2] = im_ad_less + im_bc_less;
    rotate(o[1 + kStep], o[2 + kStep], kRoots[1], re_ad_less - im_bc, im_ad + re_bc_less);
    rotate(o[1 + 2 * kStep], o[2 + 2 * kStep], kRoots[3], re_ad - re_bc, im_ad_less - im_bc_less);
    rotate(o[1 + 3 * kStep], o[2 + 3 * kStep], kRoots[5], re_ad_less + im_bc, im_ad - re_bc_less);
  }
}

// Eight runs of four to 32 real values.
void radix4_span1(const double* in, double* out) {
  constexpr int kRuns = 8;
  for (int k = 0; k < kRuns; ++k) {
    const double* const v = in + 4 * k;
    const double sum = v[0] + v[3], difference = v[0] - v[3];
    const double re = 2 * v[1], im = 2 * v[2];
    out[k] = sum + re;
    out[k + 2 * kRuns] = sum - re;
    out[k + 3 * kRuns] = difference + im;
    out[k + kRuns] = difference - im;
  }
}

}  // namespace

void dct32(double* values) {
  values[0] *= 2;
  values[kN - 1] *= 2;
  for (int k = 1; k < kN - 1; k += 2) {
    const double a = values[k], b = values[k + 1];
    values[k] = a + b;
    values[k + 1] = b - a;
  }
  double work[kN];
  radix2(values, work);
  radix4_span4(work, values);
  radix4_span1(values, work);
  std::copy_n(work, kN, values);
  for (int k = 1, mirror = kN - 1; k < mirror; ++k, --mirror) {
    const double a = kRotation[k - 1] * work[mirror] + kRotation[mirror - 1] * work[k];
    const double b = kRotation[k - 1] * work[k] - kRotation[mirror - 1] * work[mirror];
    values[k] = 0.5 * (a + b);
    values[mirror] = 0.5 * (a - b);
  }
  values[kN / 2] = work[kN / 2] * kRotation[kN / 2 - 1];
}

}  // namespace figsift
