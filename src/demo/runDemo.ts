import { rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Progress } from '../concurrency.js'
import { formatFunnel } from '../filter/formatFunnel.js'
import { runDedup } from '../run/dedup.js'
import { runFilter } from '../run/filter.js'
import { runScore } from '../run/score.js'
import { whyNoModel } from '../score/defaultSignals.js'
import { findOcrPeers, OCR_INSTALL_COMMAND, WORDS_SECONDS } from '../score/ocrPeers.js'
import type { Signal } from '../score/scoreOptions.js'
import { checkString } from '../validate.js'
import { DUPLICATE_RULE, type Findings, reportFindings } from './findings.js'
import { formatFindings } from './formatFindings.js'
import { plantSample } from './plantSample.js'
import { readOutputs } from './readOutputs.js'
import { reviewCaptions } from './reviewCaptions.js'

export interface DemoOptions {
  /** Folder to work in: made when missing, taken again when it holds an earlier demo, else refused. */
  out: string
  /** Decides which figures get which fault; 1 by default. */
  seed?: number | undefined
  /** False leaves out reading words in figures; by default they are read where tesseract.js is installed. */
  words?: boolean | undefined
  threads?: number | undefined
  /** Folder of the OCR cache, or false for none. */
  ocrCache?: string | false | undefined
  signal?: AbortSignal | undefined
  onProgress?: ((progress: Progress) => void) | undefined
  /** Told what is being done, with the command that does the same. */
  onNotice?: ((text: string) => void) | undefined
}

export interface DemoResult {
  findings: Findings
  /** For people: what was found and missed, where the files are, what to do next. */
  report: string
  /** Paths by what they are. */
  files: Record<'dataset' | 'planted' | 'scored' | 'deduped' | 'rules' | 'kept' | 'dropped' | 'review', string>
}

const PHASH_RADIUS = 4

/** All flat pictures of one shade share a hash; these are the hashes of the light and the dark ones. */
const RULES = `# What the demo drops. A row is dropped where drop_where is true; the funnel counts each rule apart.
rules:
  - id: tiny
    drop_where: least(image_width, image_height) < 64
    reason: shorter side under 64 pixels
    source: nothing can be read in a figure of that size; for training 224 is usual
  - id: blank
    drop_where: phash IN ('8000000000000000', '0000000000000000')
    reason: the picture has one shade
  - id: ${DUPLICATE_RULE}
    drop_where: NOT dup_keep
    reason: a copy of another row
`

/**
 * The whole job on the bundled sample: plant faults, score, dedup, filter, and count what was found of what was planted.
 *
 * @throws FigsiftError OUTPUT_EXISTS if `out` holds something that is no earlier demo
 */
export async function runDemo(options: DemoOptions): Promise<DemoResult> {
  const { out, seed, threads, ocrCache, signal, onProgress, onNotice } = options
  checkString('out', out)
  const files = {
    dataset: join(out, 'pairs.jsonl'),
    planted: join(out, 'planted.json'),
    scored: join(out, 'scored.jsonl'),
    deduped: join(out, 'deduped.jsonl'),
    rules: join(out, 'rules.yaml'),
    kept: join(out, 'kept.jsonl'),
    dropped: join(out, 'dropped.jsonl'),
    review: join(out, 'review.jsonl'),
  }
  const say = (text: string) => onNotice?.(text)
  const common = { threads, signal, onProgress, force: true }

  const { planted, rows } = await plantSample(out, { seed, signal })
  await writeFile(files.rules, RULES)
  await rm(files.review, { force: true })
  say(`Planted ${planted.length} faults among the figures that come with figsift: ${rows} rows in ${files.dataset}`)

  const peers = findOcrPeers()
  const readsWords = options.words !== false && !('missing' in peers)
  if (options.words !== false && 'missing' in peers) {
    say(`Words in figures are not read, since ${peers.missing}. To read them too: ${OCR_INSTALL_COMMAND}`)
  }
  const noModel = await whyNoModel()
  if (noModel !== undefined) say(`No model scores the pairs: ${noModel}`)
  const wanted: Signal[] = [
    ...(noModel === undefined ? (['clip'] as const) : []),
    ...(readsWords ? (['words'] as const) : []),
  ]
  const signals: Signal[] = wanted.length > 0 ? wanted : ['image']
  say(
    `> figsift score ${files.dataset} --out ${files.scored} --signals ${signals}${readsWords ? ' --context' : ''}` +
      (readsWords ? `   (the first time it reads every figure, about ${WORDS_SECONDS} s each and core)` : ''),
  )
  await runScore({ ...common, input: files.dataset, out: files.scored, signals, withContext: readsWords, ocrCache })
  say(`> figsift dedup ${files.scored} --out ${files.deduped} --phash-radius ${PHASH_RADIUS}`)
  await runDedup({ ...common, input: files.scored, out: files.deduped, phashRadius: PHASH_RADIUS })
  say(`> figsift filter ${files.deduped} --out ${files.kept} --rules ${files.rules} --dropped ${files.dropped}`)
  const { kept, rules, dropped, deduped } = files
  const { funnel } = await runFilter({ ...common, input: deduped, out: kept, rules, dropped })
  say(formatFunnel(funnel).trimEnd())

  const suspects = readsWords ? await reviewCaptions(files.kept, files.review, options) : undefined
  const outputs = await readOutputs(files.deduped, files.dropped)
  const findings = reportFindings(planted, { rows: outputs, suspects, phashRadius: PHASH_RADIUS })
  return {
    findings,
    report: [formatFindings(findings), '', placesAndNextSteps(files, readsWords, 'missing' in peers)].join('\n'),
    files,
  }
}

function placesAndNextSteps(files: DemoResult['files'], readsWords: boolean, needsInstall: boolean): string {
  const places = [
    [files.dataset, 'the pairs, with their faults'],
    [files.planted, 'the truth: what was planted where'],
    [files.deduped, 'every row with its scores and its duplicates'],
    [files.kept, 'what the rules left'],
    [files.dropped, 'what they dropped, each row with the reason'],
    ...(readsWords ? [[files.review, 'captions that may belong to another figure, with the evidence']] : []),
  ] as [string, string][]
  const width = Math.max(...places.map(([path]) => path.length))
  return [
    'Where things are:',
    ...places.map(([path, what]) => `  ${path.padEnd(width)}  ${what}`),
    '',
    'Next, with your own figures (JSONL, CSV or Parquet with the columns image and caption):',
    '  figsift score yours.jsonl --out scored.jsonl',
    `  figsift dedup scored.jsonl --out deduped.jsonl --phash-radius ${PHASH_RADIUS}`,
    `  figsift filter deduped.jsonl --out kept.jsonl --rules ${files.rules} --dropped dropped.jsonl`,
    ...(needsInstall ? [`To read the words in figures as well: ${OCR_INSTALL_COMMAND}`] : []),
  ].join('\n')
}
