import { expect, it } from 'vitest'
import { Matrix } from '../../../src/matrix.js'
import { describeEstimate } from '../../../src/run/duplicates/describeEstimate.js'

it('says nothing of a comparison that takes no time', async () => {
  using few = Matrix.from({ data: new Float32Array(40).fill(1), rows: 10, cols: 4 })
  expect(await describeEstimate(few, few, 0.9, {})).toBeUndefined()
})

it('warns of a long one', async () => {
  // Half of all pairs are similar, and each is computed.
  const data = new Float32Array(3_000_000).map((_, i) => (i % 2 === 0 ? 1 : -1))
  using many = Matrix.from({ data, rows: 3_000_000, cols: 1 })
  const notice = await describeEstimate(many, undefined, 0.9, { threads: 1 })
  expect(notice).toMatch(
    /^Comparing 3,000,000 embeddings takes about \d+ (s|min) and \d\.\d GiB of memory on this machine\.$/,
  )
})
