#include "cuda/launch.cuh"
#include "kernels/resample/cuda.cuh"
#include "kernels/resample/cuda_words.cuh"

namespace figsift {
namespace {

constexpr int kThreads = 128;
constexpr int kRows = 4;  // of one thread in the first pass: a weight serves them all
constexpr int kPrecision = 22;
constexpr size_t kMostJobs = 32768;  // of one launch

__device__ __forceinline__ uint8_t clip8(int sum) {
  const int value = sum >> kPrecision;
  return static_cast<uint8_t>(value < 0 ? 0 : value > 255 ? 255 : value);
}

__device__ __forceinline__ int over(int colour, int alpha, int background) {
  const int sum = colour * alpha + background * (255 - alpha) + 128;
  return (sum + (sum >> 8)) >> 8;
}

// Colour c of a pixel with its alpha away.
__device__ __forceinline__ int sample(const PictureJob& job, const uint8_t* pixel, int c) {
  if (job.alpha == PictureAlpha::kComposite) {
    // Grey stands for all colours of a background that is not grey.
    return over(__ldg(pixel + (job.channels == 2 ? 0 : c)), __ldg(pixel + job.channels - 1), job.background[c]);
  }
  return __ldg(pixel + c);
}

// Any picture, a byte at a time.
__device__ __forceinline__ void add_each(int (&sums)[kRows][4], const PictureJob& job, const int (&rows)[kRows], int x,
                                         int first) {
  for (int t = 0; t < job.x.taps; ++t) {
    const int weight = __ldg(job.x.weights + static_cast<int64_t>(t) * job.x.count + x);
    const int from = first + t < job.width ? first + t : job.width - 1;
#pragma unroll
    for (int r = 0; r < kRows; ++r) {
      const uint8_t* const pixel = job.pixels + (static_cast<int64_t>(rows[r]) * job.width + from) * job.channels;
#pragma unroll
      for (int c = 0; c < 4; ++c) {
        if (c < job.colours) sums[r][c] += weight * sample(job, pixel, c);
      }
    }
  }
}

// A picture whose channels are its colours.
template <int kChannels>
__device__ __forceinline__ void add_words(int (&sums)[kRows][4], const PictureJob& job, const int (&rows)[kRows], int x,
                                          int first) {
  const uint8_t* pixel[kRows];
#pragma unroll
  for (int r = 0; r < kRows; ++r) {
    pixel[r] = job.pixels + (static_cast<int64_t>(rows[r]) * job.width + first) * kChannels;
  }
  add_taps<kChannels, kRows>(sums, pixel, job.x.weights + x, job.x.count, job.x.taps);
}

__global__ void __launch_bounds__(kThreads) along_rows(const PictureJob* jobs) {
  const PictureJob& job = jobs[blockIdx.y];
  const int columns = (job.x.count + kThreads - 1) / kThreads;
  const int groups = (job.rows + kRows - 1) / kRows;
  const int64_t pieces = static_cast<int64_t>(columns) * groups;
  // Alpha that is dropped or composited is looked at pixel by pixel.
  const int whole = job.alpha == PictureAlpha::kKeep ? job.channels : 0;
  for (int64_t piece = blockIdx.x; piece < pieces; piece += gridDim.x) {
    const int x = static_cast<int>(piece % columns) * kThreads + static_cast<int>(threadIdx.x);
    const int row = static_cast<int>(piece / columns) * kRows;
    if (x >= job.x.count) continue;
    const int first = job.x.first[x];
    int sums[kRows][4], rows[kRows];
#pragma unroll
    for (int r = 0; r < kRows; ++r) {
      rows[r] = job.row_begin + (row + r < job.rows ? row + r : row);
#pragma unroll
      for (int c = 0; c < 4; ++c) sums[r][c] = 1 << (kPrecision - 1);
    }
    if (whole == 3) {
      add_words<3>(sums, job, rows, x, first);
    } else if (whole == 1) {
      add_words<1>(sums, job, rows, x, first);
    } else if (whole == 4) {
      add_words<4>(sums, job, rows, x, first);
    } else {
      add_each(sums, job, rows, x, first);
    }
    for (int r = 0; r < kRows && row + r < job.rows; ++r) {
      uint8_t* const out = job.between + (static_cast<int64_t>(row + r) * job.x.count + x) * job.colours;
#pragma unroll
      for (int c = 0; c < 4; ++c) {
        if (c < job.colours) out[c] = clip8(sums[r][c]);
      }
    }
  }
}

template <typename T>
__device__ __forceinline__ void put_planes(const PictureJob& job, int64_t at, const uint8_t (&bytes)[4]) {
  const int64_t plane = static_cast<int64_t>(job.canvas_width) * job.canvas_height;
  const T* const table = static_cast<const T*>(job.table);
  T* const out = static_cast<T*>(job.out);
#pragma unroll
  for (int c = 0; c < 3; ++c) out[c * plane + at] = __ldg(table + 256 * c + bytes[c]);
}

__global__ void __launch_bounds__(kThreads) along_columns(const PictureJob* jobs) {
  const PictureJob& job = jobs[blockIdx.y];
  const int64_t pixels = static_cast<int64_t>(job.canvas_width) * job.canvas_height;
  const int64_t step = static_cast<int64_t>(gridDim.x) * kThreads;
  for (int64_t at = static_cast<int64_t>(blockIdx.x) * kThreads + threadIdx.x; at < pixels; at += step) {
    const int x = static_cast<int>(at % job.canvas_width) - job.at_x;
    const int y = static_cast<int>(at / job.canvas_width) - job.at_y;
    uint8_t bytes[4] = {job.pad[0], job.pad[1], job.pad[2], 0};
    if (x >= 0 && x < job.x.count && y >= 0 && y < job.y.count) {
      int sums[4];
#pragma unroll
      for (int c = 0; c < 4; ++c) sums[c] = 1 << (kPrecision - 1);
      const int first = job.y.first[y] - job.row_begin;
      for (int t = 0; t < job.y.taps; ++t) {
        const int weight = __ldg(job.y.weights + static_cast<int64_t>(t) * job.y.count + y);
        const int from = first + t < job.rows ? first + t : job.rows - 1;
        const uint8_t* const pixel = job.between + (static_cast<int64_t>(from) * job.x.count + x) * job.colours;
#pragma unroll
        for (int c = 0; c < 4; ++c) {
          if (c < job.colours) sums[c] += weight * __ldg(pixel + c);
        }
      }
#pragma unroll
      for (int c = 0; c < 4; ++c) {
        const int own = job.kind != PictureOut::kBytes && job.colours == 1 ? sums[0] : sums[c];
        bytes[c] = clip8(own);
      }
    }
    if (job.kind == PictureOut::kFloat32) {
      put_planes<float>(job, at, bytes);
    } else if (job.kind == PictureOut::kFloat16) {
      put_planes<uint16_t>(job, at, bytes);
    } else {
#pragma unroll
      for (int c = 0; c < 4; ++c) {
        if (c < job.colours) static_cast<uint8_t*>(job.out)[at * job.colours + c] = bytes[c];
      }
    }
  }
}

}  // namespace

void launch_pictures(const PictureJob* jobs, const PictureJob* host_jobs, size_t count, cudaStream_t stream) {
  for (size_t begin = 0; begin < count; begin += kMostJobs) {
    const size_t some = count - begin < kMostJobs ? count - begin : kMostJobs;
    int64_t pieces = 1, pixels = 1;
    for (size_t n = begin; n < begin + some; ++n) {
      const PictureJob& job = host_jobs[n];
      const int64_t own =
          static_cast<int64_t>((job.x.count + kThreads - 1) / kThreads) * ((job.rows + kRows - 1) / kRows);
      const int64_t out = static_cast<int64_t>(job.canvas_width) * job.canvas_height;
      pieces = own > pieces ? own : pieces;
      pixels = out > pixels ? out : pixels;
    }
    const auto most = [](int64_t blocks) { return static_cast<unsigned>(blocks < 4096 ? blocks : 4096); };
    const auto jobs_there = static_cast<unsigned>(some);
    launch(along_rows, {dim3(most(pieces), jobs_there), dim3(kThreads), 0, stream}, jobs + begin);
    launch(along_columns, {dim3(most((pixels + kThreads - 1) / kThreads), jobs_there), dim3(kThreads), 0, stream},
           jobs + begin);
  }
}

}  // namespace figsift
