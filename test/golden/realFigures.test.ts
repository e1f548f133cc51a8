import { readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { decodeImage } from '../../src/image/decode.js'
import { readImage } from '../../src/image/readImage.js'
import { atLevel, levels } from '../support/levels.js'
import { askPillow, pillowVersions } from '../support/pillowPeer.js'
import { sharedData } from '../support/sharedData.js'
import { answerOurs, type ImageCase, toBase64 } from './imageCases.js'

const versions = sharedData === undefined ? undefined : pillowVersions()

describe.skipIf(versions === undefined)('real figures, against Pillow and SciPy', () => {
  it('have the hash of imagehash and the pixels of CLIPImageProcessor', async () => {
    const folder = join(sharedData!, 'figures', 'images')
    const files = readdirSync(folder, { recursive: true, encoding: 'utf8' })
      .filter((name) => name.endsWith('.png') && statSync(join(folder, name)).size < 60_000)
      .sort()
      .slice(0, 30)
    expect(files.length).toBeGreaterThan(10)
    const cases: ImageCase[] = []
    for (const name of files) {
      const file = await readImage(join(folder, name), { root: folder })
      const pixels = await decodeImage(file).catch(() => undefined)
      if (pixels === undefined || pixels.data.length > 4e6) continue
      const { width, height, channels } = pixels
      const shown = { width, height, channels, data: toBase64(pixels.data) }
      cases.push({ op: 'phash', ...shown })
      cases.push({ op: 'preprocess', ...shown, shortest_edge: 224, crop: 224, filter: 'bicubic', alpha: 'white' })
    }
    const { answers } = askPillow(cases)!
    for (const [i, item] of cases.entries()) {
      for (const level of levels) {
        const ours = await atLevel(level, () => answerOurs(item))
        expect(ours === (answers[i]!.data ?? answers[i]!.phash), `${level}: ${item.op} of figure ${i >> 1}`).toBe(true)
      }
    }
  })
})
