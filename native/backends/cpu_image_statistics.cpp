#include <algorithm>  // std::count, std::fill_n, std::min
#include <vector>     // counters

#include "backends/cpu_image_rows.h"
#include "backends/cpu_rows.h"
#include "core/parallel.h"
#include "core/status.h"
#include "kernels/image_statistics/image_statistics.h"

namespace figsift {
namespace {

constexpr int32_t kRowsBetweenChecks = 8;

// The background is guessed from so many rows.
constexpr int32_t kGuessRows = 32;

// Counters of one picture, and its greys row by row.
class PictureCounts {
 public:
  PictureCounts(const CpuKernels& kernels, const FsImage& image)
      : kernels_(kernels),
        image_(image),
        colors_(kColorCells),
        grey_(static_cast<size_t>(image.width)),
        unsettled_(static_cast<size_t>(image.width / kCountedPixels)) {}

  // Adds every `step`-th row and calls take(y, grey); false if the call was cancelled.
  template <typename Take>
  bool add_rows(const FsCall& call, int32_t step, Take take) {
    const size_t stride = static_cast<size_t>(image_.width) * static_cast<size_t>(image_.channels);
    for (int32_t y = 0; y < image_.height; y += step) {
      if (y / step % kRowsBetweenChecks == 0 && is_cancelled(call)) return false;
      const uint8_t* const row = image_.pixels + static_cast<size_t>(y) * stride;
      kernels_.count_row(counts(), row, y > 0 && step == 1 ? row - stride : nullptr, image_.width, image_.channels);
      take(y, grey_.data());
    }
    return true;
  }

  // Pixels of each grey value in the rows since the last call. out: [256].
  void take_greys(uint32_t* out) {
    settle_counts(counts(), image_.width);
    std::fill_n(out, 256, 0);
    for (auto& table : greys_) {
      for (int32_t v = 0; v < 256; ++v) out[v] += table[v];
      std::fill_n(table, 256, 0);
    }
  }

  // A picture without colours has those of its greys, as if it were RGB. greys: [256].
  int32_t colors(const uint32_t* greys) {
    for (int32_t v = 0; image_.channels < 3 && v < 256; ++v) {
      if (greys[v] > 0) colors_[static_cast<size_t>(v >> 3)] = 1;
    }
    return static_cast<int32_t>(std::count(colors_.begin(), colors_.end(), uint8_t{1}));
  }

 private:
  ValueCounts counts() { return {greys_, colors_.data(), grey_.data(), unsettled_.data()}; }

  const CpuKernels& kernels_;
  const FsImage image_;
  uint32_t greys_[kTallyTables][256] = {};
  std::vector<uint8_t> colors_, grey_;
  std::vector<uint32_t> unsettled_;
};

// The first value of the fullest run; of equally full ones the lightest.
int32_t fullest_run(const uint32_t* greys) {
  int32_t best = 0;
  uint64_t most = 0;
  for (int32_t begin = 0; begin + FIGSIFT_BACKGROUND_GREYS <= 256; ++begin) {
    uint64_t count = 0;
    for (int32_t v = begin; v < begin + FIGSIFT_BACKGROUND_GREYS; ++v) count += greys[v];
    if (count >= most) {
      most = count;
      best = begin;
    }
  }
  return best;
}

// Counts ink against a background that begins at grey value `begin`.
class InkCounts {
 public:
  InkCounts(const CpuKernels& kernels, const FsImageStatisticsJob& job, int32_t begin)
      : kernels_(kernels),
        job_(job),
        low_(std::max(begin - job.contrast, 0)),
        high_(std::min(begin + FIGSIFT_BACKGROUND_GREYS - 1 + job.contrast, 255)),
        open_(static_cast<size_t>(job.in.width)) {
    std::fill_n(job.column_ink, job.in.width, uint16_t{0});
    std::fill_n(job.column_run, job.in.width, uint16_t{0});
  }

  void add(int32_t y, const uint8_t* grey) {
    const InkColumns columns = {job_.column_ink, job_.column_run, open_.data()};
    const InkRow row = kernels_.count_ink_row(columns, grey, job_.in.width, low_, high_);
    job_.row_ink[y] = capped(row.ink);
    job_.row_run[y] = capped(row.run);
  }

 private:
  static uint16_t capped(int32_t count) { return static_cast<uint16_t>(std::min(count, 0xFFFF)); }

  const CpuKernels& kernels_;
  const FsImageStatisticsJob& job_;
  const int32_t low_, high_;
  std::vector<uint16_t> open_;
};

// The ink of a picture whose background was guessed wrongly.
void count_ink_again(const CpuKernels& kernels, const FsCall& call, const FsImageStatisticsJob& job, int32_t begin) {
  constexpr uint8_t kWhite[3] = {255, 255, 255};
  InkCounts ink(kernels, job, begin);
  ImageRows source(kernels, job.in, Alpha::kComposite, kWhite, 1);
  std::vector<uint8_t> grey(static_cast<size_t>(job.in.width));
  for (int32_t y = 0; y < job.in.height; ++y) {
    if (y % kRowsBetweenChecks == 0 && is_cancelled(call)) return;
    const uint8_t* row = nullptr;
    source.read(&row, y, 1);
    if (source.channels() == 3) kernels.luma_row(grey.data(), row, job.in.width);
    ink.add(y, source.channels() == 3 ? grey.data() : row);
  }
}

// Ink needs the background and the background all pixels. A few rows tell it nearly always, and then one pass over the
// picture does.
void count_picture(const CpuKernels& kernels, const FsCall& call, const FsImageStatisticsJob& job) {
  PictureCounts counts(kernels, job.in);
  if (!counts.add_rows(call, std::max(job.in.height / kGuessRows, 1), [](int32_t, const uint8_t*) {})) return;
  counts.take_greys(job.greys);
  const int32_t guess = fullest_run(job.greys);
  InkCounts ink(kernels, job, guess);
  if (!counts.add_rows(call, 1, [&](int32_t y, const uint8_t* grey) { ink.add(y, grey); })) return;
  counts.take_greys(job.greys);
  *job.colors = counts.colors(job.greys);
  const int32_t background = fullest_run(job.greys);
  if (background != guess) count_ink_again(kernels, call, job, background);
}

bool is_valid(const FsImageStatisticsJob& job) {
  return is_valid_image(job.in) && job.greys != nullptr && job.colors != nullptr && job.row_ink != nullptr &&
         job.row_run != nullptr && job.column_ink != nullptr && job.column_run != nullptr && job.contrast >= 0 &&
         job.contrast <= 255;
}

}  // namespace

FsStatus cpu_image_statistics_batch(const CpuKernels& kernels, const FsCall* call, const FsImageStatisticsJob* jobs,
                                    size_t count) {
  for (size_t i = 0; i < count; ++i) {
    if (!is_valid(jobs[i])) return fail(FS_BAD_ARGUMENT, static_cast<int64_t>(i));
  }
  // Ends early only because the call is cancelled, and parallel_for says so.
  return parallel_for(*call, static_cast<int64_t>(count),
                      [&](int64_t i, int) { count_picture(kernels, *call, jobs[i]); });
}

}  // namespace figsift
