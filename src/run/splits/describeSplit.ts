import type { OverlapReport } from '../../split/countOverlap.js'
import type { Share } from '../../split/shares.js'
import type { RunSplitOptions } from './splitOptions.js'
import type { SplitTable } from './splitTable.js'

interface Facts {
  overlap: OverlapReport
  groups: number
  largestGroup: number
  rowsWithoutPaper: number
}

/** What the user should read about a split: what is in no part, what missed its share, what was not compared. */
export function describeSplit(
  { overlap, groups, largestGroup, rowsWithoutPaper }: Facts,
  table: SplitTable,
  shares: readonly Share[],
  { check, exact }: RunSplitOptions,
): string[] {
  const notes: string[] = []
  if (rowsWithoutPaper > 0 && check === undefined) {
    const rows = rowsWithoutPaper === 1 ? '1 row names' : `${rowsWithoutPaper} rows name`
    notes.push(
      `${rows} no paper and got no split, since figures of one paper could come to lie in two parts. ` +
        'Name the column with `by` (--by), or take each for a paper of its own with `loneRows` (--lone-rows).',
    )
  }
  if (check === undefined)
    notes.push(...missedShares(overlap, shares, groups, largestGroup, table.rows, exact ?? false))
  if (table.shortTexts > 0) {
    const texts = table.shortTexts === 1 ? '1 text has' : `${table.shortTexts} texts have`
    notes.push(`${texts} under 5 words and ${table.shortTexts === 1 ? 'was' : 'were'} not compared.`)
  }
  return notes
}

/** Where a part is further from its share than one paper, or than a draw explains. */
function missedShares(
  { parts }: OverlapReport,
  shares: readonly Share[],
  groups: number,
  largestGroup: number,
  rows: number,
  exact: boolean,
): string[] {
  const notes: string[] = []
  if (groups > 1 && largestGroup > rows * Math.min(...shares.map(({ share }) => share))) {
    notes.push(
      `The largest group of connected rows has ${largestGroup} of ${rows} rows, more than the smallest part should have. ` +
        'Look at its split_group: a placeholder for an id or a title ties papers together that are not one.',
    )
  }
  const empty = parts.filter((part) => part.rows === 0).map(({ name }) => name)
  if (empty.length > 0 && rows > 0) {
    const remedy = exact
      ? ''
      : ' `exact` (--exact) cuts at the shares instead; then papers beside a cut may move when others come.'
    notes.push(`No paper fell to ${empty.join(', ')}: there are ${groups} groups.${remedy}`)
  }
  return notes
}
