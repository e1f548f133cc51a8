#include "kernels/perceptual_hash/perceptual_hash.h"

#include <algorithm>  // std::all_of
#include <vector>     // grey rows

#include "backends/cpu_image_rows.h"
#include "backends/cpu_resample.h"
#include "backends/cpu_rows.h"
#include "core/parallel.h"

namespace figsift {
namespace {

constexpr uint8_t kWhite[3] = {255, 255, 255};

FsStatus hash_image(const CpuKernels& kernels, const FsCall& call, const FsPerceptualHashJob& job) {
  const ResampleLevel& level = *kernels.resample;
  const FsImage& image = job.in;
  const ResampleAxis along_x(level, image.width, kHashSide, 0, kHashSide, FS_LANCZOS);
  const ResampleAxis along_y(level, image.height, kHashSide, 0, kHashSide, FS_LANCZOS);
  ImageRows source(kernels, image, Alpha::kComposite, kWhite, level.rows);
  const size_t width = static_cast<size_t>(image.width);
  std::vector<uint8_t> grey(source.channels() == 1 ? 0 : width * static_cast<size_t>(level.rows));
  uint8_t square[kHashSide * kHashSide];
  const FsStatus status = resample_rows(
      call, level, along_x, along_y, image.width, image.height, 1,
      [&](const uint8_t** rows, int32_t y, int32_t n) {
        source.read(rows, y, n);
        if (source.channels() == 1) return;
        for (int32_t i = 0; i < n; ++i) {
          uint8_t* const out = grey.data() + static_cast<size_t>(i) * width;
          kernels.luma_row(out, rows[i], image.width);
          rows[i] = out;
        }
      },
      [&](int32_t y) { return square + y * kHashSide; }, [](int32_t) {});
  if (status.code != FS_OK) return status;
  *job.out = hash_of_square(square);
  *job.is_flat = std::all_of(std::begin(square), std::end(square), [&](uint8_t v) { return v == square[0]; }) ? 1 : 0;
  return status;
}

}  // namespace

FsStatus cpu_perceptual_hash_batch(const CpuKernels& kernels, const FsCall* call, const FsPerceptualHashJob* jobs,
                                   size_t count) {
  for (size_t i = 0; i < count; ++i) {
    if (!is_valid_image(jobs[i].in)) return fail(FS_BAD_ARGUMENT, static_cast<int64_t>(i));
  }
  return parallel_for(*call, static_cast<int64_t>(count), [&](int64_t i, int) {
    // Ends early only because the call is cancelled, and parallel_for says so.
    hash_image(kernels, *call, jobs[i]);
  });
}

}  // namespace figsift
