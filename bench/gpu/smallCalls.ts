// Every kernel once, on little data: for compute-sanitizer.
import { nearest } from '../../src/dedup/nearest.js'
import { similarityJoin } from '../../src/dedup/similarityJoin.js'
import { preprocess } from '../../src/image/preprocess.js'
import { nearDuplicates } from '../../test/support/embeddings.js'
import { seededRandom } from '../../test/support/random.js'

const rng = seededRandom()
const rows = nearDuplicates(rng, 600, 100)
const wide = { minCosine: 0.8, device: 'cuda' as const }
for (const screen of ['wgmma', 'mma']) {
  process.env.FIGSIFT_CUDA_SCREEN = screen
  for (const widths of [[32, 64], [96], [400]]) {
    const { left } = await similarityJoin(rows, { ...wide, widths } as typeof wide)
    console.log(`${screen} ${widths}: ${left.length} pairs`)
  }
}
await nearest(rows, rows, { k: 5, device: 'cuda' })
const image = {
  data: new Uint8Array(90 * 70 * 4).fill(9),
  width: 90,
  height: 70,
  channels: 4 as const,
  isOpaque: false,
}
const spec = {
  resize: { width: 24, height: 24 },
  filter: 'bicubic' as const,
  rescale: 1 / 255,
  mean: [0, 0, 0] as const,
  std: [1, 1, 1] as const,
  alpha: 'white' as const,
  dtype: 'float16' as const,
}
await preprocess([image, image], spec, undefined, { device: 'cuda' })
console.log('done')
