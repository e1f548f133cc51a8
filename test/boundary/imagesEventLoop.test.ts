import { readFileSync } from 'node:fs'
import sharp from 'sharp'
import { beforeAll, describe, expect, it } from 'vitest'
import { decodeImage } from '../../src/image/decode.js'
import { pixelDigest } from '../../src/image/pixelDigest.js'
import { readImage } from '../../src/image/readImage.js'

const WIDTH = 4000
const HEIGHT = 3000
const files = new Map<string, Buffer>()

beforeAll(async () => {
  const canvas = { width: WIDTH, height: HEIGHT, background: { r: 200, g: 10, b: 60, alpha: 1 } }
  const source = () => sharp({ create: { ...canvas, channels: 4 } })
  // Uncompressed, so that reading is long too.
  files.set('png', await source().png({ compressionLevel: 0 }).toBuffer())
  files.set('grey png', await source().removeAlpha().toColourspace('b-w').png({ compressionLevel: 1 }).toBuffer())
  files.set('cmyk jpeg', await source().removeAlpha().toColourspace('cmyk').jpeg().toBuffer())
  const size = 'width="4000" height="4000"'
  const paths = '<path d="M1 1h9"/>'.repeat(20_000)
  files.set(
    'svg',
    Buffer.from(
      `<svg xmlns="http://www.w3.org/2000/svg" ${size}><rect width="9" height="9"/><defs>${paths}</defs></svg>`,
    ),
  )
})

/** CPU time of this thread so far, in ms; other processes that share the cores do not count. */
const cpuMs = () => Number(readFileSync('/proc/thread-self/schedstat', 'utf8').split(' ')[0]) / 1e6

/** Longest that one turn of the event loop computes while `work` runs, in ms. */
async function longestTurn(work: () => Promise<unknown>): Promise<number> {
  let longest = 0
  let last = cpuMs()
  let isDone = false
  const tick = () => {
    const now = cpuMs()
    longest = Math.max(longest, now - last)
    last = now
    if (!isDone) setTimeout(tick, 0)
  }
  tick()
  await work()
  isDone = true
  return longest
}

describe('the event loop during work on a picture of 12 megapixels', () => {
  it.each([
    ['png', 10],
    ['grey png', 10],
    ['cmyk jpeg', 10],
    // To start the renderer's process, Node forks within one turn: 8 to 13 ms, growing with the memory in use.
    ['svg', 25],
  ] as const)('%s: reading, decoding and hashing leave no turn above %i ms', async (name, limit) => {
    const bytes = files.get(name)!
    const turns: number[] = []
    // A collection of garbage can fall into any turn; a turn of ours that is too long would be so in every attempt.
    for (let attempt = 0; attempt < 5 && Math.min(Infinity, ...turns) > limit; attempt++) {
      turns.push(
        await longestTurn(async () => {
          const pixels = await decodeImage(await readImage(bytes))
          expect(pixels.isOpaque).toBe(name !== 'svg')
          await pixelDigest(pixels)
        }),
      )
    }
    console.log(`${name}: longest turn ${turns.map((ms) => ms.toFixed(1)).join(', ')} ms`)
    expect(Math.min(...turns)).toBeLessThan(limit)
  })
})
