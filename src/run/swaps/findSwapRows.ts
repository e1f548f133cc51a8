import { join } from 'node:path'
import { type Column, columnsFor } from '../../dataset/names.js'
import { ArgumentError } from '../../errors.js'
import type { Matrix } from '../../matrix.js'
import { englishIdf } from '../../score/englishIdf.js'
import { FigureReader } from '../../score/figureReader.js'
import { combineFits } from '../../swaps/combineFits.js'
import { DEFAULT_MAX_CHANCE, findSwaps } from '../../swaps/findSwaps.js'
import { checkEmbeddingIds } from '../embeddingIds.js'
import { openEmbeddings } from '../openEmbeddings.js'
import type { Opened } from '../opened.js'
import type { Table } from '../openTable.js'
import { DEFAULT_PART_ROWS } from '../options.js'
import type { PartStore } from '../partStore.js'
import { type PartsResult, runParts } from '../parts.js'
import { writeResultParts } from '../resultParts.js'
import { embeddingFits } from './embeddingFits.js'
import { figureWordsStage } from './figureWordsStage.js'
import { type PaperRows, readPapers } from './readPapers.js'
import type { RunSwapsOptions } from './swapsOptions.js'
import { sharedWords, wordFits } from './wordFits.js'

export const SWAPS_COLUMNS: readonly Column[] = columnsFor('swaps')

/** What was found, for people and for the manifest. */
export interface SwapCounts {
  /** Papers with two or more figures that could be compared, and their figures. */
  papers: number
  figures: number
  /** Figures whose caption is suspected, and the papers that they are in. */
  suspects: number
  suspectPapers: number
  maxChance: number
}

export interface SwapEmbeddings {
  images: Matrix | undefined
  texts: Matrix | undefined
}

/** Refuses a table that does not say which paper a figure is from, and opens the embeddings of its rows. */
export async function openSwapInputs(
  open: Opened,
  { dataset, scan }: Table,
  { input, by = 'paper_id', embeddings: folder, signal }: RunSwapsOptions,
): Promise<SwapEmbeddings> {
  if (!scan.keys.includes(by) && scan.rows > 0) {
    const known = scan.keys.slice(0, 20).join(', ')
    throw new ArgumentError(
      `Expected a column "${by}" that says which paper a figure is from but the input has ${known}. Name it with \`by\` (--by).`,
    )
  }
  if (folder === undefined) return { images: undefined, texts: undefined }
  const embeddingsAt = async (name: string) =>
    open.addMatrix(await openEmbeddings(join(folder, name), 'embeddings', scan.rows, input))
  const [images, texts] = [await embeddingsAt('embeddings.npy'), await embeddingsAt('text_embeddings.npy')]
  await checkEmbeddingIds(folder, 'embeddings', dataset, signal)
  return { images, texts }
}

/** Reads the words in the figures of a table, in parts; undefined where words are not asked for. */
export async function readFigureWords(
  store: PartStore,
  { dataset, scan }: Table,
  options: RunSwapsOptions,
): Promise<PartsResult | undefined> {
  const { words = true, threads, allowOutside, ocrCache } = options
  if (!words) return undefined
  const { signal, onProgress, maxErrors, partRows = DEFAULT_PART_ROWS } = options
  await using reader = await FigureReader.open({
    imageRoot: dataset.root,
    ...(threads === undefined ? {} : { threads }),
    ...(allowOutside === undefined ? {} : { allowOutside }),
    ...(ocrCache === undefined ? {} : { ocrCache }),
    ...(signal === undefined ? {} : { signal }),
  })
  return await runParts(store, figureWordsStage(dataset, scan.rows, reader, options), {
    partRows,
    maxErrors,
    signal,
    onProgress,
  })
}

export interface FoundSwaps {
  /** Side-cars with SWAPS_COLUMNS. */
  sidecars: string[]
  facts: SwapCounts
  notes: string[]
}

/**
 * Compares every figure of a paper with every caption of it.
 *
 * @param wordFiles finished parts of the words read in figures; undefined where none were read
 */
export async function findSwapRows(
  store: PartStore,
  { dataset, scan }: Table,
  wordFiles: readonly string[] | undefined,
  { images, texts }: SwapEmbeddings,
  options: RunSwapsOptions,
): Promise<FoundSwaps> {
  const { by = 'paper_id', withContext = false, signal, onProgress } = options
  const { maxChance = DEFAULT_MAX_CHANCE, seed = 1 } = options
  const columnsRead = { by, withContext, keys: scan.keys, signal, onProgress }
  const { papers, left } = await readPapers(dataset, wordFiles, columnsRead)
  const idf = await englishIdf()
  const signals = [
    ...(wordFiles === undefined ? [] : [await wordFits(papers, idf, signal)]),
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
        swapShared: isOwn || wordFiles === undefined ? null : sharedWords(rows[figure]!, rows[captionOf]!, idf),
      })
    }
  }
  const sidecars = await writeResultParts(store, 'swaps', scan.rows, SWAPS_COLUMNS, (row) => byRow.get(row) ?? {})
  const suspects = verdicts.map((paper) => paper.filter(({ isSuspect }) => isSuspect).length)
  const facts = {
    papers: papers.length,
    figures: papers.reduce((sum, rows) => sum + rows.length, 0),
    suspects: suspects.reduce((sum, n) => sum + n, 0),
    suspectPapers: suspects.filter((n) => n > 0).length,
    maxChance,
  }
  return { sidecars, facts, notes: notesOf(left, papers) }
}

/** What the marks depend on besides the rows, as the manifest says it. */
export async function swapsParameters(options: RunSwapsOptions): Promise<object> {
  const { by = 'paper_id', words = true, withContext = false, embeddings } = options
  const { maxChance = DEFAULT_MAX_CHANCE, seed = 1, limit } = options
  return { by, words, withContext, embeddings, maxChance, seed, limit, idf: (await englishIdf()).sha256 }
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
