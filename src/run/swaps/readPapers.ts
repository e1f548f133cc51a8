import type { Progress } from '../../concurrency.js'
import type { Dataset } from '../../dataset/dataset.js'
import { readSidecar } from '../../dataset/sidecar.js'
import { wordsOf } from '../../score/words.js'
import { own } from '../../split/fields.js'
import { comparedWords } from '../../split/normalText.js'
import { FIGURE_WORD_COLUMNS } from './figureWordsStage.js'

/** A figure that can be compared. */
export interface FigureOfPaper {
  row: number
  id: string
  /** Words read in it; none where words are not read. */
  figureWords: ReadonlySet<string>
  textWords: ReadonlySet<string>
  /** The caption by its words alone: equal captions are no alternatives. */
  wording: string
}

/** Figures of one paper, two or more, in the order of the dataset. */
export type PaperRows = readonly FigureOfPaper[]

export interface ReadPapersOptions {
  by: string
  withContext: boolean
  keys: readonly string[]
  signal?: AbortSignal | undefined
  onProgress?: ((progress: Progress) => void) | undefined
}

/** More figures have no paper but a wrong id; and of so many exchanges chance offers any gain that can be drawn. */
const MAX_FIGURES = 100

/**
 * Figures by paper, in the order in which papers are met. Holds the words of all rows.
 *
 * @param wordFiles finished parts of the words read in figures, in row order; undefined where none were read
 * @returns papers with two figures or more, and why how many rows were left out
 */
export async function readPapers(
  dataset: Dataset,
  wordFiles: readonly string[] | undefined,
  { by, withContext, keys, signal, onProgress }: ReadPapersOptions,
): Promise<{ papers: PaperRows[]; left: Record<string, number> }> {
  const papers = new Map<string, FigureOfPaper[]>()
  const left = { 'no paper id': 0, 'no text': 0, 'an error': 0, 'the only figure of its paper': 0 }
  const tooMany = `its paper has more than ${MAX_FIGURES} figures, which looks like a wrong id`
  const stored = wordFiles === undefined ? undefined : readSidecar(wordFiles, FIGURE_WORD_COLUMNS, { signal })
  try {
    for await (const { index, id, record, fields, error } of dataset.rows({
      columns: keys.includes(by) ? [by] : [],
      signal,
    })) {
      const words = stored === undefined ? { figureWords: [], error: null } : (await stored.next()).value
      const paper = own(fields, by)
      const text = record.text ?? ''
      if (paper === undefined || paper === null || paper === '') left['no paper id']++
      else if (error !== undefined || words?.error !== null) left['an error']++
      else if (text.trim() === '') left['no text']++
      else {
        const figure = {
          row: index,
          id,
          figureWords: new Set((words.figureWords as string[] | null) ?? []),
          textWords: wordsOf([text, ...(withContext ? record.context : [])].join('\n')).words,
          wording: comparedWords(text).join(' '),
        }
        const key = String(paper)
        const figures = papers.get(key)
        if (figures === undefined) papers.set(key, [figure])
        else figures.push(figure)
      }
      onProgress?.({ phase: 'read captions', done: index + 1, total: undefined })
    }
  } finally {
    await stored?.return()
  }
  const compared: PaperRows[] = []
  const counts: Record<string, number> = { ...left, [tooMany]: 0 }
  for (const figures of papers.values()) {
    if (figures.length === 1) counts['the only figure of its paper']!++
    else if (figures.length > MAX_FIGURES) counts[tooMany]! += figures.length
    else compared.push(figures)
  }
  return { papers: compared, left: counts }
}

/** Numbers that are equal where captions have the same words. */
export function wordingOf(rows: PaperRows): Uint32Array {
  const first = new Map<string, number>()
  return Uint32Array.from(rows, ({ wording }, i) => {
    if (!first.has(wording)) first.set(wording, i)
    return first.get(wording)!
  })
}
