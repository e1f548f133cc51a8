import { describe, expect, it } from 'vitest'
import { LockedDatabase } from '../../src/filter/lockedDatabase.js'
import { findThresholds } from '../../src/report/thresholds.js'

async function thresholdsOf(...expressions: (string | null)[]) {
  const database = await LockedDatabase.open({ files: [], memoryLimitBytes: 2 ** 28, timeLimitMs: 60_000, threads: 1 })
  try {
    const rules = expressions.map((expression, i) => ({
      id: `rule-${i}`,
      kind: 'drop' as const,
      expression,
      reason: null,
      source: null,
      ...{ rowsIn: 0, dropped: 0, share: null, nulls: 0, fired: 0, overlap: 0, marginal: 0 },
    }))
    return await findThresholds(database, rules)
  } finally {
    database.dispose()
  }
}

const at = (column: string, operator: string, value: number, isPartial = false) =>
  expect.objectContaining({ column, operator, value, isPartial })

describe('findThresholds', () => {
  it('reads a comparison from either side, with decimals, signs and quotes', async () => {
    expect(await thresholdsOf('cosine < 0.25')).toEqual([at('cosine', '<', 0.25)])
    expect(await thresholdsOf('224 > image_width')).toEqual([at('image_width', '<', 224)])
    expect(await thresholdsOf('cosine >= -1.5e-1')).toEqual([at('cosine', '>=', -0.15)])
    expect(await thresholdsOf("words_score <= '0.35'")).toEqual([at('words_score', '<=', 0.35)])
  })

  it('reads all comparisons that hold together, and says that there are more', async () => {
    expect(await thresholdsOf('NOT (a > 1 AND (b BETWEEN 2 AND 3 OR c = 4))')).toEqual([
      at('a', '>', 1, true),
      at('b', '>=', 2, true),
      at('b', '<=', 3, true),
      at('c', '=', 4, true),
    ])
  })

  it('finds none in computed sides, flags, texts, and what is no expression', async () => {
    expect(await thresholdsOf('least(a, b) < 3', 'NOT dup_keep', "subject = 'x'", 'a < b', 'SELECT 1;', null)).toEqual(
      [],
    )
  })
})
