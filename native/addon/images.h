// Glue of everything that works on pixels.
#pragma once

#include "addon/napi_setup.h"

namespace figsift {

// resample(pixels, job, options) -> Promise<Uint8Array>
// preprocess(images, spec, out | undefined, options) -> Promise<Float32Array | Uint16Array | undefined>
// perceptualHash(images, options) -> Promise<{ hashes: BigUint64Array, isFlat: Int32Array }>
// imageStatistics(image, { contrast }, options) -> Promise<{ greys, colors, rowInk, rowRun, columnInk, columnRun }>
void export_images(Napi::Env env, Napi::Object exports);

}  // namespace figsift
