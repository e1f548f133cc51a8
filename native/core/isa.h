// Instruction-set levels, and the regions in which code for one of them is written.
//
// A kernel's avx2.cpp or avx512.cpp includes everything it needs first and opens its region last. No file is
// compiled with -m flags: those reach into inline functions shared with baseline code, and the linker may keep the
// copy that an older CPU cannot run.
#pragma once

#include <cstdint>

namespace figsift {

enum class Isa : int32_t { kScalar = 0, kAvx2 = 1, kAvx512 = 2 };

// The highest level that both the CPU and the operating system support.
// kAvx2 needs AVX2, FMA and F16C; kAvx512 needs F, BW, VL, DQ and VNNI besides.
Isa detect_isa();

const char* isa_name(Isa isa);

}  // namespace figsift

#define FIGSIFT_AVX2_BEGIN _Pragma("GCC push_options") _Pragma("GCC target(\"avx2,fma,f16c\")")
#define FIGSIFT_AVX512_BEGIN \
  _Pragma("GCC push_options") _Pragma("GCC target(\"avx2,fma,f16c,avx512f,avx512bw,avx512vl,avx512dq,avx512vnni\")")
// For a function that asks the CPU first: VPOPCNTDQ is not part of the level.
#define FIGSIFT_AVX512_POPCNT_BEGIN \
  _Pragma("GCC push_options")       \
      _Pragma("GCC target(\"avx2,fma,f16c,avx512f,avx512bw,avx512vl,avx512dq,avx512vnni,avx512vpopcntdq\")")
#define FIGSIFT_ISA_END _Pragma("GCC pop_options")
