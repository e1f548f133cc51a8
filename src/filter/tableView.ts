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
  /** Names of ours that may stand in DuckDB's messages, with those of the columns that rules use. */
  aliases: ReadonlyMap<string, string>
  /** Our names of the columns without a value; DuckDB calls them INTEGER. */
  empty: ReadonlySet<string>
  /** Names of the columns of lists or structs. */
  nested: ReadonlySet<string>
}

/** Longest JSON line and longest CSV record that DuckDB reads, in bytes. Its CSV buffer is twice that. */
const MAX_LINE_BYTES = 67_108_864
const MAX_RECORD_BYTES = 16_777_216

export async function openTableView(
  database: LockedDatabase,
  source: TableSource,
  uses: ColumnUses,
): Promise<TableView> {
  const wanted = new Map(uses)
  const groups: Relation[] = []
  // From the last group on, so that nothing is read that a later one hides.
  for (const [i, files] of [...(source.sidecars ?? []).entries()].reverse()) {
    const group =
      files.length === 0
        ? NOTHING
        : await parquetRelation(database, limited(readParquetSql(files), source.limit), wanted, `s${i}`)
    for (const name of group.columns.keys()) wanted.delete(name)
    groups.unshift(group)
  }
  const input = await readInput(database, source, wanted)
  for (const [i, { rows }] of groups.entries()) {
    if (rows === input.rows) continue
    throw new FormatError(
      `Expected as many rows in the side-car files as in the input but received ${rows} and ${input.rows}. ` +
        'They belong to different inputs or are unfinished; run the scoring again.',
      { file: source.sidecars![i]![0] ?? source.files[0]! },
    )
  }
  return tableView([input, ...groups])
}

/** What a stage wrote for no rows. */
const NOTHING: Relation = { from: '', rows: 0, columns: new Map(), names: [] }

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

/** A view of relations of equal length, row by row; no two of them have a column of one name. */
export function tableView(relations: readonly Relation[]): TableView {
  const used = relations.filter(({ columns }) => columns.size > 0)
  // Without a column the rows are still there to be counted.
  const joined = used.length > 0 ? used : relations.slice(0, 1)
  const columns = used.flatMap((relation) => [...relation.columns])
  const places = new Map(columns.map(([name], i) => [name, i]))
  const selected = columns.flatMap(([, { sql, text }], i) => [
    `${sql} AS v${i}`,
    ...(text === undefined ? [] : [`${text} AS v${i}_text`]),
  ])
  return {
    rows: relations[0]!.rows,
    from: `(SELECT ${selected.join(', ') || '1 AS v'} FROM ${joined.map(({ from }) => from).join(' POSITIONAL JOIN ')})`,
    names: [...new Set(relations.flatMap(({ names }) => names))],
    aliases: new Map(
      columns.flatMap(([name, { sql, text }], i) => [[`v${i}`, name] as const, [text ?? sql, name] as const]),
    ),
    nested: new Set(columns.flatMap(([name, { isNested }]) => (isNested ? [name] : []))),
    empty: new Set(columns.flatMap(([, { sql }], i) => (sql === ALWAYS_NULL ? [`v${i}`] : []))),
    column(name, use) {
      const place = places.get(name)
      if (place === undefined) return undefined
      return `v${place}${use === 'text' && columns[place]![1].text !== undefined ? '_text' : ''}`
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
      return parquetRelation(database, limited(readParquetSql(files, ', union_by_name = true'), limit), uses, 'c')
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
