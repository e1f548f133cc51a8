import { describe, expect, it } from 'vitest'
import { embedBatches, textBatches } from '../../src/models/textBatches.js'
import { seededRandom } from '../support/random.js'

const tokens = (lengths: readonly number[]) => ({
  ids: Int32Array.from(lengths.flatMap((length, window) => Array.from({ length }, (_, i) => window * 1000 + i))),
  lengths: Int32Array.from(lengths),
  counts: new Int32Array(0),
})
const clip = { length: 77, padding: 'longest', padToken: undefined, unknownToken: undefined, lowercase: false } as const

describe('textBatches', () => {
  it('holds every window once, under a padded length that is its own', () => {
    const random = seededRandom()
    const lengths = Array.from({ length: 300 }, () => random.integer(2, 77))
    const batches = textBatches(tokens(lengths), clip, 16)
    expect(batches.flatMap(({ windows }) => windows).sort((a, b) => a - b)).toEqual(lengths.map((_, i) => i))
    for (const { job, windows } of batches) {
      expect(job.rows).toBe(windows.length)
      expect(job.rows).toBeLessThanOrEqual(16)
      let at = 0
      for (const [i, window] of windows.entries()) {
        expect(job.length).toBe(Math.min(77, Math.ceil(lengths[window]! / 8) * 8))
        expect(job.lengths[i]).toBe(lengths[window])
        expect(job.ids[at]).toBe(window * 1000)
        at += job.lengths[i]!
      }
      expect(job.ids).toHaveLength(at)
    }
  })

  it('pads to the full length where the model was trained so', () => {
    const [batch] = textBatches(tokens([3, 5]), { ...clip, length: 64, padding: 'fixed' }, 16)
    expect(batch!.job.length).toBe(64)
  })

  it('puts rows back in order, and leaves out those that are not finite', async () => {
    const batches = textBatches(tokens([20, 3, 3, 40]), clip, 1)
    const run = async ({ ids }: { ids: Int32Array }) => {
      const window = ids[0]! / 1000
      return { embeddings: Float32Array.of(window, window), broken: window === 2 ? [0] : [] }
    }
    const rows = await embedBatches(batches, 4, run)
    expect(rows.map((row) => row?.[0])).toEqual([0, 1, undefined, 3])
  })
})
