/**
 * Anonymous memory over a long stream (promise: flat, however many rows come): its peak in each fifth of the rows.
 * Pictures are made on the way, no two alike: with the signals of images alone, with those of texts too, and with a model;
 * the last run reads words, over the bundled figures in turn. The pictures are small: making them would take longer than
 * reading them.
 */
import { readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import sharp from 'sharp'
import { assetPath } from '../../src/assets.js'
import { type ScoreOptions, scorePairs } from '../../src/index.js'

const TINY_MODEL = fileURLToPath(new URL('../../test/models/fixtures/clip-split', import.meta.url))

function anonymousMiB(): number {
  const status = readFileSync('/proc/self/status', 'utf8')
  return Number(/RssAnon:\s+(\d+)/.exec(status)?.[1] ?? Number.NaN) / 1024
}

async function* uniquePictures(count: number) {
  for (let i = 0; i < count; i++) {
    const background = { r: i & 255, g: (i >> 8) & 255, b: 128 }
    const image = await sharp({ create: { width: 320, height: 240, channels: 3, background } })
      .png({ compressionLevel: 1 })
      .toBuffer()
    yield { id: String(i), image, text: `Figure ${i} of a long series of plain fields` }
  }
}

async function* bundledFigures(count: number) {
  const metadata = assetPath('sample/metadata.jsonl')
  const figures = readFileSync(metadata, 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line))
  for (let i = 0; i < count; i++) {
    const row = figures[i % figures.length]
    yield { id: String(i), image: join(dirname(metadata), row.image), text: row.text ?? row.caption }
  }
}

async function peaks(rows: AsyncIterable<never>, count: number, options: ScoreOptions) {
  const perFifth = [0, 0, 0, 0, 0]
  let done = 0
  const imageRoot = dirname(assetPath('sample/metadata.jsonl'))
  for await (const row of scorePairs.stream(rows, { ...options, imageRoot, ocrCache: false })) {
    if (row.error !== undefined) throw new Error(`${row.id}: ${row.error.message}`)
    if (done % 20 === 0) {
      const fifth = Math.min(4, Math.floor((5 * done) / count))
      perFifth[fifth] = Math.max(perFifth[fifth]!, anonymousMiB())
    }
    done++
  }
  if (done !== count) throw new Error(`expected ${count} rows but got ${done}`)
  return { rows: count, peakMiBPerFifth: perFifth.map(Math.round), growthSecondToLast: perFifth[4]! / perFifth[1]! }
}

export default async function run({ quick }: { quick: boolean }): Promise<object> {
  const count = quick ? 400 : 6_000
  const pictures = () => uniquePictures(count) as AsyncIterable<never>
  return {
    image: await peaks(pictures(), count, { signals: ['image'], skipSignals: ['text'] }),
    imageAndText: await peaks(pictures(), count, { signals: ['image'] }),
    // A small model: what is watched is the way to it, which is the same for every model.
    clip: await peaks(pictures(), count, { signals: ['clip'], model: TINY_MODEL }),
    words: await peaks(bundledFigures(count) as AsyncIterable<never>, count, { signals: ['words'] }),
  }
}
