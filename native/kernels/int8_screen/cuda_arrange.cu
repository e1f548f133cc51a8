#include "kernels/int8_screen/cuda_arrange.cuh"

#include "cuda/launch.cuh"

namespace figsift {
namespace {

constexpr int kThreads = 256;

__global__ void __launch_bounds__(kThreads)
    arrange(int32_t* out, int32_t out_words, int64_t padded, const int32_t* codes, int32_t words, int32_t used,
            const uint32_t* order, int64_t count) {
  const int64_t at = static_cast<int64_t>(blockIdx.x) * kThreads + threadIdx.x;
  if (at >= padded * out_words) return;
  const int64_t position = at / out_words, word = at % out_words;
  out[at] = position < count && word < used ? codes[static_cast<int64_t>(order[position]) * words + word] : 0;
}

}  // namespace

void launch_arrange(int8_t* out, int32_t out_stride, int64_t padded, const int8_t* codes, int32_t stride, int32_t width,
                    const uint32_t* order, int64_t count, cudaStream_t stream) {
  if (padded == 0) return;
  launch(arrange, {dim3(blocks_for(padded * (out_stride / 4), kThreads)), dim3(kThreads), 0, stream},
         reinterpret_cast<int32_t*>(out), out_stride / 4, padded, reinterpret_cast<const int32_t*>(codes), stride / 4,
         width / 4, order, count);
}

}  // namespace figsift
