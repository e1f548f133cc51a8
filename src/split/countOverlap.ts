import { eachRow } from '../concurrency.js'
import { wilson } from '../stats/wilson.js'
import { type MethodLeaks, NONE } from './itemLeaks.js'

/** What can tie rows of two parts together, the surest first. */
export const LEAK_METHODS = ['paper', 'link', 'bytes', 'phash', 'embedding', 'text', 'shingles'] as const
export type LeakMethod = (typeof LEAK_METHODS)[number]

/** Which methods were looked at; of the others `why` says why not. */
export type MethodResults = Readonly<Record<LeakMethod, MethodLeaks | { readonly why: string }>>

/** How much of one part is in another one. */
export interface OverlapCount {
  readonly method: LeakMethod | 'any'
  readonly part: string
  /** The part that it is looked for in. */
  readonly in: string
  /** Rows of `part`, and those that something of `in` is tied to. */
  readonly rows: number
  readonly rowsFound: number
  /** The same for papers of `part`, with the Wilson 95 % interval of their share. */
  readonly papers: number
  readonly papersFound: number
  readonly interval: { readonly low: number; readonly high: number } | null
}

export interface OverlapReport {
  readonly parts: readonly { readonly name: string; readonly rows: number; readonly papers: number }[]
  /** One per method and ordered pair of parts. */
  readonly counts: readonly OverlapCount[]
  /** Methods that were not looked at, and why. */
  readonly unchecked: Readonly<Partial<Record<LeakMethod, string>>>
}

/**
 * Counts, for every ordered pair of parts, rows and papers of the one that are tied to the other.
 *
 * @param parts [n] part of each row; `names.length` or more for a row in no part
 * @param papers [n] paper of each row; NONE for a row that names none, which counts as a paper of its own
 */
export async function countOverlap(
  results: MethodResults,
  parts: Uint8Array,
  names: readonly string[],
  papers: Uint32Array,
): Promise<OverlapReport> {
  const rows = names.map(() => 0)
  const papersIn = await countPapers(papers, parts, names.length, () => 1)
  await eachRow(parts.length, (row) => {
    if (parts[row]! < names.length) rows[parts[row]!]!++
  })
  const checked = LEAK_METHODS.flatMap((method) => {
    const result = results[method]
    return 'why' in result ? [] : [{ method: method as LeakMethod | 'any', reach: result.reach }]
  })
  const any = new Uint32Array(parts.length)
  for (const { reach } of checked) {
    await eachRow(any.length, (row) => {
      any[row]! |= reach[row]!
    })
  }
  const counts: OverlapCount[] = []
  for (const { method, reach } of [...checked, { method: 'any' as const, reach: any }]) {
    for (const [other, inName] of names.entries()) {
      const found = await countPapers(papers, parts, names.length, (row) => (reach[row]! >>> other) & 1)
      const rowsFound = names.map(() => 0)
      await eachRow(parts.length, (row) => {
        if (parts[row]! < names.length) rowsFound[parts[row]!]! += (reach[row]! >>> other) & 1
      })
      for (const [part, name] of names.entries()) {
        if (part === other) continue
        counts.push({
          method,
          part: name,
          in: inName,
          rows: rows[part]!,
          rowsFound: rowsFound[part]!,
          papers: papersIn[part]!,
          papersFound: found[part]!,
          interval: papersIn[part] === 0 ? null : wilson(found[part]!, papersIn[part]!),
        })
      }
    }
  }
  return {
    parts: names.map((name, part) => ({ name, rows: rows[part]!, papers: papersIn[part]! })),
    counts,
    unchecked: Object.fromEntries(
      LEAK_METHODS.flatMap((method) => {
        const result = results[method]
        return 'why' in result ? [[method, result.why]] : []
      }),
    ),
  }
}

/** Different papers of each part that have a row for which `isCounted` is not 0. */
async function countPapers(
  papers: Uint32Array,
  parts: Uint8Array,
  partCount: number,
  isCounted: (row: number) => number,
): Promise<number[]> {
  const seen = Array.from({ length: partCount }, () => new Set<number>())
  const alone = Array.from({ length: partCount }, () => 0)
  await eachRow(papers.length, (row) => {
    const part = parts[row]!
    if (part >= partCount || isCounted(row) === 0) return
    if (papers[row] === NONE) alone[part]!++
    else seen[part]!.add(papers[row]!)
  })
  return seen.map((some, part) => some.size + alone[part]!)
}
