// The batch-level rows of the CPU backend. Each takes the kernels of its level first, then what backends/backend.h
// says; cpu.cpp binds the level.
#pragma once

#include "backends/backend.h"
#include "backends/cpu_kernels.h"

namespace figsift {

FsStatus cpu_resample_batch(const CpuKernels&, const FsCall*, const FsResampleJob*, size_t count);
FsStatus cpu_preprocess_batch(const CpuKernels&, const FsCall*, const FsPreprocessJob*, size_t count);
FsStatus cpu_perceptual_hash_batch(const CpuKernels&, const FsCall*, const FsPerceptualHashJob*, size_t count);
FsStatus cpu_image_statistics_batch(const CpuKernels&, const FsCall*, const FsImageStatisticsJob*, size_t count);

FsStatus cpu_cosine_rows(const CpuKernels&, const FsCall*, double* out, const FsRows* a, const FsRows* b);

FsStatus cpu_project(const CpuKernels&, const FsCall*, float* out, const FsRows* rows, const float* basis,
                     int64_t width);
FsStatus cpu_engine_create(const CpuKernels&, const FsCall*, FsEngine** out, const FsRows* rows, const FsCoding*);
void cpu_engine_destroy(FsEngine*);
FsStatus cpu_engine_encode(const CpuKernels&, const FsCall*, FsEngine*, FsRowCode* out, int64_t begin, int64_t end);
FsStatus cpu_engine_arrange(const CpuKernels&, const FsCall*, FsEngine*, const uint32_t* order, int64_t count);
FsStatus cpu_screen(const CpuKernels&, const FsCall*, FsSurvivorSink sink, FsScreenStats* stats,
                    const FsScreenSide* left, const FsScreenSide* right, const FsTile* tiles, size_t count);
FsStatus cpu_cosine_pairs(const CpuKernels&, const FsCall*, double* out, FsEngine* left, FsEngine* right,
                          const uint32_t* left_rows, const uint32_t* right_rows, const double* floors, size_t count);
FsStatus cpu_hamming_screen(const CpuKernels&, const FsCall*, FsPairSink sink, const uint64_t* left, int64_t left_count,
                            const uint64_t* right, int64_t right_count, int32_t radius);

}  // namespace figsift
