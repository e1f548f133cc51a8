import { fromDuckDb, readParquetSql, sqlPath } from '../dataset/duckdb.js'
import { FigsiftError, FormatError } from '../errors.js'
import { csvRelation } from './csvRelation.js'
import { fallbackRelation } from './fallbackRelation.js'
import { jsonRelation } from './jsonRelation.js'
import type { LockedDatabase } from './lockedDatabase.js'
import { parquetRelation } from './parquetRelation.js'
import type { ColumnUse } from './printExpression.js'
import { ALWAYS_NULL, type ColumnUses, type Relation } from './relation.js'
import type { TableSource } from './types.js'

/** The typed view that rules are evaluated over. It is read from only: nothing of it is ever written back. */
export interface TableView {
  rows: number
  /** What comes after FROM. */
  from: string
  /** SQL of a column, or undefined when there is none of this name. */
  column(name: string, use: ColumnUse): string | undefined
  /** Names there are; complete when a column was missing. */
  names: readonly string[]
  /** Our names of the columns that rules use, with theirs. */
  aliases: ReadonlyMap<string, string>
  /** Our names of the columns without a value; DuckDB calls them INTEGER. */
  empty: ReadonlySet<string>
}

/** Longest JSON line and longest CSV record that DuckDB reads, in bytes. Its CSV buffer is twice that. */
const MAX_LINE_BYTES = 67_108_864
const MAX_RECORD_BYTES = 16_777_216

export async function openTableView(
  database: LockedDatabase,
  source: TableSource,
  uses: ColumnUses,
): Promise<TableView> {
  const input = await readInput(database, source, uses)
  const groups: Relation[] = []
  for (const files of source.sidecars ?? []) {
    const group = await parquetRelation(database, limited(readParquetSql(files), source.limit), uses)
    if (group.rows !== input.rows) {
      throw new FormatError(
        `Expected as many rows in the side-car files as in the input but received ${group.rows} and ${input.rows}. ` +
          'They belong to different inputs or are unfinished; run the scoring again.',
        { file: files[0]! },
      )
    }
    groups.push(group)
  }
  return groups.length === 0 ? singleView(input) : joinedView(input, groups)
}

async function readInput(database: LockedDatabase, source: TableSource, uses: ColumnUses): Promise<Relation> {
  if (source.fallback?.isRequired) return fallbackRelation(database, source, uses)
  try {
    const input = await openInput(database, source, uses)
    checkRows(input.rows, source)
    return input
  } catch (error) {
    const ours = fromDuckDb(error, source.files.length === 1 ? source.files[0] : undefined)
    if (source.fallback === undefined || !(ours instanceof FigsiftError) || ours.code !== 'BAD_FORMAT') throw ours
    const input = await fallbackRelation(database, source, uses)
    checkRows(input.rows, source)
    return input
  }
}

/** A view of one relation. */
export function singleView(relation: Relation): TableView {
  return compose(relation.from, relation, [[relation, 'c']])
}

/** Relations of equal length, row by row; a later one hides columns of those before it. */
function joinedView(input: Relation, groups: readonly Relation[]): TableView {
  const seen = new Set<string>()
  const visible = [...groups]
    .reverse()
    .concat(input)
    .map((relation) => {
      const columns = new Map([...relation.columns].filter(([name]) => !seen.has(name)))
      for (const name of columns.keys()) seen.add(name)
      return { ...relation, columns }
    })
  const named = visible.reverse().map((relation, i): [Relation, string] => [relation, i === 0 ? 'c' : `s${i}_`])
  const joined = named.map(([relation, prefix]) => `(SELECT ${list(relation, prefix)} FROM ${relation.from})`)
  return compose(joined.join(' POSITIONAL JOIN '), input, named)
}

/** Our own short names for columns: no name of a stranger stands in what is evaluated. */
function list(relation: Relation, prefix: string): string {
  const parts = [...relation.columns.values()].flatMap(({ sql, text }, i) => [
    `${sql} AS ${prefix}${i}`,
    ...(text === undefined ? [] : [`${text} AS ${prefix}${i}_text`]),
  ])
  return parts.length === 0 ? `1 AS ${prefix}` : parts.join(', ')
}

function compose(joined: string, counted: Relation, relations: [Relation, string][]): TableView {
  const [first, ...more] = relations
  const aliases = new Map(
    relations.flatMap(([r, prefix]) => [...r.columns.keys()].map((name, i) => [`${prefix}${i}`, name] as const)),
  )
  return {
    rows: counted.rows,
    from: more.length > 0 ? joined : `(SELECT ${list(first![0], first![1])} FROM ${first![0].from})`,
    names: [...new Set(relations.flatMap(([r]) => r.names))],
    aliases,
    empty: new Set(
      relations.flatMap(([r, prefix]) =>
        [...r.columns.values()].flatMap(({ sql }, i) => (sql === ALWAYS_NULL ? [`${prefix}${i}`] : [])),
      ),
    ),
    column(name, use) {
      for (const [relation, prefix] of relations) {
        const index = [...relation.columns.keys()].indexOf(name)
        if (index < 0) continue
        const hasText = relation.columns.get(name)!.text !== undefined
        return `${prefix}${index}${use === 'text' && hasText ? '_text' : ''}`
      }
      return undefined
    },
  }
}

function openInput(database: LockedDatabase, source: TableSource, uses: ColumnUses): Promise<Relation> {
  const { files, limit } = source
  const paths = `[${files.map(sqlPath).join(', ')}]`
  switch (source.format) {
    case 'jsonl':
      return jsonRelation(
        database,
        limited(`read_ndjson_objects(${paths}, maximum_object_size = ${MAX_LINE_BYTES})`, limit),
        uses,
      )
    case 'csv':
      return csvRelation(
        database,
        limited(
          `read_csv(${paths}, header = true, all_varchar = true, delim = ',', quote = '"', escape = '"', comment = '', ` +
            `skip = 0, nullstr = '', strict_mode = true, union_by_name = true, hive_partitioning = false, ` +
            `max_line_size = ${MAX_RECORD_BYTES}, buffer_size = ${2 * MAX_RECORD_BYTES})`,
          limit,
        ),
        uses,
      )
    case 'parquet':
      return parquetRelation(database, limited(readParquetSql(files, ', union_by_name = true'), limit), uses)
  }
}

function limited(from: string, limit: number | undefined): string {
  return limit === undefined ? from : `(SELECT * FROM ${from} LIMIT ${limit})`
}

function checkRows(rows: number, { expectedRows, files }: TableSource): void {
  if (expectedRows === undefined || expectedRows === rows) return
  throw new FormatError(
    `Expected ${expectedRows} rows in the input but DuckDB reads ${rows}. A decision about another row would follow; ` +
      'write the input as plain .jsonl, one object per line, or as .parquet.',
    { file: files[0]! },
  )
}
