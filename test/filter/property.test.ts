import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { decide } from '../../src/filter/decide.js'
import { filter } from '../../src/filter/filter.js'
import type { Rule } from '../../src/filter/types.js'
import { type Rng, seededRandom } from '../support/random.js'

let folder: string

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'figsift-property-'))
})

afterAll(() => rmSync(folder, { recursive: true }))

/** SQL's truth values: null is unknown. */
type Truth = boolean | null
type Row = { n: number | null; m: number | null; t: string | null; f: boolean | null }

interface Predicate {
  sql: string
  of: (row: Row) => Truth
}

const not = (a: Truth): Truth => (a === null ? null : !a)
const and = (a: Truth, b: Truth): Truth => (a === false || b === false ? false : a === null || b === null ? null : true)
const or = (a: Truth, b: Truth): Truth => not(and(not(a), not(b)))
const known = <A, B>(a: A | null, b: B | null, f: (a: A, b: B) => boolean): Truth =>
  a === null || b === null ? null : f(a, b)

/** A random predicate with the slow, obvious evaluation beside its SQL. */
function randomPredicate(rng: Rng, depth: number): Predicate {
  const number = () => rng.integer(-3, 6) / 2
  const column = (): 'n' | 'm' => (rng.uniform() < 0.5 ? 'n' : 'm')
  const leaves: (() => Predicate)[] = [
    () => {
      const [c, v] = [column(), number()]
      return { sql: `${c} < ${v}`, of: (r) => known(r[c], v, (a, b) => a < b) }
    },
    () => ({ sql: 'n = m', of: (r) => known(r.n, r.m, (a, b) => a === b) }),
    () => ({ sql: 'n + m > 1', of: (r) => known(r.n, r.m, (a, b) => a + b > 1) }),
    () => ({ sql: 'n / m >= 1', of: (r) => known(r.n, r.m === 0 ? null : r.m, (a, b) => a / b >= 1) }),
    () => {
      const [c, low, high] = [column(), number(), number()]
      return {
        sql: `${c} BETWEEN ${low} AND ${high}`,
        of: (r) =>
          and(
            known(r[c], low, (a, b) => a >= b),
            known(r[c], high, (a, b) => a <= b),
          ),
      }
    },
    () => ({ sql: 't IS NULL', of: (r) => r.t === null }),
    () => ({ sql: 'n IS DISTINCT FROM m', of: (r) => r.n !== r.m }),
    () => ({ sql: "t LIKE 'a%'", of: (r) => known(r.t, 0, (t) => t.startsWith('a')) }),
    () => ({ sql: "t ILIKE '%B_%'", of: (r) => known(r.t, 0, (t) => /b./is.test(t)) }),
    () => ({
      sql: "t IN ('ab', 'b', NULL)",
      of: (r) => known(r.t, 0, () => true) && (['ab', 'b'].includes(r.t!) ? true : null),
    }),
    () => ({ sql: 'f', of: (r) => r.f }),
    () => ({ sql: 'f IS NOT TRUE', of: (r) => r.f !== true }),
    () => ({ sql: 'coalesce(n, m, 0) > 0', of: (r) => (r.n ?? r.m ?? 0) > 0 }),
    () => ({
      sql: 'CASE WHEN n > 0 THEN f ELSE m > 0 END',
      of: (r) => (known(r.n, 0, (a, b) => a > b) ? r.f : known(r.m, 0, (a, b) => a > b)),
    }),
    () => ({ sql: 'length(t) > 1', of: (r) => known(r.t, 1, (t, b) => t.length > b) }),
  ]
  if (depth === 0 || rng.uniform() < 0.2) return leaves[rng.integer(0, leaves.length - 1)]!()
  const a = randomPredicate(rng, depth - 1)
  if (rng.uniform() < 0.25) return { sql: `NOT (${a.sql})`, of: (r) => not(a.of(r)) }
  const b = randomPredicate(rng, depth - 1)
  return rng.uniform() < 0.5
    ? { sql: `(${a.sql}) AND (${b.sql})`, of: (r) => and(a.of(r), b.of(r)) }
    : { sql: `(${a.sql}) OR ${b.sql}`, of: (r) => or(a.of(r), b.of(r)) }
}

function randomRows(rng: Rng, count: number): Row[] {
  const pick = <T>(...of: T[]) => of[rng.integer(0, of.length - 1)]!
  const number = () => (rng.uniform() < 0.2 ? null : rng.integer(-2, 6) / 2)
  const rows = Array.from({ length: count }, () => ({
    n: number(),
    m: number(),
    t: pick(null, 'a', 'ab', 'Bc', 'b', 'xyz', 'AB'),
    f: pick(true, false, null),
  }))
  // Every column has a value, so that its type is known from CSV too.
  return [...rows, { n: 0.5, m: 1, t: 'ab', f: true }]
}

/** What the rules do, told row by row. */
function reference(rows: readonly Row[], rules: readonly Predicate[], kind: 'drop' | 'keep') {
  const counts = rules.map(() => ({ rowsIn: 0, dropped: 0, nulls: 0, fired: 0, marginal: 0, overlap: 0 }))
  const keep = rows.map((row) => {
    const truths = rules.map((rule) => rule.of(row))
    const fires = truths.map((t) => (kind === 'drop' ? t === true : t !== true))
    const total = fires.filter(Boolean).length
    const first = fires.indexOf(true)
    for (const [r, c] of counts.entries()) {
      if (first < 0 || r <= first) {
        c.rowsIn++
        if (truths[r] === null) c.nulls++
      }
      if (r === first) c.dropped++
      if (fires[r]) {
        c.fired++
        if (total === 1) c.marginal++
        else c.overlap++
      }
    }
    return first < 0
  })
  return { keep, counts }
}

const asRules = (predicates: readonly Predicate[]): Rule[] =>
  predicates.map((p, i) => ({ id: `r${i}`, dropWhere: p.sql }))

describe('filter agrees with three-valued logic written out', () => {
  it.each([1, 2, 3, 4, 5, 6])('on rows in memory, round %i', async () => {
    const rng = seededRandom('filter')
    const rows = randomRows(rng, rng.integer(0, 200))
    const predicates = Array.from({ length: rng.integer(1, 12) }, () => randomPredicate(rng, 3))
    const expected = reference(rows, predicates, 'drop')
    const { kept, dropped, funnel } = await filter(rows, asRules(predicates), { dropErrors: false })
    expect(kept).toEqual(rows.filter((_, i) => expected.keep[i]))
    expect(kept.length + dropped.length).toBe(rows.length)
    expect(funnel.rules).toMatchObject(expected.counts)
  })

  it.each(['jsonl', 'csv'] as const)('on %s files', async (format) => {
    const rng = seededRandom('decide')
    for (let round = 0; round < 4; round++) {
      const rows = randomRows(rng, 100)
      const predicates = Array.from({ length: 9 }, () => randomPredicate(rng, 3))
      const expected = reference(rows, predicates, 'drop')
      const file = join(folder, `rows.${format}`)
      const line = (r: Row) =>
        format === 'jsonl' ? JSON.stringify(r) : [r.n, r.m, r.t, r.f].map((v) => v ?? '').join(',')
      writeFileSync(file, `${format === 'csv' ? 'n,m,t,f\n' : ''}${rows.map(line).join('\n')}\n`)
      const { keep, funnel, firstRule, firedFor } = await decide({
        source: { format, files: [file] },
        rules: asRules(predicates),
        dropErrors: false,
      })
      expect([...keep].map(Boolean)).toEqual(expected.keep)
      expect(funnel.rules).toMatchObject(expected.counts)
      rows.forEach((row, i) => {
        const fired = predicates.flatMap((p, r) => (p.of(row) === true ? [r] : []))
        expect(firedFor(i)).toEqual(fired)
        expect(firstRule[i]).toBe(fired[0] ?? -1)
      })
    }
  })

  it('for a keep, which drops what is false and what is unknown', async () => {
    const rng = seededRandom('keep')
    const rows = randomRows(rng, 150)
    for (let round = 0; round < 12; round++) {
      const predicate = randomPredicate(rng, 3)
      const expected = reference(rows, [predicate], 'keep')
      const { kept, funnel } = await filter(rows, { where: predicate.sql }, { dropErrors: false })
      expect(kept, predicate.sql).toEqual(rows.filter((_, i) => expected.keep[i]))
      expect(funnel.rules).toMatchObject(expected.counts)
    }
  })
})
