import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import { decodeImage } from '../../src/image/decode.js'
import type { Pixels } from '../../src/image/pixels.js'
import { readImage } from '../../src/image/readImage.js'
import { difference, type PillowImage, pillowDecode, pillowHashes, toRgba, whyNoPillow } from '../support/pillow.js'
import { seededRandom } from '../support/random.js'
import { sharedData } from '../support/sharedData.js'

const noPillow = whyNoPillow()
if (noPillow !== undefined) console.warn(`Comparisons with Pillow are skipped: ${noPillow}.`)

/** How ours differs from Pillow's, in words; undefined where every sample that can be seen is equal. */
function verdict(ours: Pixels, theirs: PillowImage): string | undefined {
  if (theirs.pixels === undefined) return `Pillow: ${theirs.error}`
  if (ours.width !== theirs.width || ours.height !== theirs.height) return `Pillow: ${theirs.width} x ${theirs.height}`
  const { differing, largest } = difference(
    toRgba(ours.data, ours.channels),
    toRgba(theirs.pixels, theirs.mode!.length),
    4,
  )
  return differing === 0 ? undefined : `${differing} samples differ, by at most ${largest}`
}

/** Outcome per file: [width, height, channels] or an error code. */
const NASTY: Readonly<Record<string, readonly [number, number, number] | string>> = {
  'pillow-12in16bit.tif': [100, 100, 1],
  'pillow-bmp-b-baddens1.bmp': 'UNSUPPORTED_FORMAT',
  'pillow-bmp-b-badwidth.bmp': 'UNSUPPORTED_FORMAT',
  'pillow-caption_6_33_22.png': [256, 256, 4],
  'pillow-chi.gif': [320, 240, 4],
  'pillow-decompression_bomb.ico': 'UNSUPPORTED_FORMAT',
  'pillow-exif-dpi-zerodivision.jpg': [200, 200, 3],
  'pillow-flower.webp': [480, 360, 3],
  'pillow-g4_orientation_3.tif': [590, 88, 1],
  'pillow-hopper_bad_exif.jpg': [500, 500, 1],
  'pillow-hopper_gray.jpg': [128, 128, 1],
  'pillow-hopper_orientation_5.jpg': [128, 128, 3],
  'pillow-hopper_orientation_8.webp': [128, 128, 3],
  'pillow-i_trns.png': [64, 64, 4],
  'pillow-invalid-exif.jpg': [200, 200, 3],
  'pillow-iss634.apng': [245, 245, 4],
  'pillow-p_trns_single.png': [64, 64, 4],
  'pillow-pil_sample_cmyk.eps': 'UNSUPPORTED_FORMAT',
  'pillow-png_decompression_dos.png': [1, 1, 1],
  'pillow-tiff_16bit_RGB.tiff': [100, 40, 3],
  'pillow-transparent.webp': [200, 150, 4],
  'pillow-truncated_image.png': 'IMAGE_CORRUPT',
  'sharp-2x2_fdcce6.png': [2, 2, 3],
  'sharp-65536-uint32-limit.png': 'IMAGE_TOO_LARGE',
  'sharp-8bit_depth.tiff': [21, 21, 1],
  'sharp-Flag_of_the_Netherlands-16bit.png': [900, 600, 3],
  'sharp-Flag_of_the_Netherlands-alpha.png': [900, 600, 4],
  'sharp-G31D_MULTI.TIF': [2464, 3248, 1],
  'sharp-Landscape_8.jpg': [600, 450, 3],
  'sharp-Portrait_6.jpg': [450, 600, 3],
  'sharp-animated-loop-3.gif': [370, 285, 4],
  'sharp-big-height.webp': [13, 169, 3],
  'sharp-bonne.geo.tif': [200, 200, 1],
  'sharp-check.svg': [100, 100, 4],
  'sharp-giant-image.jpg': 'IMAGE_TOO_LARGE',
  'sharp-low-contrast.jpg': [300, 245, 3],
  'sharp-p3.png': [8, 8, 4],
  'sharp-pitm.avif': [4096, 800, 3],
  'sharp-prophoto.png': [1, 1, 3],
  'sharp-relax.jp2': 'UNSUPPORTED_FORMAT',
  'sharp-slight-gradient-border.png': [1000, 1000, 3],
  'sharp-struct-image-04-t.svg': [480, 360, 4],
  'sharp-swiss.png': [68, 68, 3],
  'sharp-tbgn2c16.png': [32, 32, 4],
  'sharp-test-pattern.png': [1280, 960, 4],
  'sharp-truncated.jpg': 'IMAGE_CORRUPT',
  'sharp-truncated.png': 'IMAGE_CORRUPT',
}

/** Decoded here although Pillow 9.4 refuses: it reads no SVG and AVIF, and the last holds a text that grows too large. */
const PILLOW_REFUSES = /\.svg$|\.avif$|^pillow-png_decompression_dos\.png$/

describe.skipIf(sharedData === undefined)('image files that broke other programs', () => {
  const folder = join(sharedData ?? '', 'nasty-images')
  const pillow = new Map<string, PillowImage>()
  beforeAll(() => {
    if (noPillow !== undefined) return
    const paths = Object.keys(NASTY).map((name) => join(folder, name))
    for (const image of pillowDecode(paths)) pillow.set(basename(image.path), image)
  })

  it('lists every file there is', () => {
    expect(readdirSync(folder).filter((name) => name !== 'manifest.jsonl')).toEqual(Object.keys(NASTY))
  })

  it.each(Object.entries(NASTY))('%s', async (name, expected) => {
    const outcome = readImage(name, { root: folder }).then(decodeImage)
    if (typeof expected === 'string') {
      await expect(outcome).rejects.toMatchObject({ code: expected, message: expect.stringContaining(name) })
      return
    }
    const pixels = await outcome
    expect([pixels.width, pixels.height, pixels.channels]).toEqual(expected)
    const theirs = pillow.get(name)
    if (theirs !== undefined && !PILLOW_REFUSES.test(name)) expect(verdict(pixels, theirs)).toBeUndefined()
  })
})

describe.skipIf(sharedData === undefined || noPillow !== undefined)('real figures beside Pillow', () => {
  it('equal Pillow sample for sample', async () => {
    const figures = join(sharedData ?? '', 'figures')
    const all = ['dev.jsonl', 'validation.jsonl'].flatMap((manifest) =>
      readFileSync(join(figures, manifest), 'utf8')
        .trim()
        .split('\n')
        .map((line) => (JSON.parse(line) as { image: string }).image),
    )
    // One in three, with another beginning each time.
    const start = seededRandom().integer(0, 2)
    const images = all.filter((_, i) => i % 3 === start)
    const paths = images.map((image) => join(figures, image))
    const theirs = pillowHashes(paths)
    const ours: { channels: number; sha256: string; code?: string }[] = []
    for (const image of images) {
      const outcome = readImage(image, { root: figures }).then(decodeImage)
      ours.push(
        await outcome.then(
          ({ data, channels }) => ({ channels, sha256: createHash('sha256').update(data).digest('hex') }),
          (error) => ({ channels: 0, sha256: '', code: (error as { code: string }).code }),
        ),
      )
    }
    const others: string[] = []
    for (const [i, image] of (await theirs).entries()) {
      const { channels, sha256, code } = ours[i]!
      if (code !== undefined) others.push(`${images[i]}: ${code}`)
      else if (channels !== image.mode?.length || sha256 !== image.sha256) {
        // Not the same bytes: look at what can be seen (colour under alpha 0 cannot).
        const pixels = await readImage(images[i]!, { root: figures }).then(decodeImage)
        const reason = verdict(pixels, pillowDecode([paths[i]!])[0]!)
        if (reason !== undefined) others.push(`${images[i]}: ${reason}`)
      }
    }
    const equal = images.length - others.length
    console.log(`${equal} of ${images.length} real figures equal Pillow's decoding byte for byte; the others:`, others)
    const pointers = ['images/llnl-ssapy/ground_track.png', 'images/llnl-ssapy/orbit_plot.png'] // of Git LFS
    const expected = pointers.filter((image) => images.includes(image))
    expect(others).toEqual(expected.map((image) => `${image}: UNSUPPORTED_FORMAT`))
  }, 240_000)
})
