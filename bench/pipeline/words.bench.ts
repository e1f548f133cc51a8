/**
 * How often a real figure's own caption ranks first among all captions of the set, by the words it shares (promise: at
 * least 27 % with the dataset's idf). A tie with another caption counts as a miss; `expected` counts it by its share.
 * Development and validation figures together, none left out but those that cannot be decoded; forks that share a figure
 * are in. Intervals: Wilson, and a bootstrap over `family` (a paper with its forks and drafts).
 */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { mapOrdered } from '../../src/concurrency.js'
import { FigsiftError } from '../../src/errors.js'
import { decodeImage } from '../../src/image/decode.js'
import { readImage } from '../../src/image/readImage.js'
import { englishIdf } from '../../src/score/englishIdf.js'
import { FigureWords } from '../../src/score/figureWords.js'
import { buildIdf, type Idf } from '../../src/score/idf.js'
import { OcrCache } from '../../src/score/ocrCache.js'
import { requireOcrPeers } from '../../src/score/ocrPeers.js'
import { ocrPictures } from '../../src/score/ocrPictures.js'
import { OcrPool } from '../../src/score/ocrPool.js'
import { OCR_PARAMETERS, ocrSettingsKey } from '../../src/score/ocrSettings.js'
import { wordsOf } from '../../src/score/words.js'
import { wordsScore } from '../../src/score/wordsScore.js'
import { clusterBootstrap } from '../../src/stats/bootstrap.js'
import { wilson } from '../../src/stats/wilson.js'
import { sharedData } from '../harness.js'

interface Figure {
  id: string
  family: string
  image: string
  caption: string
  context?: string[]
}

const THREADS = 2

export default async function run({ quick }: { quick: boolean }): Promise<object> {
  const data = sharedData()
  if (data === undefined) return { skipped: 'the real figures are not on this machine (FIGSIFT_SHARED_DATA)' }
  const root = join(data, 'figures')
  const all = ['dev.jsonl', 'validation.jsonl'].flatMap((name) =>
    readFileSync(join(root, name), 'utf8')
      .trim()
      .split('\n')
      .map((line): Figure => JSON.parse(line)),
  )
  const figures = quick ? all.filter((_, i) => i % 13 === 0) : all
  const { texts, skipped, ocr } = await readAll(figures, root)
  const read = figures.filter((_, i) => texts[i] !== undefined)
  const found = texts.flatMap((text) => (text === undefined ? [] : [wordsOf(text).words]))

  const english = await englishIdf()
  const results: Record<string, object> = {}
  for (const [side, textOf] of [
    ['caption', (figure: Figure) => figure.caption],
    ['captionAndContext', (figure: Figure) => [figure.caption, ...(figure.context ?? [])].join('\n')],
  ] as const) {
    const sides = read.map(textOf)
    const dataset = await buildIdf(sides)
    results[side] = {
      datasetIdf: { sha256: dataset.sha256, ...(await ranking(read, found, sides, dataset)) },
      englishIdf: { name: english.name, sha256: english.sha256, ...(await ranking(read, found, sides, english)) },
    }
  }
  return {
    n: read.length,
    families: new Set(read.map(({ family }) => family)).size,
    skipped,
    figuresWithoutWords: found.filter((words) => words.size === 0).length,
    chance: 1 / read.length,
    ...results,
    ocr,
  }
}

async function readAll(figures: Figure[], root: string) {
  const peers = requireOcrPeers()
  const folder = new URL('../../build/bench/ocr', import.meta.url).pathname
  const cache = await OcrCache.open(folder, ocrSettingsKey(peers))
  const pool = new OcrPool({ peers, threads: THREADS })
  const words = new FigureWords(pool, cache)
  const skipped: Record<string, number> = {}
  const before = { wall: performance.now(), cpu: process.cpuUsage() }
  const look = async ({ image }: Figure): Promise<string | undefined> => {
    try {
      const file = await readImage(image, { root })
      const pixels = await decodeImage(file)
      return await (await words.start(file.sha256, () => ocrPictures(pixels))).text
    } catch (error) {
      if (!(error instanceof FigsiftError)) throw error
      skipped[error.code] = (skipped[error.code] ?? 0) + 1
      return undefined
    }
  }
  const texts: (string | undefined)[] = []
  for await (const text of mapOrdered(figures, look, { concurrency: 2 * THREADS })) texts.push(text)
  const { user, system } = process.cpuUsage(before.cpu)
  const wallSeconds = (performance.now() - before.wall) / 1000
  await pool.dispose()
  await cache.close()
  const { read, cached } = words.counts
  // Times say something only where nothing came from an earlier run.
  const timing =
    cached > 0 ? {} : { cpuSecondsPerImage: (user + system) / 1e6 / read, wallSecondsPerImage: wallSeconds / read }
  const { engineVersion, coreVersion, dataVersion } = peers
  const versions = { engineVersion, coreVersion, dataVersion }
  return {
    texts,
    skipped,
    ocr: { parameters: OCR_PARAMETERS, ...versions, threads: THREADS, ...words.counts, ...timing },
  }
}

async function ranking(figures: Figure[], found: ReadonlySet<string>[], texts: string[], idf: Idf) {
  const textWords = texts.map((text) => wordsOf(text).words)
  const isFirst: number[] = []
  const expected: number[] = []
  for (const [i, words] of found.entries()) {
    const scores = textWords.map((text) => wordsScore(words, text, idf).score)
    const above = scores.filter((score) => score > scores[i]!).length
    const level = scores.filter((score) => score === scores[i]).length
    isFirst.push(above === 0 && level === 1 ? 1 : 0)
    expected.push(above === 0 ? 1 / level : 0)
    await new Promise(setImmediate)
  }
  const byFamily = groupBy(figures, isFirst)
  const first = isFirst.reduce((a, b) => a + b, 0)
  const { low, high } = await clusterBootstrap([...byFamily.values()])
  return {
    ownCaptionFirst: first,
    share: first / figures.length,
    wilson95: wilson(first, figures.length),
    bootstrapByFamily95: { low, high },
    expected: expected.reduce((a, b) => a + b, 0) / figures.length,
  }
}

function groupBy(figures: Figure[], values: number[]): Map<string, number[]> {
  const groups = new Map<string, number[]>()
  for (const [i, { family }] of figures.entries()) {
    const group = groups.get(family)
    if (group === undefined) groups.set(family, [values[i]!])
    else group.push(values[i]!)
  }
  return groups
}
