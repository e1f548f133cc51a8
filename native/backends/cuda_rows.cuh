// The batch-level rows of the CUDA backend; each says what backends/backend.h says, and throws DeviceError.
#pragma once

#include "backends/backend.h"

namespace figsift {

FsStatus cuda_resample_batch(const FsCall*, const FsResampleJob*, size_t count);
FsStatus cuda_preprocess_batch(const FsCall*, const FsPreprocessJob*, size_t count);
FsStatus cuda_project(const FsCall*, float* out, const FsRows* rows, const float* basis, int64_t width);
FsStatus cuda_engine_create(const FsCall*, FsEngine** out, const FsRows* rows, const FsCoding*);
void cuda_engine_destroy(FsEngine*);
FsStatus cuda_engine_encode(const FsCall*, FsEngine*, FsRowCode* out, int64_t begin, int64_t end);
FsStatus cuda_engine_arrange(const FsCall*, FsEngine*, const uint32_t* order, int64_t count);
FsStatus cuda_screen(const FsCall*, FsSurvivorSink sink, FsScreenStats* stats, const FsScreenSide* left,
                     const FsScreenSide* right, const FsTile* tiles, size_t count);
FsStatus cuda_screen_cosines(const FsCall*, FsCosineSink sink, FsScreenStats* stats, const FsScreenSide* left,
                             const FsScreenSide* right, const FsTile* tiles, size_t count, const double* floors,
                             int64_t floors_begin, double floor);
FsStatus cuda_cosine_pairs(const FsCall*, double* out, FsEngine* left, FsEngine* right, const uint32_t* left_rows,
                           const uint32_t* right_rows, const double* floors, size_t count);

}  // namespace figsift
