#include "cuda/tensor_map.cuh"

#include "cuda/check.cuh"

namespace figsift {

constexpr uint32_t kBoxRows = 128;

#if FIGSIFT_ON_HOST

CUtensorMap make_tensor_map(const void* base, int64_t rows, int64_t pitch, uint32_t box_bytes) {
  const auto bytes = static_cast<uint64_t>(pitch);
  return {static_cast<const uint8_t*>(base), static_cast<uint64_t>(rows), bytes, bytes, kBoxRows, box_bytes, box_bytes};
}

#else

namespace {

// The driver is not linked: its functions come through the runtime.
using Encode = decltype(&cuTensorMapEncodeTiled);

Encode encode_function() {
  static const Encode found = [] {
    void* function = nullptr;
    cudaDriverEntryPointQueryResult result = cudaDriverEntryPointSymbolNotFound;
    check(cudaGetDriverEntryPointByVersion("cuTensorMapEncodeTiled", &function, 12000, cudaEnableDefault, &result));
    if (result != cudaDriverEntryPointSuccess) throw DeviceError{fail(FS_DEVICE_FAILED, cudaErrorSymbolNotFound)};
    return reinterpret_cast<Encode>(function);
  }();
  return found;
}

}  // namespace

CUtensorMap make_tensor_map(const void* base, int64_t rows, int64_t pitch, uint32_t box_bytes) {
  CUtensorMap map = {};
  const cuuint64_t size[2] = {static_cast<cuuint64_t>(pitch), static_cast<cuuint64_t>(rows)};
  const cuuint64_t strides[1] = {static_cast<cuuint64_t>(pitch)};
  const cuuint32_t box[2] = {box_bytes, kBoxRows}, steps[2] = {1, 1};
  const CUtensorMapSwizzle swizzle = box_bytes == 128  ? CU_TENSOR_MAP_SWIZZLE_128B
                                     : box_bytes == 64 ? CU_TENSOR_MAP_SWIZZLE_64B
                                                       : CU_TENSOR_MAP_SWIZZLE_32B;
  const CUresult result = encode_function()(&map, CU_TENSOR_MAP_DATA_TYPE_UINT8, 2, const_cast<void*>(base), size,
                                            strides, box, steps, CU_TENSOR_MAP_INTERLEAVE_NONE, swizzle,
                                            CU_TENSOR_MAP_L2_PROMOTION_L2_256B, CU_TENSOR_MAP_FLOAT_OOB_FILL_NONE);
  if (result != CUDA_SUCCESS) throw DeviceError{fail(FS_DEVICE_FAILED, result)};
  return map;
}

#endif

}  // namespace figsift
