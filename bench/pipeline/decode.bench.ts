/**
 * Decoding the real figures against decoding and preprocessing them for CLIP (224, bicubic, normalised float32) on the
 * same cores. Goal: decode + preprocess at 90 % of the rate of decoding alone.
 */
import { availableParallelism } from 'node:os'
import { decodeImage } from '../../src/image/decode.js'
import { preprocess } from '../../src/image/preprocess.js'
import { type ImageFile, readImage } from '../../src/image/readImage.js'
import { CLIP, cpuMs, inParallel, realFigures } from '../figures.js'
import { pairedRatio, spread } from '../harness.js'

export default async function run({ quick }: { quick: boolean }): Promise<object> {
  const paths = realFigures(quick)
  if (paths === undefined) return { skipped: 'the folder of real figures, ../shared/data, is not there' }
  const files: ImageFile[] = []
  for (const path of paths) files.push(await readImage(path, { allowOutside: true }))

  let megapixels = 0
  let opaque = 0
  const batch = new Float32Array(3 * 224 * 224)
  for (const file of files) {
    const pixels = await decodeImage(file)
    megapixels += (pixels.width * pixels.height) / 1e6
    if (pixels.isOpaque) opaque++
    await preprocess([pixels], CLIP, { data: batch, slot: 0 })
    if (!batch.every(Number.isFinite)) throw new Error(`${file.path}: the preprocessed picture is not finite`)
  }

  // One more than cores: while one picture waits for the event loop, all cores have work.
  const concurrency = availableParallelism() + 1
  const alone = () => inParallel(files, concurrency, (file) => decodeImage(file))
  const both = () =>
    inParallel(files, concurrency, async (file) => {
      await preprocess([await decodeImage(file)], CLIP, undefined, { threads: 1 })
    })
  const cpu: Record<'alone' | 'both', number[]> = { alone: [], both: [] }
  const timed = await pairedRatio({
    name: 'decode alone against decode + preprocess',
    peer: async () => void cpu.alone.push(await cpuMs(alone)),
    ours: async () => void cpu.both.push(await cpuMs(both)),
    pairs: quick ? 1 : 7,
  })
  const perSecond = (ms: number) => (files.length / ms) * 1000
  return {
    figures: files.length,
    opaque,
    megapixels,
    concurrency,
    threadPool: process.env.UV_THREADPOOL_SIZE ?? '4 (default)',
    decodeAlonePerSecond: perSecond(timed.peerMs.median),
    decodeAndPreprocessPerSecond: perSecond(timed.oursMs.median),
    rateAgainstDecodingAlone: timed.ratio,
    processorTime: spread(cpu.alone.map((ms, i) => ms / cpu.both[i]!)),
    goal: 0.9,
    timed,
  }
}
