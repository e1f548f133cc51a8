// The one way in which kernels are launched.
#pragma once

#include <cstdint>

#include "cuda/check.cuh"
#include "cuda/device.cuh"

namespace figsift {

struct LaunchShape {
  dim3 grid, block;
  size_t shared_bytes;
  cudaStream_t stream;
};

// Arguments are converted to the kernel's own types and copied.
template <typename... Params, typename... Args>
void launch(void (*kernel)(Params...), const LaunchShape& shape, Args... args) {
  if (shape.shared_bytes > (48u << 10)) {
    check(cudaFuncSetAttribute(kernel, cudaFuncAttributeMaxDynamicSharedMemorySize,
                               static_cast<int>(shape.shared_bytes)));
  }
#if FIGSIFT_ON_HOST
  check(on_host::launch([=] { kernel(static_cast<Params>(args)...); }, shape.grid, shape.block, shape.shared_bytes,
                        shape.stream));
#else
  // clang-format off
  kernel<<<shape.grid, shape.block, shape.shared_bytes, shape.stream>>>(static_cast<Params>(args)...);
  // clang-format on
  check(cudaGetLastError());
#endif
}

// Blocks of `per_block` for `count` pieces of work; at least one.
inline unsigned blocks_for(int64_t count, int64_t per_block) {
  const int64_t blocks = (count + per_block - 1) / per_block;
  return static_cast<unsigned>(blocks < 1 ? 1 : blocks > 0x7fffffff ? 0x7fffffff : blocks);
}

}  // namespace figsift
