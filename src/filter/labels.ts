import { eachRow } from '../concurrency.js'
import type { Labels } from './answers.js'
import { eachSlice } from './eachSlice.js'
import type { LockedDatabase } from './lockedDatabase.js'
import { keySql, nameSql, type PlaceIds, type Places, placeText } from './places.js'
import type { TableView } from './tableView.js'

/** Values that a funnel lists by name. */
export const MAX_LISTED = 50

/** The texts of the listed values with the most rows. */
export async function findLabels(
  database: LockedDatabase,
  view: TableView,
  ids: PlaceIds,
  places: Places,
  placeOf: Uint32Array,
): Promise<Labels> {
  const rowsIn = new Float64Array(places.values[0]?.length ?? 0)
  if (rowsIn.length > 0) {
    await eachSlice(placeOf.length, (begin, end) => {
      for (let row = begin; row < end; row++) rowsIn[placeOf[row]!]!++
    })
  }
  const labels: Labels = {}
  for (const [i, column] of places.listed.entries()) {
    const keys = ids.keys[i]!
    const largest = await largestValues(places.values[i]!, rowsIn, keys.length)
    if (largest.length === 0) continue
    const names = ids.names[i]!
    const nameless = largest.filter((value) => value >= names.length).map((value) => keys[value]!)
    const found = await namesOf(database, view.from, placeText(view, column)!, nameless)
    labels[column] = Object.fromEntries(largest.map((value) => [value, names[value] ?? found.get(keys[value]!) ?? '']))
  }
  return labels
}

async function namesOf(
  database: LockedDatabase,
  from: string,
  text: string,
  keys: readonly number[],
): Promise<ReadonlyMap<number, string>> {
  if (keys.length === 0) return new Map()
  const rows = await database.rows(
    `SELECT k, min(${nameSql('t')}) FROM (SELECT t, ${keySql('t')} AS k FROM (SELECT ${text} AS t FROM ${from})) ` +
      `WHERE k IN (${keys.join(', ')}) GROUP BY k`,
  )
  return new Map(rows as [number, string][])
}

/** Numbers of the values with the most rows, the larger first; among equals those that came first. */
async function largestValues(valueIn: Uint32Array, rowsIn: Float64Array, values: number): Promise<number[]> {
  const rowsOf = new Float64Array(values)
  await eachRow(valueIn.length, (place) => {
    if (valueIn[place]! > 0) rowsOf[valueIn[place]! - 1]! += rowsIn[place]!
  })
  const largest: number[] = []
  await eachRow(values, (value) => {
    if (largest.length === MAX_LISTED && rowsOf[value]! <= rowsOf[largest.at(-1)!]!) return
    const at = largest.findIndex((other) => rowsOf[other]! < rowsOf[value]!)
    largest.splice(at < 0 ? largest.length : at, 0, value)
    if (largest.length > MAX_LISTED) largest.pop()
  })
  return largest
}
