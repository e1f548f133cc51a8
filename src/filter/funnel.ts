import { eachRow } from '../concurrency.js'
import { clusteredShare } from '../stats/clusteredShare.js'
import { wilson } from '../stats/wilson.js'
import type { Answers } from './answers.js'
import type { CheckedRule } from './checkRules.js'
import { paperSums, type ShareSums } from './paperSums.js'
import type { ListedColumn } from './places.js'
import { type Cell, type Grouping, tallyOf } from './tally.js'
import type { Funnel, FunnelBreakdown, FunnelCounts, FunnelGroup, RuleCounts, Share } from './types.js'

const CODE_NONE = 0
const CODE_REST = 1

/** Values of a column that are counted apart: codes 0 for none, 1 for the rest, then the listed ones. */
interface Listing extends Grouping {
  column: ListedColumn
  values: number
  names: string[]
}

/** What the rules did. */
export async function funnelOf(answers: Answers): Promise<Funnel> {
  const { rules, places } = answers
  const listings = await listingsOf(answers)
  const tally = await tallyOf(answers, listings)
  const hasPapers = (places?.paperCount ?? 0) > 0
  const sums = hasPapers ? await paperSums(answers, listings) : undefined
  const { counts, rules: perRule } = countsOf(tally.all, sums?.[0]?.[0])
  const funnel: Funnel = {
    ...counts,
    rules: perRule.map((own, r) => ({ ...described(rules[r]!), ...own })),
    overlaps: tally.overlaps,
    ...(hasPapers ? { papers: places!.paperCount } : {}),
  }
  for (const [i, listing] of listings.entries()) {
    const breakdown = breakdownOf(listing, tally.groups[i]!, sums?.[i + 1])
    if (listing.column === 'subject') funnel.bySubject = breakdown
    else funnel.bySource = breakdown
  }
  return funnel
}

async function listingsOf({ places, labels = {} }: Answers): Promise<Listing[]> {
  const listings: Listing[] = []
  for (const [i, column] of (places?.listed ?? []).entries()) {
    const found = Object.entries(labels[column] ?? {})
    if (found.length === 0) continue
    const codeOfValue = new Uint8Array(places!.valueCounts[i]! + 1).fill(CODE_REST)
    codeOfValue[0] = CODE_NONE
    for (const [code, [value]] of found.entries()) codeOfValue[Number(value) + 1] = code + 2
    const values = places!.values[i]!
    const codeOf = new Uint8Array(values.length)
    await eachRow(values.length, (place) => {
      codeOf[place] = codeOfValue[values[place]!]!
    })
    const names = found.map(([, name]) => name)
    listings.push({ column, values: places!.valueCounts[i]!, names, codeOf, codes: found.length + 2 })
  }
  return listings
}

function breakdownOf(
  { column, values, names }: Listing,
  cells: Cell[],
  sums: ShareSums[] | undefined,
): FunnelBreakdown {
  const group = (kind: FunnelGroup['kind'], code: number, name: string | null): FunnelGroup => {
    const { counts, rules } = countsOf(cells[code]!, sums?.[code])
    return { kind, name, ...counts, rules }
  }
  const listed = names.map((name, i) => group('value', i + 2, name))
  listed.sort((a, b) => b.rows - a.rows || (a.name! < b.name! ? -1 : 1))
  const others = [group('rest', CODE_REST, null), group('none', CODE_NONE, null)].filter(({ rows }) => rows > 0)
  return { column, values, groups: [...listed, ...others] }
}

function countsOf(cell: Cell, sums: ShareSums | undefined): { counts: FunnelCounts; rules: RuleCounts[] } {
  const share = (part: number, whole: number, r: number): Share | null => {
    if (whole === 0) return null
    const bounds =
      sums === undefined ? { ...wilson(part, whole), effective: whole } : clusteredShare(part, whole, sums[r]!)
    return { value: part / whole, low: bounds.low, high: bounds.high, n: whole, effective: bounds.effective }
  }
  const { rows, kept } = cell
  return {
    counts: { rows, kept, dropped: rows - kept, keptShare: share(kept, rows, cell.rules.length) },
    rules: cell.rules.map(({ rowsIn, dropped, nulls, fired, marginal }, r) => ({
      rowsIn,
      dropped,
      share: share(dropped, rowsIn, r),
      nulls,
      fired,
      overlap: fired - marginal,
      marginal,
    })),
  }
}

function described({ id, kind, expression, givenReason, source }: CheckedRule) {
  return { id, kind, expression, reason: givenReason, source }
}
