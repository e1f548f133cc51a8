/**
 * What the cheap signals cost beside what is done anyway: decoding and preprocessing the real figures with and without
 * the image statistics (blank share, entropy, colours, table score), and texts read per second. Goal: the statistics
 * take a small share of the processor time.
 */
import { availableParallelism } from 'node:os'
import { decodeImage } from '../../src/image/decode.js'
import { imageStatistics } from '../../src/image/imageStatistics.js'
import type { Pixels } from '../../src/image/pixels.js'
import { preprocess } from '../../src/image/preprocess.js'
import { type ImageFile, readImage } from '../../src/image/readImage.js'
import { blankShare } from '../../src/score/signals/blankShare.js'
import { cheapFields, fieldsOf } from '../../src/score/signals/cheapSignals.js'
import { entropy } from '../../src/score/signals/entropy.js'
import { tableScore } from '../../src/score/signals/tableScore.js'
import { TextReader } from '../../src/score/textReader.js'
import { CAPTIONS } from '../../test/score/signals/captionsInLanguages.js'
import { CLIP, cpuMs, inParallel, realFigures } from '../figures.js'
import { pairedRatio, spread, time } from '../harness.js'

async function signalsOf(pixels: Pixels): Promise<number> {
  const statistics = await imageStatistics(pixels)
  return blankShare(statistics.greys) + entropy(statistics.greys) + statistics.colors + tableScore(statistics)
}

export default async function run({ quick }: { quick: boolean }): Promise<object> {
  return { text: await texts(quick), ...(await images(quick)) }
}

async function images(quick: boolean): Promise<object> {
  const paths = realFigures(quick)
  if (paths === undefined) return { skipped: 'the folder of real figures, ../shared/data, is not there' }
  const files: ImageFile[] = []
  for (const path of paths) files.push(await readImage(path, { allowOutside: true }))
  const concurrency = availableParallelism() + 1
  const work = (withSignals: boolean) => () =>
    inParallel(files, concurrency, async (file) => {
      const pixels = await decodeImage(file)
      await preprocess([pixels], CLIP, undefined, { threads: 1 })
      if (withSignals && !Number.isFinite(await signalsOf(pixels))) throw new Error(`${file.path}: not finite`)
    })
  const cpu: Record<'plain' | 'signals', number[]> = { plain: [], signals: [] }
  const timed = await pairedRatio({
    name: 'decode + preprocess against the same with image signals',
    peer: async () => void cpu.plain.push(await cpuMs(work(false))),
    ours: async () => void cpu.signals.push(await cpuMs(work(true))),
    pairs: quick ? 1 : 7,
  })
  return {
    figures: files.length,
    concurrency,
    rateAgainstWithout: timed.ratio,
    // The first of each warms up.
    processorTimeAdded: spread(cpu.signals.map((ms, i) => ms / cpu.plain[i]! - 1).slice(1)),
    timed,
  }
}

/** The captions are short; language is the dearest of their signals. */
async function texts(quick: boolean): Promise<object> {
  const captions = Array.from({ length: quick ? 2 : 100 }, () => Object.values(CAPTIONS).flat()).flat()
  const wanted = fieldsOf(cheapFields(), 'text')
  const reader = new TextReader(wanted)
  const plain = new TextReader(fieldsOf(cheapFields(['textLanguage']), 'text'))
  const loading = await time(async () => void (await reader.read('once')))
  const perSecond = async (from: TextReader) =>
    captions.length / (await time(async () => void (await Promise.all(captions.map((text) => from.read(text)))))) / 1e-3
  const result = {
    captions: captions.length,
    threadStartMs: loading,
    perSecond: await perSecond(reader),
    perSecondWithoutLanguage: await perSecond(plain),
  }
  reader.dispose()
  plain.dispose()
  return result
}
