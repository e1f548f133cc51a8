#include "backends/cuda_pictures.cuh"

#include <algorithm>  // std::max, std::min
#include <memory>
#include <vector>

#include "backends/cuda_picture_batch.cuh"
#include "backends/cuda_rows.cuh"
#include "core/status.h"
#include "cuda/check.cuh"
#include "kernels/resample/resample.h"

namespace figsift {
namespace {

// Bytes of pixels and results that go at once: enough for the copies to run at full speed.
constexpr int64_t kBatchBytes = 64 << 20;

int64_t bytes_of(const PictureTask& task) {
  return int64_t{task.in.width} * task.in.height * task.in.channels + task.out_bytes();
}

bool is_valid_image(const FsImage& image) {
  return image.pixels != nullptr && image.width >= 1 && image.width <= kMaxResampleFrom && image.height >= 1 &&
         image.height <= kMaxResampleFrom && image.channels >= 1 && image.channels <= 4;
}

bool is_side(int32_t side, int32_t most) { return side >= 1 && side <= most; }

bool is_filter(int32_t filter) { return filter >= FS_BOX && filter <= FS_LANCZOS; }

bool is_valid(const FsResampleJob& job) {
  const auto is_window = [](int32_t keep, int32_t count, int32_t to) {
    return is_side(to, kMaxResampleTo) && keep >= 0 && is_side(count, kMaxResampleKeep) && count <= to - keep;
  };
  return job.out != nullptr && is_valid_image(job.in) && is_window(job.keep_x, job.keep_width, job.to_width) &&
         is_window(job.keep_y, job.keep_height, job.to_height) && is_filter(job.filter);
}

bool is_valid(const FsPreprocessJob& job) {
  return job.out != nullptr && is_valid_image(job.in) && is_side(job.to_width, kMaxResampleTo) &&
         is_side(job.to_height, kMaxResampleTo) && is_side(job.canvas_width, kMaxResampleFrom) &&
         is_side(job.canvas_height, kMaxResampleFrom) && is_filter(job.filter) &&
         (job.dtype == FS_FLOAT32 || job.dtype == FS_FLOAT16);
}

PictureTask task_of(const FsResampleJob& job) {
  PictureTask task = {};
  task.in = job.in;
  task.alpha = PictureAlpha::kKeep;
  task.colours = job.in.channels;
  task.to_width = job.to_width;
  task.to_height = job.to_height;
  task.filter = job.filter;
  task.keep_x = job.keep_x;
  task.keep_y = job.keep_y;
  task.canvas_width = task.keep_width = job.keep_width;
  task.canvas_height = task.keep_height = job.keep_height;
  task.kind = PictureOut::kBytes;
  task.out = job.out;
  return task;
}

// The part of [0, size) that a picture of `length` at `offset` covers.
void cover(int32_t& begin, int32_t& count, int32_t size, int32_t offset, int32_t length) {
  const int64_t first = std::max<int64_t>(0, offset), last = std::min<int64_t>(size, int64_t{offset} + length);
  begin = static_cast<int32_t>(std::min<int64_t>(first, size));
  count = static_cast<int32_t>(std::max<int64_t>(0, last - first));
}

PictureTask task_of(const FsPreprocessJob& job) {
  PictureTask task = {};
  task.in = job.in;
  const bool has_alpha = job.in.channels % 2 == 0;
  task.alpha = !has_alpha ? PictureAlpha::kKeep : job.composite != 0 ? PictureAlpha::kComposite : PictureAlpha::kDrop;
  std::copy(job.background, job.background + 3, task.background);
  std::copy(job.pad, job.pad + 3, task.pad);
  const bool is_grey_background = job.background[0] == job.background[1] && job.background[0] == job.background[2];
  task.colours = job.in.channels > 2 || (task.alpha == PictureAlpha::kComposite && !is_grey_background) ? 3 : 1;
  task.to_width = job.to_width;
  task.to_height = job.to_height;
  task.filter = job.filter;
  task.canvas_width = job.canvas_width;
  task.canvas_height = job.canvas_height;
  cover(task.at_x, task.keep_width, job.canvas_width, job.offset_x, job.to_width);
  cover(task.at_y, task.keep_height, job.canvas_height, job.offset_y, job.to_height);
  if (task.keep_width == 0 || task.keep_height == 0) task.keep_width = task.keep_height = 0;
  task.keep_x = task.keep_width == 0 ? 0 : task.at_x - job.offset_x;
  task.keep_y = task.keep_height == 0 ? 0 : task.at_y - job.offset_y;
  task.kind = job.dtype == FS_FLOAT16 ? PictureOut::kFloat16 : PictureOut::kFloat32;
  task.rescale = job.rescale;
  std::copy(job.mean, job.mean + 3, task.mean);
  std::copy(job.std, job.std + 3, task.std);
  task.out = job.out;
  return task;
}

template <typename Job>
FsStatus run_jobs(const FsCall& call, const Job* jobs, size_t count) {
  for (size_t i = 0; i < count; ++i) {
    if (!is_valid(jobs[i])) return fail(FS_BAD_ARGUMENT, static_cast<int64_t>(i));
  }
  return run_pictures(call, count, [jobs](size_t n) { return task_of(jobs[n]); });
}

}  // namespace

FsStatus run_pictures(const FsCall& call, size_t count, const std::function<PictureTask(size_t)>& task_of) {
  int64_t most = kBatchBytes;
  std::unique_ptr<PictureBatch> batches[2] = {std::make_unique<PictureBatch>(), std::make_unique<PictureBatch>()};
  int turn = 0;
  for (size_t next = 0; next < count || batches[turn]->is_busy() || batches[turn ^ 1]->is_busy(); turn ^= 1) {
    PictureBatch& batch = *batches[turn];
    if (batch.is_busy()) check(batch.end(call));
    if (is_cancelled(call)) return fail(FS_CANCELLED);
    std::vector<PictureTask> tasks;
    int64_t bytes = 0;
    for (size_t n = next; n < count && (tasks.empty() || bytes < most); ++n) {
      tasks.push_back(task_of(n));
      bytes += bytes_of(tasks.back());
    }
    if (tasks.empty()) continue;
    const size_t size = tasks.size();
    try {
      batch.begin(call, std::move(tasks));
      next += size;
    } catch (const DeviceError& error) {
      if (error.status.code != FS_OUT_OF_MEMORY) throw;
      // The other one may hold what is missing; then fewer at a time, until it is one.
      if (batches[turn ^ 1]->is_busy()) continue;
      for (auto& each : batches) each = std::make_unique<PictureBatch>();
      if (size == 1 && most == 1) throw;
      most = size == 1 ? 1 : std::max<int64_t>(1, bytes / 2);
    }
  }
  return ok();
}

FsStatus cuda_resample_batch(const FsCall* call, const FsResampleJob* jobs, size_t count) {
  return run_jobs(*call, jobs, count);
}

FsStatus cuda_preprocess_batch(const FsCall* call, const FsPreprocessJob* jobs, size_t count) {
  return run_jobs(*call, jobs, count);
}

}  // namespace figsift
