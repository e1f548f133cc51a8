import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { FULL_RECORD_COLUMNS } from '../../src/dataset/fullRecord/rows.js'
import { COLUMNS, type ColumnGroup, type ColumnSignal } from '../../src/dataset/names.js'

/** Columns and types in the tables of each section of the page. */
const sections = new Map(
  readFileSync(new URL('../../docs/columns.md', import.meta.url), 'utf8')
    .split(/^## /m)
    .slice(1)
    .map((section) => {
      const [title = ''] = section.split('\n', 1)
      const rows = [...section.matchAll(/^\| `(\w+)` \| ([^|]+?) \|/gm)]
      return [title, rows.map(([, name, type]) => [name, type])] as const
    }),
)

const columnsOf = (group: ColumnGroup, signal?: ColumnSignal) =>
  COLUMNS.filter(({ group: own, signals = [] }) => {
    // What every signal fills, or several of them, stands apart.
    const [only] = signals.length === 1 ? signals : []
    return own === group && only === signal
  }).map(({ snake, duckdbType }) => [snake, duckdbType.replaceAll(' VARCHAR', '')])

describe('docs/columns.md', () => {
  it('has the columns of ingest, in their order', () => {
    expect(sections.get('ingest')!.map(([name]) => name)).toEqual(FULL_RECORD_COLUMNS)
  })

  it.each([
    'dedup',
    'filter',
    'split',
    'swaps',
  ] as const)('has those of %s with their types, in their order', (group) => {
    expect(sections.get(group)).toEqual(columnsOf(group))
  })

  it.each(['clip', 'words', 'image', 'text'] as const)('has those of score by %s with their types', (signal) => {
    expect(sections.get(`score: ${signal}`)).toEqual(columnsOf('score', signal))
  })

  it('has what every score writes, and nothing besides', () => {
    expect(new Set(sections.get('score: always'))).toEqual(new Set(columnsOf('score')))
    expect([...sections.values()].flat()).toHaveLength(FULL_RECORD_COLUMNS.length + COLUMNS.length)
  })
})
