// One tag per kind of native object. An object is unwrapped only if its tag fits: mixing two kinds would read one
// struct as the other.
#pragma once

#include "addon/napi_setup.h"

namespace figsift {

inline constexpr napi_type_tag kCallTokenTag = {0x6f1c3b0a5d2e4c17, 0x9a41d0e27b5f8c36};
inline constexpr napi_type_tag kMappedRowsTag = {0x2b7e91d4c6503fa8, 0x81f5c29e0d6b4a73};

}  // namespace figsift
