#include "backends/cuda_open.h"

#include <cstdio>  // std::snprintf

#include "backends/cuda_device.cuh"
#include "backends/cuda_rows.cuh"
#include "cuda/check.cuh"

namespace figsift {
namespace {

constexpr int kLeastDriver = 13000;  // as the runtime that is linked in
constexpr int kLeastCapability = 80;

// Estimates for one H200, from its rates; what was measured where is in docs/cuda.md.
FsCosts costs() {
  FsCosts c = {};
  c.screen_pair = 1.0e-4;
  c.screen_column = 2.0e-6;
  c.candidate = 2.0e-2;
  c.candidate_column = 5.0e-4;
  c.recheck = 100;  // where the host lists the pairs
  c.recheck_column = 2.0e-3;
  c.code_row = 10;
  c.code_column = 0.08;
  c.code_product = 1.0e-4;
  c.column_step = 32;
  c.tile = 256;
  c.batch_pairs = 1e11;
  c.is_per_thread = 0;
  return c;
}

// A row of the table: `row`, with what it throws as a status.
template <auto row>
struct Guarded;

template <typename... Args, FsStatus (*row)(Args...)>
struct Guarded<row> {
  static FsStatus call(Args... args) {
    return guarded([&] { return row(args...); });
  }
};

FsBackend overlaid(const FsBackend& cpu, const FsCosts& measured) {
  FsBackend table = cpu;
  table.name = "cuda";
  table.costs = &measured;
  table.resample_batch = Guarded<cuda_resample_batch>::call;
  table.preprocess_batch = Guarded<cuda_preprocess_batch>::call;
  table.project = Guarded<cuda_project>::call;
  table.engine_create = Guarded<cuda_engine_create>::call;
  table.engine_destroy = cuda_engine_destroy;
  table.engine_encode = Guarded<cuda_engine_encode>::call;
  table.engine_arrange = Guarded<cuda_engine_arrange>::call;
  table.screen = Guarded<cuda_screen>::call;
  table.screen_cosines = Guarded<cuda_screen_cosines>::call;
  table.cosine_pairs = Guarded<cuda_cosine_pairs>::call;
  return table;
}

const FsBackend* refuse(FsCudaReport& report, FsCudaRefusal refusal, int found, int needed, cudaError_t error) {
  report.refusal = refusal;
  report.found = found;
  report.needed = needed;
  report.error = error;
  return nullptr;
}

}  // namespace

CudaDevice& cuda_device() {
  static CudaDevice device;
  return device;
}

}  // namespace figsift

__attribute__((visibility("default"))) const FsBackend* figsift_cuda_open(uint32_t abi, const FsBackend* cpu,
                                                                          FsCudaReport* report) {
  using namespace figsift;
  *report = {};
  report->is_host = FIGSIFT_ON_HOST;
  if (abi != FIGSIFT_BACKEND_ABI || cpu->abi != FIGSIFT_BACKEND_ABI) {
    return refuse(*report, FS_CUDA_OTHER_ABI, FIGSIFT_BACKEND_ABI, static_cast<int>(abi), cudaSuccess);
  }
  int driver = 0, devices = 0;
  cudaError_t error = cudaDriverGetVersion(&driver);
  report->driver = driver;
  if (error == cudaSuccess && driver < kLeastDriver) {
    return refuse(*report, FS_CUDA_OLD_DRIVER, driver, kLeastDriver, cudaSuccess);
  }
  if (error == cudaSuccess) error = cudaGetDeviceCount(&devices);
  if (error == cudaErrorNoDevice || (error == cudaSuccess && devices == 0)) {
    return refuse(*report, FS_CUDA_NO_DEVICE, 0, 1, error);
  }
  cudaDeviceProp properties = {};
  if (error == cudaSuccess) error = cudaGetDeviceProperties(&properties, 0);
  if (error != cudaSuccess) return refuse(*report, FS_CUDA_FAILED, 0, 0, error);
  std::snprintf(report->name, sizeof report->name, "%s", properties.name);
  report->capability = 10 * properties.major + properties.minor;
  report->multiprocessors = properties.multiProcessorCount;
  report->memory = static_cast<int64_t>(properties.totalGlobalMem);
  if (report->capability < kLeastCapability) {
    return refuse(*report, FS_CUDA_OTHER_DEVICE, report->capability, kLeastCapability, cudaSuccess);
  }
  cuda_device() = {properties.multiProcessorCount, report->capability, cpu};
  static const FsCosts measured = costs();
  static const FsBackend table = overlaid(*cpu, measured);
  return &table;
}
