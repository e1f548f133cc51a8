import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { atLevel, levelsAndCuda } from '../support/levels.js'
import { answerOurs, type ImageCase, normalisedBytes } from './imageCases.js'

interface Golden {
  generator: string
  versions: { pillow: string; scipy: string }
  /** SHA-256 of the RGB bytes of all 256 values under all 256 alphas. */
  compositeOnWhite: string
  cases: (ImageCase & { expected: string })[]
}

const golden: Golden = JSON.parse(readFileSync(new URL('images.json', import.meta.url), 'utf8'))

describe.each(levelsAndCuda)(`Pillow ${golden.versions.pillow}, SciPy ${golden.versions.scipy}, at %s`, (level) => {
  for (const op of ['resample', 'preprocess', 'phash'] as const) {
    const cases = golden.cases.filter((item) => item.op === op)
    it(`${op}: ${cases.length} pictures of ${golden.generator}`, async () => {
      expect(cases.length).toBeGreaterThan(0)
      for (const { expected, ...item } of cases) {
        const { data: _, ...shown } = item as { data: string }
        expect(await atLevel(level, () => answerOurs(item)), JSON.stringify(shown)).toBe(expected)
      }
    })
  }

  it('composites every value under every alpha on white', async () => {
    const data = new Uint8Array(256 * 256 * 4)
    for (let i = 0; i < 256 * 256; i++) {
      const value = i % 256
      data.set([value, 255 - value, value, i >> 8], i * 4)
    }
    const picture = { data, width: 256, height: 256, channels: 4 as const, isOpaque: false }
    const bytes = await atLevel(level, () => normalisedBytes(picture, { width: 256, height: 256 }))
    expect(createHash('sha256').update(bytes).digest('hex')).toBe(golden.compositeOnWhite)
  })
})
