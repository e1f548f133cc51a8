#include "backends/cuda_picture_batch.cuh"

#include <algorithm>  // std::max, std::copy
#include <cstring>    // std::memcpy
#include <memory>

#include "core/parallel.h"
#include "cuda/check.cuh"
#include "cuda/trace.cuh"
#include "kernels/preprocess/preprocess.h"
#include "kernels/resample/axis.h"

namespace figsift {
namespace {

constexpr size_t kAlignment = 256;

size_t aligned(size_t bytes) { return (bytes + kAlignment - 1) / kAlignment * kAlignment; }

// The weights of one axis as the kernels read them.
struct AxisTable {
  std::vector<int32_t> first, weights;
  int32_t count = 0, taps = 0;
  int32_t begin = 0, end = 0;  // samples that any output reads

  AxisTable() = default;
  AxisTable(int32_t from, int32_t to, int32_t keep, int32_t keep_count, int32_t filter) {
    if (keep_count == 0) return;
    const ResampleAxis axis(kResampleScalar, from, to, keep, keep_count, filter);
    count = keep_count;
    taps = axis.max_groups();
    first.resize(static_cast<size_t>(count));
    weights.assign(static_cast<size_t>(count) * static_cast<size_t>(taps), 0);
    begin = from;
    for (int32_t i = 0; i < count; ++i) {
      const ResampleTaps& own = axis.taps()[i];
      first[static_cast<size_t>(i)] = own.first;
      begin = std::min(begin, own.first);
      end = std::max(end, own.first + own.count);
      for (int32_t t = 0; t < own.count; ++t) {
        weights[static_cast<size_t>(t) * static_cast<size_t>(count) + static_cast<size_t>(i)] =
            static_cast<int32_t>(own.weights[t]);
      }
    }
  }
};

// What is the same for a whole batch as a rule is computed once.
struct Normalisation {
  PictureOut kind;
  double rescale, mean[3], std[3];
  size_t at;

  bool fits(const PictureTask& task) const {
    return kind == task.kind && rescale == task.rescale && std::equal(mean, mean + 3, task.mean) &&
           std::equal(std, std + 3, task.std);
  }
};

size_t table_bytes(PictureOut kind) { return 3 * 256 * (kind == PictureOut::kFloat32 ? 4 : 2); }

// Where everything of a job lies in the input.
struct Places {
  size_t pixels, first[2], weights[2], table;
};

}  // namespace

int64_t PictureTask::out_bytes() const {
  const int64_t pixels = int64_t{canvas_width} * canvas_height;
  return kind == PictureOut::kBytes ? pixels * colours : pixels * 3 * (kind == PictureOut::kFloat32 ? 4 : 2);
}

void PictureBatch::begin(const FsCall& call, std::vector<PictureTask> tasks) {
  const size_t count = tasks.size();
  std::vector<AxisTable> axes[2] = {std::vector<AxisTable>(count), std::vector<AxisTable>(count)};
  check(parallel_for(call, static_cast<int64_t>(count), [&](int64_t index, int) {
    const auto n = static_cast<size_t>(index);
    const PictureTask& task = tasks[n];
    axes[0][n] = AxisTable(task.in.width, task.to_width, task.keep_x, task.keep_width, task.filter);
    axes[1][n] = AxisTable(task.in.height, task.to_height, task.keep_y, task.keep_height, task.filter);
  }));

  size_t input = aligned(count * sizeof(PictureJob)), between = 0, output = 0, slack = 0;
  const auto take = [&](size_t bytes) {
    const size_t at = input;
    input += aligned(bytes);
    return at;
  };
  std::vector<Normalisation> tables;
  std::vector<Places> places(count);
  std::vector<size_t> between_at(count);
  out_at_.resize(count);
  for (size_t n = 0; n < count; ++n) {
    const PictureTask& task = tasks[n];
    Places& place = places[n];
    place.pixels = take(static_cast<size_t>(task.in.width) * static_cast<size_t>(task.in.height) *
                        static_cast<size_t>(task.in.channels));
    slack = std::max(slack, picture_slack(axes[0][n].taps, task.in.channels));
    for (int side = 0; side < 2; ++side) {
      place.first[side] = take(axes[side][n].first.size() * 4);
      place.weights[side] = take(axes[side][n].weights.size() * 4);
    }
    if (task.kind != PictureOut::kBytes) {
      auto found = std::find_if(tables.begin(), tables.end(), [&](const Normalisation& one) { return one.fits(task); });
      if (found == tables.end()) {
        Normalisation fresh = {task.kind, task.rescale, {}, {}, take(table_bytes(task.kind))};
        std::copy(task.mean, task.mean + 3, fresh.mean);
        std::copy(task.std, task.std + 3, fresh.std);
        found = tables.insert(tables.end(), fresh);
      }
      place.table = found->at;
    }
    between_at[n] = between;
    const AxisTable& y = axes[1][n];
    between += aligned(static_cast<size_t>(y.end - y.begin) * static_cast<size_t>(axes[0][n].count) *
                       static_cast<size_t>(task.colours));
    out_at_[n] = output;
    output += aligned(static_cast<size_t>(task.out_bytes()));
  }
  staged_.reserve(input);
  // What lies behind a picture's pixels may be any other bytes of the input, or these.
  input_.reserve(input + slack);
  between_.reserve(between);
  output_.reserve(output);
  results_.reserve(output);

  jobs_.resize(count);
  for (const Normalisation& one : tables) {
    NormaliseTable table;
    normalise_table(&table, one.rescale, one.mean, one.std);
    const void* const from = one.kind == PictureOut::kFloat32 ? static_cast<const void*>(table.float32) : table.float16;
    std::memcpy(staged_.data() + one.at, from, table_bytes(one.kind));
  }
  const auto fill = [&](int64_t index, int) {
    const auto n = static_cast<size_t>(index);
    const PictureTask& task = tasks[n];
    const Places& place = places[n];
    std::memcpy(staged_.data() + place.pixels, task.in.pixels,
                static_cast<size_t>(task.in.width) * static_cast<size_t>(task.in.height) *
                    static_cast<size_t>(task.in.channels));
    PictureAxis device_axes[2];
    for (int side = 0; side < 2; ++side) {
      const AxisTable& axis = axes[side][n];
      std::copy(axis.first.begin(), axis.first.end(), reinterpret_cast<int32_t*>(staged_.data() + place.first[side]));
      std::copy(axis.weights.begin(), axis.weights.end(),
                reinterpret_cast<int32_t*>(staged_.data() + place.weights[side]));
      device_axes[side] = {reinterpret_cast<const int32_t*>(input_.data() + place.first[side]),
                           reinterpret_cast<const int32_t*>(input_.data() + place.weights[side]), axis.count,
                           axis.taps};
    }
    PictureJob& job = jobs_[n];
    job = {};
    job.pixels = input_.data() + place.pixels;
    job.width = task.in.width;
    job.height = task.in.height;
    job.channels = task.in.channels;
    job.alpha = task.alpha;
    std::copy(task.background, task.background + 3, job.background);
    job.colours = task.colours;
    job.x = device_axes[0];
    job.y = device_axes[1];
    job.between = between_.data() + between_at[n];
    job.row_begin = axes[1][n].begin;
    job.rows = axes[1][n].end - axes[1][n].begin;
    job.canvas_width = task.canvas_width;
    job.canvas_height = task.canvas_height;
    job.at_x = task.at_x;
    job.at_y = task.at_y;
    job.kind = task.kind;
    job.out = output_.data() + out_at_[n];
    job.table = task.kind == PictureOut::kBytes ? nullptr : input_.data() + place.table;
    std::copy(task.pad, task.pad + 3, job.pad);
  };
  check(parallel_for(call, static_cast<int64_t>(count), fill));
  std::memcpy(staged_.data(), jobs_.data(), count * sizeof(PictureJob));
  input_bytes_ = input;
  output_bytes_ = output;
  events_[0].record(stream_.get());
  stream_.upload(input_.data(), staged_.data(), input);
  events_[1].record(stream_.get());
  launch_pictures(reinterpret_cast<const PictureJob*>(input_.data()), jobs_.data(), count, stream_.get());
  events_[2].record(stream_.get());
  stream_.download(results_.data(), output_.data(), output);
  events_[3].record(stream_.get());
  tasks_ = std::move(tasks);
}

FsStatus PictureBatch::end(const FsCall& call) {
  const std::vector<PictureTask> tasks = std::move(tasks_);
  tasks_.clear();
  stream_.wait();
  if (is_traced()) {
    trace("upload", static_cast<int64_t>(input_bytes_), events_[1].nanoseconds_since(events_[0]));
    trace("pictures", static_cast<int64_t>(input_bytes_ + output_bytes_), events_[2].nanoseconds_since(events_[1]));
    trace("download", static_cast<int64_t>(output_bytes_), events_[3].nanoseconds_since(events_[2]));
  }
  return parallel_for(call, static_cast<int64_t>(tasks.size()), [&](int64_t index, int) {
    const auto n = static_cast<size_t>(index);
    std::memcpy(tasks[n].out, results_.data() + out_at_[n], static_cast<size_t>(tasks[n].out_bytes()));
  });
}

}  // namespace figsift
