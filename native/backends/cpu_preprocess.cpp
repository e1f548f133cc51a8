#include <algorithm>  // std::max, std::min, std::fill_n
#include <vector>     // one row of the resized image

#include "backends/cpu_image_bands.h"
#include "backends/cpu_image_rows.h"
#include "backends/cpu_resample.h"
#include "backends/cpu_rows.h"
#include "core/parallel.h"
#include "kernels/preprocess/preprocess.h"

namespace figsift {
namespace {

bool is_valid(const FsPreprocessJob& job) {
  const auto is_side = [](int32_t side, int32_t most) { return side >= 1 && side <= most; };
  return job.out != nullptr && is_valid_image(job.in) && is_side(job.to_width, kMaxResampleTo) &&
         is_side(job.to_height, kMaxResampleTo) && is_side(job.canvas_width, kMaxResampleFrom) &&
         is_side(job.canvas_height, kMaxResampleFrom) && job.filter >= FS_BOX && job.filter <= FS_LANCZOS &&
         (job.dtype == FS_FLOAT32 || job.dtype == FS_FLOAT16);
}

// The part [begin, end) of a canvas that an image of `size` at `offset` covers; empty if begin == end.
struct Span {
  int32_t begin, end;
};

Span covered(int32_t begin, int32_t end, int32_t offset, int32_t size) {
  const int64_t first = std::max<int64_t>(begin, offset);
  const int64_t last = std::min<int64_t>(end, int64_t{offset} + size);
  if (first >= last) return {begin, begin};
  return {static_cast<int32_t>(first), static_cast<int32_t>(last)};
}

// The tensor of one job as the rows that are written to it.
template <typename T>
class Canvas {
 public:
  Canvas(const FsPreprocessJob& job, const T (*table)[256])
      : out_(static_cast<T*>(job.out)),
        width_(job.canvas_width),
        plane_(int64_t{job.canvas_width} * job.canvas_height) {
    for (int c = 0; c < 3; ++c) pad_[c] = table[c][job.pad[c]];
  }
  T* at(int32_t x, int32_t y) const { return out_ + int64_t{y} * width_ + x; }
  int64_t plane() const { return plane_; }

  void fill(int32_t y, int32_t begin, int32_t end) const {
    for (int c = 0; c < 3; ++c) std::fill_n(at(begin, y) + c * plane_, end - begin, pad_[c]);
  }

 private:
  T* out_;
  int32_t width_;
  int64_t plane_;
  T pad_[3];
};

void normalise(float* out, int64_t plane, const uint8_t* row, int32_t width, int32_t channels,
               const NormaliseTable& t) {
  normalise_row_float32(out, plane, row, width, channels, &t);
}

void normalise(uint16_t* out, int64_t plane, const uint8_t* row, int32_t width, int32_t channels,
               const NormaliseTable& t) {
  normalise_row_float16(out, plane, row, width, channels, &t);
}

template <typename T>
FsStatus preprocess_band(const CpuKernels& kernels, const FsCall& call, const FsPreprocessJob& job,
                         const NormaliseTable& table, const Canvas<T>& canvas, int32_t begin, int32_t end) {
  const Span xs = covered(0, job.canvas_width, job.offset_x, job.to_width);
  Span ys = covered(begin, end, job.offset_y, job.to_height);
  if (xs.begin == xs.end) ys = {begin, begin};
  for (int32_t y = begin; y < ys.begin; ++y) canvas.fill(y, 0, job.canvas_width);
  for (int32_t y = ys.end; y < end; ++y) canvas.fill(y, 0, job.canvas_width);
  if (ys.begin == ys.end) return ok();

  const ResampleLevel& level = *kernels.resample;
  const ResampleAxis along_x(level, job.in.width, job.to_width, xs.begin - job.offset_x, xs.end - xs.begin, job.filter);
  const ResampleAxis along_y(level, job.in.height, job.to_height, ys.begin - job.offset_y, ys.end - ys.begin,
                             job.filter);
  ImageRows source(kernels, job.in, job.composite != 0 ? Alpha::kComposite : Alpha::kDrop, job.background, level.rows);
  std::vector<uint8_t> row(static_cast<size_t>(along_x.count()) * static_cast<size_t>(source.channels()));
  return resample_rows(
      call, level, along_x, along_y, job.in.width, job.in.height, source.channels(),
      [&](const uint8_t** rows, int32_t y, int32_t n) { source.read(rows, y, n); }, [&](int32_t) { return row.data(); },
      [&](int32_t index) {
        const int32_t y = ys.begin + index;
        canvas.fill(y, 0, xs.begin);
        normalise(canvas.at(xs.begin, y), canvas.plane(), row.data(), along_x.count(), source.channels(), table);
        canvas.fill(y, xs.end, job.canvas_width);
      });
}

}  // namespace

FsStatus cpu_preprocess_batch(const CpuKernels& kernels, const FsCall* call, const FsPreprocessJob* jobs,
                              size_t count) {
  for (size_t i = 0; i < count; ++i) {
    if (!is_valid(jobs[i])) return fail(FS_BAD_ARGUMENT, static_cast<int64_t>(i));
  }
  const std::vector<ImageBand> bands =
      cut_into_bands(*call, jobs, count, [](const FsPreprocessJob& job) { return job.canvas_height; });
  return parallel_for(*call, static_cast<int64_t>(bands.size()), [&](int64_t i, int) {
    const ImageBand& band = bands[static_cast<size_t>(i)];
    const FsPreprocessJob& job = jobs[band.job];
    NormaliseTable table;
    normalise_table(&table, job.rescale, job.mean, job.std);
    // A band ends early only because the call is cancelled, and parallel_for says so.
    if (job.dtype == FS_FLOAT16) {
      preprocess_band(kernels, *call, job, table, Canvas<uint16_t>(job, table.float16), band.begin, band.end);
    } else {
      preprocess_band(kernels, *call, job, table, Canvas<float>(job, table.float32), band.begin, band.end);
    }
  });
}

}  // namespace figsift
