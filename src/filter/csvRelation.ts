import type { LockedDatabase } from './lockedDatabase.js'
import { ALWAYS_NULL, aliased, type ColumnUses, findName, type Relation, type RelationColumn } from './relation.js'

const NUMBER = String.raw`\s*(?:[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?|[nN][aA][nN])\s*`
const INTEGER = String.raw`\s*[+-]?\d{1,37}\s*`
const BOOLEAN = '(?i)true|false'

/**
 * A CSV table whose cells are text, with a typed form of each column beside it.
 *
 * A column whose every filled cell is a number is that number, one of true and false a boolean, everywhere but where a
 * rule uses it as text (LIKE, a comparison with a quoted word, CAST): there `2101.00010` keeps its last zero. An empty
 * cell is NULL, and so is `nan` among numbers.
 */
export async function csvRelation(database: LockedDatabase, source: string, uses: ColumnUses): Promise<Relation> {
  const names = (await database.rows(`SELECT column_name FROM (DESCRIBE SELECT * FROM ${source})`)).map(
    ([n]) => n as string,
  )
  const own = aliased(source, 'c', names.length)
  const found = [...uses.keys()].flatMap((name) => {
    const column = findName(name, names)
    return column === undefined ? [] : [{ name, sql: own.names[names.indexOf(column)]! }]
  })
  const looks = found.flatMap(({ sql }) => [
    `count(${sql})`,
    `bool_and(regexp_full_match(${sql}, '${INTEGER}'))`,
    `bool_and(regexp_full_match(${sql}, '${NUMBER}'))`,
    `bool_and(regexp_full_match(${sql}, '${BOOLEAN}'))`,
  ])
  const [[rows, ...seen]] = (await database.rows(`SELECT ${['count(*)', ...looks].join(', ')} FROM ${own.from}`)) as [
    [string, ...unknown[]],
  ]
  const columns = new Map<string, RelationColumn>()
  found.forEach(({ name, sql }, i) => {
    const [filled, isInteger, isNumber, isBoolean] = seen.slice(4 * i, 4 * i + 4)
    columns.set(name, { sql: typedCell(sql, Number(filled), isInteger, isNumber, isBoolean), text: sql })
  })
  return { from: own.from, rows: Number(rows), columns, names }
}

function typedCell(sql: string, filled: number, isInteger: unknown, isNumber: unknown, isBoolean: unknown): string {
  if (filled === 0) return ALWAYS_NULL
  if (isInteger === true) return `CAST(trim(${sql}) AS HUGEINT)`
  if (isNumber === true) return `CAST(nullif(lower(trim(${sql})), 'nan') AS DOUBLE)`
  if (isBoolean === true) return `CAST(${sql} AS BOOLEAN)`
  return sql
}
