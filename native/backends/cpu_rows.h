// The batch-level rows of the CPU backend. Each takes the kernels of its level first, then what backends/backend.h
// says; cpu.cpp binds the level.
#pragma once

#include "backends/backend.h"
#include "backends/cpu_kernels.h"

namespace figsift {

FsStatus cpu_resample_batch(const CpuKernels&, const FsCall*, const FsResampleJob*, size_t count);
FsStatus cpu_preprocess_batch(const CpuKernels&, const FsCall*, const FsPreprocessJob*, size_t count);
FsStatus cpu_perceptual_hash_batch(const CpuKernels&, const FsCall*, const FsPerceptualHashJob*, size_t count);

FsStatus cpu_cosine_rows(const CpuKernels&, const FsCall*, double* out, const FsRows* a, const FsRows* b);

}  // namespace figsift
