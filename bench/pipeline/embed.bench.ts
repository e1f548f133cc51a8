/**
 * How much of the machine a ViT-B/32-sized model gets while figures are read, decoded and preprocessed for it.
 *
 * - share: rate end to end over the rate that inference, decoding and preprocessing would have one after the other, each
 *   measured alone on all cores in the same round (goal: 0.95)
 * - bare: inference of ours from ready pixels against onnxruntime-node itself, alone, at its best batch size (goal: 0.95)
 * - captions tokenised per second (goal: 10 000), and pairs scored per second with both towers
 */
import { readFileSync } from 'node:fs'
import { availableParallelism } from 'node:os'
import { join } from 'node:path'
import ort from 'onnxruntime-node'
import { decodeImage } from '../../src/image/decode.js'
import { preprocess } from '../../src/image/preprocess.js'
import { readImage } from '../../src/image/readImage.js'
import { scorePairs } from '../../src/index.js'
import { type DualEncoder, openDualEncoder } from '../../src/models/dualEncoder.js'
import { embedImages } from '../../src/models/embed.js'
import type { ModelFolder } from '../../src/models/modelFolder.js'
import { TokenizerThread } from '../../src/models/tokenizerThread.js'
import { CLIP, inParallel, realFigures } from '../figures.js'
import { sharedData, spread, time } from '../harness.js'
import { vitb32 } from '../vitb32.js'

const PLACE = 3 * 224 * 224
const BATCHES = [1, 4, 8, 16, 32]

export default async function run({ quick }: { quick: boolean }): Promise<object> {
  const paths = realFigures(quick)
  if (paths === undefined) return { skipped: 'the folder of real figures, ../shared/data, is not there' }
  const made = vitb32()
  if ('skipped' in made) return made
  await using encoder = await openDualEncoder(made.folder)
  const pixels = await preparedPixels(paths)

  const bare = await bareRuntime(encoder.folder, pixels, quick)
  const rounds = quick ? 1 : 3
  const ms = { endToEnd: [] as number[], prepare: [] as number[], inference: [] as number[], bare: [] as number[] }
  await embed(encoder, paths.slice(0, 16))
  for (let round = 0; round < rounds; round++) {
    ms.endToEnd.push(await time(() => embed(encoder, paths)))
    ms.prepare.push(await time(() => inParallel(paths, availableParallelism() + 1, prepare).then(() => undefined)))
    ms.inference.push(await time(() => infer(encoder, pixels)))
    ms.bare.push(await time(bare.run))
  }
  await bare.release()
  const perRound = <T>(of: (i: number) => T) => Array.from({ length: rounds }, (_, i) => of(i))
  return {
    figures: paths.length,
    cores: availableParallelism(),
    execution: encoder.execution,
    share: {
      goal: 0.95,
      ratio: spread(perRound((i) => (ms.inference[i]! + ms.prepare[i]!) / ms.endToEnd[i]!)),
      ofInferenceAlone: spread(perRound((i) => ms.inference[i]! / ms.endToEnd[i]!)),
    },
    bare: {
      goal: 0.95,
      bestBatch: bare.batch,
      imagesPerSecond: bare.tried,
      ratio: spread(perRound((i) => ms.bare[i]! / ms.inference[i]!)),
    },
    imagesPerSecond: (paths.length / spread(ms.endToEnd).median) * 1000,
    captions: await tokenised(encoder.folder, quick),
    pairs: await pairsPerSecond(made.folder, quick),
    ms,
  }
}

async function embed(model: DualEncoder, paths: readonly string[]): Promise<undefined> {
  const { errors } = await embedImages(paths, { model, allowOutside: true })
  const failed = errors.find((error) => error !== null)
  if (failed) throw new Error(failed.message)
}

async function prepare(path: string): Promise<Float32Array | Uint16Array> {
  const decoded = await decodeImage(await readImage(path, { allowOutside: true }))
  return preprocess([decoded], CLIP, undefined, { threads: 1 })
}

async function preparedPixels(paths: readonly string[]): Promise<Float32Array> {
  const all = new Float32Array(paths.length * PLACE)
  for (const [i, path] of paths.entries()) all.set(await prepare(path), i * PLACE)
  return all
}

/** Our worker threads from pixels that are ready, as many batches under way as they take. */
async function infer(encoder: DualEncoder, pixels: Float32Array): Promise<undefined> {
  const { batchSize, lanes } = encoder.execution
  const begins = Array.from({ length: Math.ceil(pixels.length / PLACE / batchSize) }, (_, i) => i * batchSize)
  await inParallel(begins, 2 * lanes + 1, async (begin) => {
    const batch = pixels.subarray(begin * PLACE, (begin + batchSize) * PLACE)
    const shared = new SharedArrayBuffer(batch.byteLength)
    new Float32Array(shared).set(batch)
    await encoder.batch(shared, batch.length / PLACE)
  })
}

/** onnxruntime-node alone with all cores and its own settings, at the batch size that suits it best. */
async function bareRuntime({ graphs }: ModelFolder, pixels: Float32Array, quick: boolean) {
  if ('joint' in graphs) throw new Error('expected two graphs')
  const session = await ort.InferenceSession.create(graphs.vision.path, {
    intraOpNumThreads: availableParallelism(),
    graphOptimizationLevel: 'all',
  })
  const all = pixels.length / PLACE
  const runAt = async (batch: number, images: number) => {
    for (let begin = 0; begin < images; begin += batch) {
      const rows = Math.min(batch, images - begin)
      const data = pixels.subarray(begin * PLACE, (begin + rows) * PLACE)
      await session.run({ pixel_values: new ort.Tensor('float32', data, [rows, 3, 224, 224]) }, ['image_embeds'])
    }
    return undefined
  }
  const tried: Record<number, number> = {}
  const images = Math.min(all, quick ? 32 : 96)
  for (const batch of BATCHES) {
    await runAt(batch, Math.min(batch, all))
    tried[batch] =
      (images / Math.min(await time(() => runAt(batch, images)), await time(() => runAt(batch, images)))) * 1000
  }
  const batch = Number(Object.entries(tried).sort((a, b) => b[1] - a[1])[0]![0])
  return { batch, tried, run: () => runAt(batch, all), release: () => session.release() }
}

async function tokenised(folder: ModelFolder, quick: boolean): Promise<object> {
  const captions = captionsOfRealFigures()
  const tokenizer = await TokenizerThread.open(folder)
  const texts = Array.from({ length: quick ? 2_000 : 20_000 }, (_, i) => `${captions[i % captions.length]} ${i}`)
  const begins = Array.from({ length: Math.ceil(texts.length / 128) }, (_, i) => i * 128)
  const work = () => inParallel(begins, 2, (begin) => tokenizer.tokenize(texts.slice(begin, begin + 128), 'truncate'))
  await tokenizer.tokenize(texts.slice(0, 500), 'truncate')
  const runs: number[] = []
  for (let i = 0; i < 3; i++) runs.push((texts.length / (await time(async () => void (await work())))) * 1000)
  await tokenizer.dispose()
  return { goal: 10_000, perSecond: spread(runs) }
}

async function pairsPerSecond(model: string, quick: boolean): Promise<object> {
  const folder = join(sharedData()!, 'figures')
  const rows = rowsOfRealFigures().slice(0, quick ? 16 : undefined)
  const ms = await time(async () => {
    const scores = await scorePairs(rows, { signals: ['clip'], model, imageRoot: folder })
    if (scores.filter(({ cosine }) => cosine !== undefined).length < rows.length * 0.9) throw new Error('rows failed')
    return undefined
  })
  return { rows: rows.length, perSecondWithLoading: (rows.length / ms) * 1000 }
}

function rowsOfRealFigures(): { image: string; text: string }[] {
  const text = readFileSync(join(sharedData()!, 'figures', 'dev.jsonl'), 'utf8').trim()
  return text.split('\n').map((line) => {
    const { image, caption } = JSON.parse(line)
    return { image, text: caption }
  })
}

const captionsOfRealFigures = (): string[] =>
  rowsOfRealFigures()
    .map(({ text }) => text)
    .filter((text) => text !== '')
