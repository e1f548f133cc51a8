/** The tests that run on CUDA where there is a device: what pack.mjs must be able to load and run.mjs runs. */
export const suites = [
  'test/device.test.ts',
  'test/parity/cudaJoin.test.ts',
  'test/parity/cudaPictures.test.ts',
  'test/parity/resample.test.ts',
  'test/parity/cosine.test.ts',
  'test/image/preprocess.test.ts',
  'test/golden/images.test.ts',
  'test/property/similarityJoin.test.ts',
  'test/property/findDuplicates.test.ts',
]
