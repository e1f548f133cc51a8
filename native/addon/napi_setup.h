// The single include site of napi.h. NAPI_VERSION and NAPI_CPP_EXCEPTIONS come from CMakeLists.txt, so that no file
// can see it with other settings.
#pragma once

#include <napi.h>  // IWYU pragma: export
