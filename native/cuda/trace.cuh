// For benches: FIGSIFT_CUDA_TRACE names a file that gets a line of JSON for each piece of work, timed by the device's events.
#pragma once

#include <cstdint>

namespace figsift {

bool is_traced();
void trace(const char* what, int64_t bytes, int64_t nanoseconds);

}  // namespace figsift
