import { captionMisses } from './captionMisses.js'
import type { FigureLabel } from './figureLabel.js'
import { type IngestedRow, provenanceOf } from './ingestedRow.js'
import { squash, wordsOf } from './words.js'

export interface MatchedRows {
  readonly pairs: ReadonlyMap<FigureLabel, IngestedRow>
  readonly missing: readonly FigureLabel[]
  /** Rows of completely labelled documents that no label asks for. */
  readonly extra: readonly IngestedRow[]
}

/** Whether two paths name one document though they start in different folders. */
function sameFile(labelled: string, found: string | null): boolean {
  if (found === null) return false
  return found === labelled || found.endsWith(`/${labelled}`) || labelled.endsWith(`/${found}`)
}

const sameWords = (a: string | null | undefined, b: string | null | undefined): boolean =>
  typeof a === 'string' && typeof b === 'string' && squash(wordsOf(a)) === squash(wordsOf(b))

/** Gives every labelled figure the row of its key; without one, the row of its caption, printed label or position. */
export function matchRows(labels: readonly FigureLabel[], rows: readonly IngestedRow[]): MatchedRows {
  const pairs = new Map<FigureLabel, IngestedRow>()
  const extra: IngestedRow[] = []
  for (const file of new Set(labels.map((label) => label.file))) {
    const wanted = labels.filter((label) => label.file === file)
    const found = rows.filter((row) => sameFile(file, provenanceOf(row).file))
    const free = new Set(found)
    const ways: ((label: FigureLabel, row: IngestedRow) => boolean)[] = [
      (label, row) => label.key !== null && provenanceOf(row).key === label.key,
      (label, row) => label.key === null && label.captionWords > 0 && captionMisses(label, row).length === 0,
      (label, row) => label.key === null && sameWords(label.label, row.label),
      (label, row) => label.key === null && found[label.ordinal - 1] === row,
    ]
    for (const fits of ways) {
      for (const label of wanted) {
        if (pairs.has(label)) continue
        const row = [...free].find((candidate) => fits(label, candidate))
        if (row === undefined) continue
        pairs.set(label, row)
        free.delete(row)
      }
    }
    if (wanted.every(({ complete }) => complete === true)) extra.push(...free)
  }
  return { pairs, missing: labels.filter((label) => !pairs.has(label)), extra }
}
