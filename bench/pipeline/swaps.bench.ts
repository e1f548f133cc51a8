/**
 * How many swapped captions `figsift swaps` finds in real papers, and how many sound ones it suspects. Development
 * figures of papers with two or more that can be read; in one paper of four, drawn anew for each seed, two captions are
 * swapped, so that about one caption in ten is wrong. Intervals are drawn by paper: the seeds plant in the same papers,
 * so they only steady the numbers.
 */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { mapOrdered } from '../../src/concurrency.js'
import type { FigureOfPaper, PaperRows } from '../../src/run/swaps/readPapers.js'
import { wordFits } from '../../src/run/swaps/wordFits.js'
import { englishIdf } from '../../src/score/englishIdf.js'
import { FigureReader } from '../../src/score/figureReader.js'
import { wordsOf } from '../../src/score/words.js'
import { comparedWords } from '../../src/split/normalText.js'
import { clusterBootstrap } from '../../src/stats/bootstrap.js'
import { wilson } from '../../src/stats/wilson.js'
import type { CaptionFit } from '../../src/swaps/exchanges.js'
import { DEFAULT_MAX_CHANCE, findSwaps, uniformFrom } from '../../src/swaps/findSwaps.js'
import { sharedData } from '../harness.js'

interface Figure {
  id: string
  paper_id: string
  image: string
  caption: string
  context?: string[]
}

const SHARE_PLANTED = 0.25
const LEVELS = [0.01, 0.02, 0.05, 0.1, 0.2, 0.5]

export default async function run({ quick }: { quick: boolean }): Promise<object> {
  const data = sharedData()
  if (data === undefined) return { skipped: 'the real figures are not on this machine (FIGSIFT_SHARED_DATA)' }
  const root = join(data, 'figures')
  const lines = readFileSync(join(root, 'dev.jsonl'), 'utf8').trim().split('\n')
  const figures = lines.map((line): Figure => JSON.parse(line)).filter((_, i) => !quick || i < 40)
  const words = await readAll(figures, root)
  const seeds = quick ? 2 : 20
  const results: Record<string, object> = {}
  for (const [name, withContext] of [
    ['caption', false],
    ['captionAndContext', true],
  ] as const) {
    const fits = await wordFits(papersOf(figures, words, withContext), await englishIdf(), undefined)
    results[name] = { ownCaptionFirst: ownFirst(fits), clean: await clean(fits), planted: await planted(fits, seeds) }
  }
  return { seeds, sharePlanted: SHARE_PLANTED, defaultMaxChance: DEFAULT_MAX_CHANCE, ...results }
}

async function readAll(figures: Figure[], root: string): Promise<(ReadonlySet<string> | undefined)[]> {
  const ocrCache = new URL('../../build/bench/ocr', import.meta.url).pathname
  await using reader = await FigureReader.open({ imageRoot: root, ocrCache, threads: 2 })
  const found: (ReadonlySet<string> | undefined)[] = []
  const look = ({ image }: Figure, i: number) => reader.read({ image }, i)
  for await (const { words, error } of mapOrdered(figures, look, { concurrency: reader.concurrency })) {
    found.push(error === undefined ? words : undefined)
  }
  return found
}

function papersOf(figures: Figure[], words: (ReadonlySet<string> | undefined)[], withContext: boolean): PaperRows[] {
  const papers = new Map<string, FigureOfPaper[]>()
  for (const [row, { id, paper_id, caption, context = [] }] of figures.entries()) {
    const figureWords = words[row]
    if (figureWords === undefined || caption.trim() === '') continue
    const textWords = wordsOf([caption, ...(withContext ? context : [])].join('\n')).words
    const figure = { row, id, figureWords, textWords, wording: comparedWords(caption).join(' ') }
    papers.set(paper_id, [...(papers.get(paper_id) ?? []), figure])
  }
  return [...papers.values()].filter((rows) => rows.length > 1)
}

/** Figures whose own caption fits best of those of its paper, ties being misses. */
function ownFirst(fits: readonly CaptionFit[]): object {
  let [first, n] = [0, 0]
  for (const { scores, n: size } of fits) {
    for (let figure = 0; figure < size; figure++) {
      const row = scores.subarray(figure * size, figure * size + size)
      n++
      if (row.every((score, caption) => caption === figure || score < row[figure]!)) first++
    }
  }
  return { figures: n, papers: fits.length, first, wilson95: wilson(first, n) }
}

/** What is suspected where every caption is as the authors printed it. */
async function clean(fits: readonly CaptionFit[]): Promise<object[]> {
  const verdicts = await findSwaps(fits, { maxChance: 1 })
  const figures = verdicts.flat().length
  return LEVELS.map((maxChance) => {
    const isFlagged = ({ gain, chance }: { gain: number; chance: number }) => gain > 0 && chance <= maxChance
    const flagged = verdicts.flat().filter(isFlagged).length
    const papers = verdicts.filter((paper) => paper.some(isFlagged)).length
    const intervals = { wilson95: wilson(flagged, figures), papersWilson95: wilson(papers, verdicts.length) }
    return { maxChance, flagged, figures, papersFlagged: papers, papers: verdicts.length, ...intervals }
  })
}

async function planted(fits: readonly CaptionFit[], seeds: number): Promise<object[]> {
  const tallies = LEVELS.map(() => ({
    found: fits.map((): number[] => []),
    right: fits.map((): number[] => []),
    captionFound: 0,
  }))
  for (let seed = 1; seed <= seeds; seed++) {
    const uniform = uniformFrom(seed)
    const swapped = fits.map((fit) => plant(fit, uniform))
    const verdicts = await findSwaps(
      swapped.map(({ fit }) => fit),
      { maxChance: 1, seed },
    )
    for (const [paper, figures] of verdicts.entries()) {
      const wrong = swapped[paper]!.wrong
      for (const [figure, { gain, chance, captionOf }] of figures.entries()) {
        for (const [level, tally] of tallies.entries()) {
          const isFlagged = gain > 0 && chance <= LEVELS[level]!
          if (wrong.has(figure)) tally.found[paper]!.push(isFlagged ? 1 : 0)
          if (isFlagged) tally.right[paper]!.push(wrong.has(figure) ? 1 : 0)
          if (isFlagged && wrong.has(figure) && wrong.has(captionOf)) tally.captionFound++
        }
      }
    }
  }
  return Promise.all(
    tallies.map(async ({ found, right, captionFound }, level) => {
      const [recall, precision] = [await byPaper(found), await byPaper(right)]
      return { maxChance: LEVELS[level], recall, precision, rightCaption: captionFound }
    }),
  )
}

/** Swaps two captions of the paper, or none. */
function plant(fit: CaptionFit, uniform: () => number): { fit: CaptionFit; wrong: Set<number> } {
  if (uniform() >= SHARE_PLANTED) return { fit, wrong: new Set() }
  const { n } = fit
  const a = Math.floor(uniform() * n)
  const b = (a + 1 + Math.floor(uniform() * (n - 1))) % n
  // Captions of one wording cannot be told apart, and need not.
  if (fit.wording[a] === fit.wording[b]) return { fit, wrong: new Set() }
  const scores = fit.scores.slice()
  const wording = Array.from(fit.wording)
  for (let figure = 0; figure < n; figure++) {
    scores[figure * n + a] = fit.scores[figure * n + b]!
    scores[figure * n + b] = fit.scores[figure * n + a]!
  }
  wording[a] = fit.wording[b]!
  wording[b] = fit.wording[a]!
  return { fit: { n, scores, wording }, wrong: new Set([a, b]) }
}

async function byPaper(observations: number[][]): Promise<object> {
  const clusters = observations.filter((some) => some.length > 0)
  if (clusters.length === 0) return { n: 0 }
  const { mean, low, high } = await clusterBootstrap(clusters, { resamples: 2000 })
  return { share: mean, n: clusters.flat().length, papers: clusters.length, bootstrapByPaper95: { low, high } }
}
