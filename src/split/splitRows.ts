import { Breather, eachRow } from '../concurrency.js'
import { checkBoolean, checkInteger, checkKeys, checkString } from '../validate.js'
import { exactSplits, type SplitUnit, stableSplits } from './assignSplits.js'
import { NO_GROUP, PaperGroups } from './paperGroups.js'
import { type PaperKeyOptions, paperKeys } from './paperKeys.js'
import { DEFAULT_SHARES, readShares } from './shares.js'

export interface SplitRowsOptions extends PaperKeyOptions {
  /** Names and shares; train 0.9, dev 0.05, test 0.05 by default. */
  shares?: string | Readonly<Record<string, number>> | undefined
  /** Decides who goes where; 1 by default. */
  seed?: number | undefined
  /** Cuts at the shares, so that each part has its share of the rows within one paper; papers beside a cut may move later. */
  exact?: boolean | undefined
}

export interface SplitRows {
  /** [n] the part of each row; null for a row that names no paper. */
  split: (string | null)[]
  /** [n] the key of the rows that stay together. */
  group: (string | null)[]
}

/**
 * Splits rows by paper: rows that share a paper id, a DOI, an arXiv id or a title are in one part, always in the same one.
 *
 * @param rows plain objects with `paper_id` (or `by`), `doi`, `arxiv_id`, `title`, as far as they are known
 * @throws ArgumentError on a wrong option
 */
export async function splitRows(
  rows: Iterable<Readonly<Record<string, unknown>>> | AsyncIterable<Readonly<Record<string, unknown>>>,
  options: SplitRowsOptions = {},
): Promise<SplitRows> {
  checkKeys('options', options, ['shares', 'seed', 'exact', 'by', 'titles', 'together'])
  const { shares: given, seed = 1, exact = false } = options
  const shares = given === undefined ? DEFAULT_SHARES : readShares(given)
  checkInteger('seed', seed, 0, Number.MAX_SAFE_INTEGER)
  checkBoolean('exact', exact)
  if (options.by !== undefined) checkString('by', options.by)
  const groups = new PaperGroups()
  const groupOf: number[] = []
  const breather = new Breather()
  for await (const row of rows) {
    groupOf.push(groups.add(paperKeys(row, options)))
    if (breather.isDue) await breather.breathe()
  }
  const units = new Map<number, { name: string; rows: number; at: number }>()
  await eachRow(groupOf.length, (row) => {
    const root = groups.root(groupOf[row]!)
    groupOf[row] = root
    const unit = units.get(root)
    if (unit !== undefined) unit.rows++
    else if (root !== NO_GROUP) units.set(root, { name: groups.nameOf(root), rows: 1, at: units.size })
  })
  const assign = exact ? exactSplits : stableSplits
  const parts = await assign([...units.values()] satisfies SplitUnit[], shares, seed)
  const split: (string | null)[] = []
  const group: (string | null)[] = []
  await eachRow(groupOf.length, (row) => {
    const unit = units.get(groupOf[row]!)
    split.push(unit === undefined ? null : shares[parts[unit.at]!]!.name)
    group.push(unit?.name ?? null)
  })
  return { split, group }
}
