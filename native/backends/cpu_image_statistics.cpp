#include <algorithm>  // std::fill_n, std::min
#include <memory>     // std::unique_ptr
#include <vector>     // counters

#include "backends/cpu_image_rows.h"
#include "backends/cpu_rows.h"
#include "core/parallel.h"
#include "core/status.h"
#include "kernels/image_statistics/image_statistics.h"

namespace figsift {
namespace {

constexpr uint8_t kWhite[3] = {255, 255, 255};
constexpr int32_t kStripRows = 8;

// Larger pictures are turned to grey twice, for each pass, instead of being kept.
constexpr int64_t kMostKept = int64_t{1} << 24;

// Hands the rows of a picture out as grey and, where it has colours, as RGB too; a second time as grey alone.
class GreyRows {
 public:
  GreyRows(const CpuKernels& kernels, const FsImage& image)
      : kernels_(kernels), image_(image), source_(kernels, image, Alpha::kComposite, kWhite, kStripRows) {
    const int64_t pixels = int64_t{image.width} * image.height;
    keeps_ = has_colors() && pixels <= kMostKept;
    // Not a vector: its zeros would be written for nothing.
    if (has_colors()) grey_.reset(new uint8_t[static_cast<size_t>(keeps_ ? pixels : image.width)]);
  }
  bool has_colors() const { return source_.channels() == 3; }

  // take(y, grey, rgb | null) for every row; false if the call was cancelled.
  template <typename Take>
  bool each(const FsCall& call, Take take) {
    const uint8_t* rows[kStripRows];
    for (int32_t y = 0; y < image_.height; y += kStripRows) {
      if (is_cancelled(call)) return false;
      const int32_t n = std::min(kStripRows, image_.height - y);
      if (!is_kept_) source_.read(rows, y, n);
      for (int32_t i = 0; i < n; ++i) {
        if (!has_colors()) {
          take(y + i, rows[i], nullptr);
          continue;
        }
        uint8_t* const grey =
            grey_.get() + (keeps_ ? static_cast<size_t>(y + i) * static_cast<size_t>(image_.width) : 0);
        if (!is_kept_) kernels_.luma_row(grey, rows[i], image_.width);
        take(y + i, grey, is_kept_ ? nullptr : rows[i]);
      }
    }
    is_kept_ = keeps_;
    return true;
  }

 private:
  const CpuKernels& kernels_;
  const FsImage image_;
  ImageRows source_;
  std::unique_ptr<uint8_t[]> grey_;
  bool keeps_ = false;
  bool is_kept_ = false;
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

bool count_values(const CpuKernels& kernels, const FsCall& call, const FsImageStatisticsJob& job, GreyRows& rows) {
  uint32_t tally[kTallyTables][256] = {};
  std::vector<uint8_t> seen(kColorCells);
  const bool is_whole = rows.each(call, [&](int32_t, const uint8_t* grey, const uint8_t* rgb) {
    kernels.tally_row(tally, grey, job.in.width);
    if (rgb != nullptr) kernels.mark_colors_row(seen.data(), rgb, job.in.width);
  });
  for (int32_t v = 0; v < 256; ++v) {
    job.greys[v] = 0;
    for (const auto& table : tally) job.greys[v] += table[v];
    // A picture without colours has those of its greys, as if it were RGB.
    if (!rows.has_colors() && job.greys[v] > 0) seen[static_cast<size_t>(v >> 3)] = 1;
  }
  *job.colors = static_cast<int32_t>(std::count(seen.begin(), seen.end(), uint8_t{1}));
  return is_whole;
}

void count_ink(const CpuKernels& kernels, const FsCall& call, const FsImageStatisticsJob& job, GreyRows& rows) {
  const int32_t width = job.in.width;
  const int32_t begin = fullest_run(job.greys);
  const int32_t low = std::max(begin - job.contrast, 0);
  const int32_t high = std::min(begin + FIGSIFT_BACKGROUND_GREYS - 1 + job.contrast, 255);
  std::vector<uint16_t> open(static_cast<size_t>(width));
  std::fill_n(job.column_ink, width, uint16_t{0});
  std::fill_n(job.column_run, width, uint16_t{0});
  const InkColumns columns = {job.column_ink, job.column_run, open.data()};
  const auto capped = [](int32_t count) { return static_cast<uint16_t>(std::min(count, 0xFFFF)); };
  rows.each(call, [&](int32_t y, const uint8_t* grey, const uint8_t*) {
    const InkRow row = kernels.count_ink_row(columns, grey, width, low, high);
    job.row_ink[y] = capped(row.ink);
    job.row_run[y] = capped(row.run);
  });
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
  return parallel_for(*call, static_cast<int64_t>(count), [&](int64_t i, int) {
    GreyRows rows(kernels, jobs[i].in);
    // Ends early only because the call is cancelled, and parallel_for says so.
    if (count_values(kernels, *call, jobs[i], rows)) count_ink(kernels, *call, jobs[i], rows);
  });
}

}  // namespace figsift
