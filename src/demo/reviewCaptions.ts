import { writeFile } from 'node:fs/promises'
import { dirname } from 'node:path'
import { mapOrdered, type Progress } from '../concurrency.js'
import { createScorer } from '../score/createScorer.js'
import { englishIdf } from '../score/englishIdf.js'
import { wordsOf } from '../score/words.js'
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
 * Which words of the dataset are written in a figure is what it shares with all texts taken together. The figures were
 * read by `score` already; their words come from its cache where there is one.
 *
 * @param kept the rows that the rules left, so that no copy is suspected twice
 */
export async function reviewCaptions(
  kept: string,
  out: string,
  { threads, ocrCache, signal, onProgress }: ReviewOptions,
): Promise<SuspectCaption[]> {
  const rows = await readRows(kept)
  const texts = rows.map((row) => [row.caption, ...((row.context as string[] | undefined) ?? [])].join('\n'))
  const allWords = [...wordsOf(texts.join('\n')).words].join(' ')
  const scorer = await createScorer({
    signals: ['words'],
    imageRoot: dirname(kept),
    ...(threads === undefined ? {} : { threads }),
    ...(ocrCache === undefined ? {} : { ocrCache }),
    ...(signal === undefined ? {} : { signal }),
  })
  const read: ReadRow[] = []
  try {
    const score = (row: Record<string, unknown>) =>
      scorer.score({ id: row.id as string, image: row.image as string, text: allWords })
    for await (const { id, wordsShared } of mapOrdered(rows, score, { concurrency: scorer.concurrency, signal })) {
      onProgress?.({ phase: 'compare captions', done: read.length + 1, total: rows.length })
      read.push({ id, text: texts[read.length]!, figureWords: new Set(wordsShared ?? []) })
    }
  } finally {
    await scorer.dispose()
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
