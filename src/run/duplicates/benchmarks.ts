import { basename } from 'node:path'
import { eachRow } from '../../concurrency.js'
import type { Dataset, ScanResult } from '../../dataset/dataset.js'
import { ArgumentError } from '../../errors.js'
import type { Matrix } from '../../matrix.js'
import { checkString } from '../../validate.js'
import type { AgainstRows } from './findRelations.js'

/** One path, or several by name. */
export type NamedPaths = string | Readonly<Record<string, string>>

/** Another dataset that rows are looked for in. */
export interface Benchmark {
  name: string
  path: string
  dataset: Dataset
  scan: ScanResult
  /** One row for each of its rows. */
  embeddings: Matrix | undefined
}

/** The best that any benchmark has for a row, and which one. */
export interface BestAgainst extends AgainstRows {
  /** [n] */
  benchmark: Uint8Array
}

const MAX_BENCHMARKS = 30

/**
 * Name and path of each; one path alone is named after its file.
 *
 * @throws ArgumentError for no path, or too many
 */
export function namedPaths(option: string, given: NamedPaths | undefined): [name: string, path: string][] {
  if (given === undefined) return []
  if (typeof given === 'string') {
    checkString(option, given)
    return [[basename(given), given]]
  }
  const entries = Object.entries(given)
  if (entries.length === 0 || entries.length > MAX_BENCHMARKS) {
    throw new ArgumentError(
      `Expected 1 to ${MAX_BENCHMARKS} paths by name for \`${option}\` but received ${entries.length}.`,
    )
  }
  for (const [name, path] of entries) checkString(`${option}.${name}`, path)
  return entries
}

/** The path for a benchmark: that of its name, or the only one where there is only one. */
export function pathFor(given: NamedPaths | undefined, name: string): string | undefined {
  return typeof given === 'string' ? given : given?.[name]
}

/** Of several benchmarks the one with the strongest relation, of equals the closest, then the first. */
export async function bestOf(
  found: readonly AgainstRows[],
  isDistance: (relation: number) => boolean,
): Promise<BestAgainst | undefined> {
  const [first, ...others] = found
  if (first === undefined) return undefined
  const best: BestAgainst = {
    isFound: first.isFound.slice(),
    other: first.other.slice(),
    relation: first.relation.slice(),
    measure: first.measure.slice(),
    benchmark: new Uint8Array(first.isFound.length),
  }
  const closeness = (relation: number, measure: number) => (isDistance(relation) ? -measure : measure)
  for (const [i, one] of others.entries()) {
    await eachRow(best.isFound.length, (row) => {
      if (!one.isFound[row]) return
      const [relation, before] = [one.relation[row]!, best.relation[row]!]
      const isBetter =
        !best.isFound[row] ||
        relation < before ||
        (relation === before && closeness(relation, one.measure[row]!) > closeness(before, best.measure[row]!))
      if (!isBetter) return
      best.isFound[row] = 1
      best.other[row] = one.other[row]!
      best.relation[row] = relation
      best.measure[row] = one.measure[row]!
      best.benchmark[row] = i + 1
    })
  }
  return best
}
