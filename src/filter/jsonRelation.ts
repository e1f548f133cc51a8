import { sqlName, sqlString } from '../dataset/duckdb.js'
import type { LockedDatabase } from './lockedDatabase.js'
import { ALWAYS_NULL, type ColumnUses, findName, type Relation, type RelationColumn } from './relation.js'

/** A structure of more text than this stays JSON: rows that use keys as data would make a type without end. */
const MAX_STRUCTURE = 50_000

/**
 * Objects of JSON as a table with the columns that rules name. Types come from all rows, so late keys are seen:
 * integers, numbers, booleans and text stay what they are; objects and lists get their nested type; a column with
 * several kinds is text. Nothing is guessed from text: '2101.00010' and '2024-01-01' stay text.
 *
 * @param source what comes after FROM, with one column `json`
 */
export async function jsonRelation(database: LockedDatabase, source: string, uses: ColumnUses): Promise<Relation> {
  const wanted = [...uses.keys()]
  let keys = new Map<string, string>(wanted.map((name) => [name, name]))
  let seen = await seenTypes(database, source, [...keys.values()])
  let names: string[] = []
  const isMissing = (name: string) => seen.types.get(keys.get(name)!)?.isAbsent !== false
  // `error` is looked for in every input, and a pass over all keys is only worth it for what a rule names.
  if (seen.rows > 0 && wanted.some((name) => isMissing(name) && uses.get(name)!.size > 0)) {
    names = await allKeys(database, source)
    keys = new Map(wanted.map((name) => [name, (isMissing(name) ? findName(name, names) : undefined) ?? name]))
    seen = await seenTypes(database, source, [...keys.values()])
  }
  const pointers = [...new Set(keys.values())]
  const columns = new Map<string, RelationColumn>()
  for (const name of wanted) {
    const key = keys.get(name)!
    const types = seen.types.get(key)
    if (seen.rows > 0 && types?.isAbsent !== false) continue
    const value = `l[${pointers.indexOf(key) + 1}]`
    const kinds = types?.kinds ?? new Set()
    const isNested = kinds.has('OBJECT') || kinds.has('ARRAY')
    columns.set(name, { sql: await typedValue(database, source, key, value, kinds), isNested })
  }
  const extract = pointers.length === 0 ? '1 AS l' : `json_extract(json, ${pointerList(pointers)}) AS l`
  return { from: `(SELECT ${extract} FROM ${source})`, rows: seen.rows, columns, names }
}

interface SeenTypes {
  isAbsent: boolean
  kinds: Set<string>
}

async function seenTypes(
  database: LockedDatabase,
  source: string,
  keys: string[],
): Promise<{ rows: number; types: Map<string, SeenTypes> }> {
  const list = [...new Set(keys)]
  const types = new Map<string, SeenTypes>(list.map((key) => [key, { isAbsent: true, kinds: new Set() }]))
  const what = list.length === 0 ? '[]' : `json_type(json, ${pointerList(list)})`
  const groups = await database.rows(`SELECT ${what} AS types, count(*) AS n FROM ${source} GROUP BY types`)
  let rows = 0
  for (const [combination, count] of groups as [(string | null)[], string][]) {
    rows += Number(count)
    list.forEach((key, i) => {
      const type = combination[i]
      const of = types.get(key)!
      if (type !== null && type !== undefined) of.isAbsent = false
      if (typeof type === 'string' && type !== 'NULL') of.kinds.add(type)
    })
  }
  return { rows, types }
}

async function allKeys(database: LockedDatabase, source: string): Promise<string[]> {
  const rows = await database.rows(
    `SELECT DISTINCT key FROM (SELECT unnest(json_keys(json)) AS key FROM ${source} WHERE json_type(json) = 'OBJECT') LIMIT 10000`,
  )
  return rows.map(([key]) => key as string).sort()
}

async function typedValue(
  database: LockedDatabase,
  source: string,
  key: string,
  value: string,
  kinds: ReadonlySet<string>,
): Promise<string> {
  const only = (...of: string[]) => [...kinds].every((kind) => of.includes(kind))
  if (kinds.size === 0) return ALWAYS_NULL
  if (only('BIGINT', 'UBIGINT', 'HUGEINT')) return `CAST(${value} AS HUGEINT)`
  if (only('BIGINT', 'UBIGINT', 'HUGEINT', 'DOUBLE')) return `CAST(${value} AS DOUBLE)`
  if (only('BOOLEAN')) return `CAST(${value} AS BOOLEAN)`
  if (only('OBJECT') || only('ARRAY')) {
    const [[structure]] = (await database.rows(
      `SELECT CAST(json_group_structure(json_extract(json, ${sqlString(pointer(key))})) AS VARCHAR) FROM ${source}`,
    )) as [[string]]
    const type = structure.length > MAX_STRUCTURE ? 'JSON' : structureType(JSON.parse(structure))
    return type === 'JSON' ? value : `CAST(${value} AS ${type})`
  }
  return `json_extract_string(${value}, '$')`
}

/** What `json_group_structure` says, as a DuckDB type. */
function structureType(structure: unknown): string {
  if (Array.isArray(structure)) return `${structureType(structure[0] ?? 'NULL')}[]`
  if (typeof structure === 'object' && structure !== null) {
    const fields = Object.entries(structure)
    const folded = new Set(fields.map(([name]) => name.toLowerCase()))
    if (fields.length === 0 || folded.size < fields.length || folded.has('')) return 'JSON'
    return `STRUCT(${fields.map(([name, type]) => `${sqlName(name)} ${structureType(type)}`).join(', ')})`
  }
  if (structure === 'UBIGINT' || structure === 'BIGINT' || structure === 'HUGEINT') return 'HUGEINT'
  if (structure === 'DOUBLE' || structure === 'BOOLEAN' || structure === 'JSON') return structure
  return 'VARCHAR'
}

/** A JSON pointer reaches every key; `$.key` cannot name the empty one. */
export function pointer(key: string): string {
  return `/${key.replaceAll('~', '~0').replaceAll('/', '~1')}`
}

function pointerList(keys: string[]): string {
  return `[${keys.map((key) => sqlString(pointer(key))).join(', ')}]`
}
