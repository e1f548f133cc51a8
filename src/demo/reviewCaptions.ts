import { writeFile } from 'node:fs/promises'
import { dirname } from 'node:path'
import { mapOrdered, type Progress } from '../concurrency.js'
import { englishIdf } from '../score/englishIdf.js'
import { FigureReader } from '../score/figureReader.js'
import { readRows } from './readOutputs.js'
import { type ReadRow, type SuspectCaption, suspectCaptions } from './suspectCaptions.js'

/** Length of the list for review. */
const REVIEW_ROWS = 10

export interface ReviewOptions {
  threads?: number | undefined
  ocrCache?: string | false | undefined
  signal?: AbortSignal | undefined
  onProgress?: ((progress: Progress) => void) | undefined
}

/**
 * Writes the ten captions that most probably belong to another figure to `out`, most suspect first.
 *
 * The figures were read by `score` already; their words come from its cache where there is one.
 *
 * @param kept the rows that the rules left, so that no copy is suspected twice
 */
export async function reviewCaptions(
  kept: string,
  out: string,
  { threads, ocrCache, signal, onProgress }: ReviewOptions,
): Promise<SuspectCaption[]> {
  const rows = await readRows(kept)
  await using reader = await FigureReader.open({
    imageRoot: dirname(kept),
    ...(threads === undefined ? {} : { threads }),
    ...(ocrCache === undefined ? {} : { ocrCache }),
    ...(signal === undefined ? {} : { signal }),
  })
  const read: ReadRow[] = []
  const look = (row: Record<string, unknown>, index: number) => reader.read({ image: row.image as string }, index)
  for await (const { words } of mapOrdered(rows, look, { concurrency: reader.concurrency, signal })) {
    const { id, caption, context } = rows[read.length]!
    const text = [caption, ...((context as string[] | undefined) ?? [])].join('\n')
    read.push({ id: id as string, text, figureWords: words })
    onProgress?.({ phase: 'compare captions', done: read.length, total: rows.length })
  }
  const suspects = suspectCaptions(read, await englishIdf()).slice(0, REVIEW_ROWS)
  await writeFile(out, suspects.map((suspect) => `${JSON.stringify(asColumns(suspect))}\n`).join(''))
  return suspects
}

function asColumns(suspect: SuspectCaption): Record<string, unknown> {
  return {
    id: suspect.id,
    words_score: suspect.ownScore,
    better_caption_of: suspect.betterId,
    better_words_score: suspect.betterScore,
    better_words_shared: suspect.betterShared,
    looks_swapped: suspect.isMutual,
  }
}
