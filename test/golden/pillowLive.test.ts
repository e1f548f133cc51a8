import { describe, expect, it } from 'vitest'
import type { Pixels } from '../../src/image/pixels.js'
import { RESAMPLE_FILTERS } from '../../src/image/resample.js'
import { atLevel, levels } from '../support/levels.js'
import { raggedSide, randomPixels, randomSamples } from '../support/pictures.js'
import { askPillow, pillowVersions } from '../support/pillowPeer.js'
import { type Rng, seededRandom } from '../support/random.js'
import { answerOurs, type ImageCase, toBase64 } from './imageCases.js'

const versions = pillowVersions()

function picture(rng: Rng, most: number) {
  const channels = rng.integer(1, 4) as Pixels['channels']
  const [width, height] = [raggedSide(rng, most), raggedSide(rng, most)]
  const { data } = randomPixels(rng, width, height, channels)
  return { width, height, channels, data: toBase64(data) }
}

const filterOf = (rng: Rng) => RESAMPLE_FILTERS[rng.integer(0, 4)]!

const makers: Record<ImageCase['op'], (rng: Rng, index: number) => ImageCase> = {
  resample(rng, index) {
    const filter = filterOf(rng)
    const [to_width, to_height] = [raggedSide(rng, 200), raggedSide(rng, 200)]
    if (index % 20 > 0) return { op: 'resample', ...picture(rng, 300), to_width, to_height, filter }
    // Extreme: one row or column, shrunk by factors in the thousands.
    const [width, height] = rng.uniform() < 0.5 ? [rng.integer(10_000, 60_000), 1] : [1, rng.integer(10_000, 60_000)]
    const data = toBase64(randomSamples(rng, width * height))
    return {
      op: 'resample',
      width,
      height,
      channels: 1,
      data,
      to_width: rng.integer(1, 9),
      to_height: rng.integer(1, 9),
      filter,
    }
  },
  preprocess: (rng) => ({
    op: 'preprocess',
    ...picture(rng, 150),
    shortest_edge: rng.integer(1, 40),
    crop: rng.integer(1, 48),
    filter: filterOf(rng),
    alpha: rng.uniform() < 0.5 ? 'white' : 'drop',
  }),
  phash(rng, index) {
    const shown = picture(rng, 200)
    if (index % 2 === 0) return { op: 'phash', ...shown }
    // Symmetric pictures: half of the coefficients are zero but for rounding.
    const side = rng.integer(1, 60)
    const half = randomSamples(rng, side * side)
    const data = Uint8Array.from({ length: 2 * side * side }, (_, i) => {
      const [y, x] = [Math.floor(i / (2 * side)), i % (2 * side)]
      return half[y * side + (x < side ? x : 2 * side - 1 - x)]!
    })
    return { op: 'phash', width: 2 * side, height: side, channels: 1, data: toBase64(data) }
  },
}

describe.skipIf(versions === undefined)(`Pillow ${versions?.pillow}, SciPy ${versions?.scipy}, live`, () => {
  it.each([
    ['resample', 400],
    ['preprocess', 200],
    ['phash', 200],
  ] as const)('%s: the same answer for %i random pictures at every level', async (op, count) => {
    const rng = seededRandom(op)
    const cases = Array.from({ length: count }, (_, i) => makers[op](rng, i))
    const { answers } = askPillow(cases)!
    expect(answers.length).toBe(count)
    for (const [i, item] of cases.entries()) {
      const expected = answers[i]!.data ?? answers[i]!.phash
      const { data: _, ...shown } = item
      for (const level of levels) {
        const ours = await atLevel(level, () => answerOurs(item))
        expect(ours === expected, `${level}: ${JSON.stringify(shown)}`).toBe(true)
      }
    }
  })
})
