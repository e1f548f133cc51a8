#include "backends/cpu_resample.h"

#include "backends/cpu_image_bands.h"
#include "backends/cpu_image_rows.h"
#include "backends/cpu_rows.h"
#include "core/parallel.h"

namespace figsift {
namespace {

bool is_valid(const FsResampleJob& job) {
  const auto is_window = [](int32_t keep, int32_t count, int32_t to) {
    return to >= 1 && to <= kMaxResampleTo && keep >= 0 && count >= 1 && count <= kMaxResampleKeep &&
           count <= to - keep;
  };
  return job.out != nullptr && is_valid_image(job.in) && is_window(job.keep_x, job.keep_width, job.to_width) &&
         is_window(job.keep_y, job.keep_height, job.to_height) && job.filter >= FS_BOX && job.filter <= FS_LANCZOS &&
         static_cast<int64_t>(job.keep_width) * job.in.channels <= INT32_MAX - 128;
}

FsStatus resample_band(const CpuKernels& kernels, const FsCall& call, const FsResampleJob& job, int32_t begin,
                       int32_t end) {
  const ResampleLevel& level = *kernels.resample;
  const ResampleAxis along_x(level, job.in.width, job.to_width, job.keep_x, job.keep_width, job.filter);
  const ResampleAxis along_y(level, job.in.height, job.to_height, job.keep_y + begin, end - begin, job.filter);
  ImageRows source(kernels, job.in, Alpha::kKeep, nullptr, level.rows);
  const size_t stride = static_cast<size_t>(job.keep_width) * static_cast<size_t>(job.in.channels);
  return resample_rows(
      call, level, along_x, along_y, job.in.width, job.in.height, job.in.channels,
      [&](const uint8_t** rows, int32_t y, int32_t n) { source.read(rows, y, n); },
      [&](int32_t y) { return job.out + static_cast<size_t>(begin + y) * stride; }, [](int32_t) {});
}

}  // namespace

FsStatus cpu_resample_batch(const CpuKernels& kernels, const FsCall* call, const FsResampleJob* jobs, size_t count) {
  for (size_t i = 0; i < count; ++i) {
    if (!is_valid(jobs[i])) return fail(FS_BAD_ARGUMENT, static_cast<int64_t>(i));
  }
  const std::vector<ImageBand> bands =
      cut_into_bands(*call, jobs, count, [](const FsResampleJob& job) { return job.keep_height; });
  return parallel_for(*call, static_cast<int64_t>(bands.size()), [&](int64_t i, int) {
    const ImageBand& band = bands[static_cast<size_t>(i)];
    // A band ends early only because the call is cancelled, and parallel_for says so.
    resample_band(kernels, *call, jobs[band.job], band.begin, band.end);
  });
}

}  // namespace figsift
