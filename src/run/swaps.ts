import { join } from 'node:path'
import { checkOutput } from '../dataset/annotate.js'
import type { Dataset } from '../dataset/dataset.js'
import { columnsFor } from '../dataset/names.js'
import { openDataset } from '../dataset/openDataset.js'
import { ArgumentError } from '../errors.js'
import { englishIdf } from '../score/englishIdf.js'
import { FigureReader } from '../score/figureReader.js'
import { combineFits } from '../swaps/combineFits.js'
import { DEFAULT_MAX_CHANCE, findSwaps } from '../swaps/findSwaps.js'
import { checkBoolean, checkInteger, checkKeys, checkNumber, checkString } from '../validate.js'
import { checkEmbeddingIds } from './embeddingIds.js'
import { finishRun } from './finishRun.js'
import { stampInputs } from './inputs.js'
import { openEmbeddings } from './openEmbeddings.js'
import { checkRunOptions, DEFAULT_PART_ROWS, RUN_OPTION_NAMES, type RunOptions, type RunSummary } from './options.js'
import { runParts } from './parts.js'
import { rejectedFile } from './rejectedLines.js'
import { writeResultParts } from './resultParts.js'
import { RunFolder } from './runFolder.js'
import { summarize } from './summarize.js'
import { embeddingFits } from './swaps/embeddingFits.js'
import { figureWordsStage } from './swaps/figureWordsStage.js'
import { type PaperRows, readPapers } from './swaps/readPapers.js'
import { sharedWords, wordFits } from './swaps/wordFits.js'

export interface RunSwapsOptions extends RunOptions {
  /** Column that names the paper; `paper_id` by default. */
  by?: string | undefined
  /** Reads the words in figures and compares them with captions; true by default. */
  words?: boolean | undefined
  /** Compares captions together with the passages that cite the figure. */
  withContext?: boolean | undefined
  /** A folder that `score --embeddings` wrote: embeddings of images and of texts. */
  embeddings?: string | undefined
  /** Exchanges that chance makes at most so often are suspected; 0.2 by default. */
  maxChance?: number | undefined
  /** Of the draws that say what chance makes; 1 by default. */
  seed?: number | undefined
  /** Folder of the OCR cache, or false for none. */
  ocrCache?: string | false | undefined
}

export interface SwapsSummary extends RunSummary {
  /** Papers with two or more figures that could be compared, and their figures. */
  papers: number
  figures: number
  /** Figures whose caption is suspected, and the papers that they are in. */
  suspects: number
  suspectPapers: number
  maxChance: number
}

const OWN_OPTIONS = ['by', 'words', 'withContext', 'embeddings', 'maxChance', 'seed', 'ocrCache']

/**
 * Marks figures whose caption looks like that of another figure of the same paper.
 *
 * @throws FigsiftError BAD_USAGE, PEER_NOT_INSTALLED, SHAPE_MISMATCH, COLUMN_EXISTS, OUTPUT_EXISTS, RUN_LOCKED,
 *   TOO_MANY_ERRORS, IO and what the dataset throws
 */
export async function runSwaps(options: RunSwapsOptions): Promise<SwapsSummary> {
  checkOptions(options)
  const { input, out, limit, signal, onProgress, by = 'paper_id', words = true, embeddings: folder } = options
  const { maxChance = DEFAULT_MAX_CHANCE, seed = 1, withContext = false } = options
  const dataset = await openDataset(input, {
    limit,
    imageRoot: options.imageRoot,
    skipBadRows: options.skipBadRows,
    signal,
  })
  try {
    const scan = await dataset.scan({ signal, onProgress })
    if (!scan.keys.includes(by) && scan.rows > 0) {
      const known = scan.keys.slice(0, 20).join(', ')
      throw new ArgumentError(
        `Expected a column "${by}" that says which paper a figure is from but the input has ${known}. Name it with \`by\` (--by).`,
      )
    }
    const rejected = rejectedFile(out, dataset, scan)
    const columns = columnsFor('swaps')
    await checkOutput(dataset, scan, { ...options, columns })
    using images = await openEmbeddings(folder && join(folder, 'embeddings.npy'), 'embeddings', scan.rows, input)
    using texts = await openEmbeddings(folder && join(folder, 'text_embeddings.npy'), 'embeddings', scan.rows, input)
    if (folder !== undefined) await checkEmbeddingIds(folder, 'embeddings', dataset, signal)
    const run = await RunFolder.open({
      command: 'swaps',
      out,
      otherOutputs: rejected === undefined ? [] : [rejected],
      inputs: dataset.files,
      force: options.force ?? false,
      shardRows: options.shardRows,
      ...(options.files === undefined ? {} : { files: options.files }),
    })
    try {
      const stamp = await stampInputs(run.files, dataset.files)
      const read = words ? await readWords(run, dataset, scan.rows, options) : undefined
      const columnsRead = { by, withContext, keys: scan.keys, signal, onProgress }
      const { papers, left } = await readPapers(dataset, read?.files, columnsRead)
      const idf = await englishIdf()
      const signals = [
        ...(read === undefined ? [] : [await wordFits(papers, idf, signal)]),
        ...(images === undefined || texts === undefined ? [] : [await embeddingFits(papers, images, texts, signal)]),
      ]
      const verdicts = await findSwaps(combineFits(signals), { maxChance, seed, signal })
      const byRow = new Map<number, Record<string, unknown>>()
      for (const [i, rows] of papers.entries()) {
        for (const [figure, { captionOf, gain, chance, isSuspect }] of verdicts[i]!.entries()) {
          const isOwn = captionOf === figure
          byRow.set(rows[figure]!.row, {
            swapSuspect: isSuspect,
            swapCaptionOf: isOwn ? null : rows[captionOf]!.id,
            swapGain: gain,
            swapChance: chance,
            swapShared: isOwn || read === undefined ? null : sharedWords(rows[figure]!, rows[captionOf]!, idf),
          })
        }
      }
      const sidecars = await writeResultParts(run, 'swaps', scan.rows, columns, (row) => byRow.get(row) ?? {})
      const suspects = verdicts.map((paper) => paper.filter(({ isSuspect }) => isSuspect).length)
      const facts = {
        papers: papers.length,
        figures: papers.reduce((sum, rows) => sum + rows.length, 0),
        suspects: suspects.reduce((sum, n) => sum + n, 0),
        suspectPapers: suspects.filter((n) => n > 0).length,
        maxChance,
      }
      const errors = read?.errors ?? {}
      const [result] = await finishRun(run, dataset, stamp, [{ path: out, sidecars, columns }], options, {
        command: 'swaps',
        rows: scan.rows,
        errors,
        parameters: { by, words, withContext, embeddings: folder, maxChance, seed, limit, idf: idf.sha256 },
        facts,
      })
      const work = read ?? { rowsKept: 0, rowsComputed: scan.rows }
      return {
        ...summarize('swaps', out, dataset, scan, {
          ...work,
          errors,
          rowsWritten: result!.rowsWritten,
          shardRows: options.shardRows,
        }),
        notes: notesOf(left, papers),
        ...facts,
      }
    } finally {
      await run.close()
    }
  } finally {
    dataset.dispose()
  }
}

function checkOptions(options: RunSwapsOptions): void {
  checkKeys('options', options, [...RUN_OPTION_NAMES, ...OWN_OPTIONS])
  checkRunOptions(options)
  const { by, words, withContext, embeddings, maxChance, seed, ocrCache } = options
  for (const [name, value] of Object.entries({ by, embeddings })) if (value !== undefined) checkString(name, value)
  for (const [name, value] of Object.entries({ words, withContext })) if (value !== undefined) checkBoolean(name, value)
  if (maxChance !== undefined) checkNumber('maxChance', maxChance, 0, 1)
  if (seed !== undefined) checkInteger('seed', seed, 0, 2 ** 32 - 1)
  if (ocrCache !== undefined && ocrCache !== false) checkString('ocrCache', ocrCache)
  if (words === false && embeddings === undefined) {
    throw new ArgumentError('Expected `embeddings` where `words` is false, since nothing else is left to compare by.')
  }
}

async function readWords(run: RunFolder, dataset: Dataset, rows: number, options: RunSwapsOptions) {
  const { threads, allowOutside, ocrCache, signal, onProgress, maxErrors, partRows = DEFAULT_PART_ROWS } = options
  await using reader = await FigureReader.open({
    imageRoot: dataset.root,
    ...(threads === undefined ? {} : { threads }),
    ...(allowOutside === undefined ? {} : { allowOutside }),
    ...(ocrCache === undefined ? {} : { ocrCache }),
    ...(signal === undefined ? {} : { signal }),
  })
  return await runParts(run, figureWordsStage(dataset, rows, reader, options), {
    partRows,
    maxErrors,
    signal,
    onProgress,
  })
}

/** Why rows were not compared. */
function notesOf(left: Readonly<Record<string, number>>, papers: readonly PaperRows[]): string[] {
  const why = Object.entries(left).filter(([, n]) => n > 0)
  const notes = why.map(([reason, n]) => `${n} ${n === 1 ? 'row was' : 'rows were'} not compared: ${reason}.`)
  if (papers.every((rows) => rows.length < 3) && papers.length > 0) {
    notes.push(
      'No paper has three figures that could be compared, so nothing says what chance makes: nothing is suspected.',
    )
  }
  return notes
}
