import { describe, expect, it } from 'vitest'
import { filter } from '../../src/filter/filter.js'
import type { Rule } from '../../src/filter/types.js'

const ROWS = [
  { id: 'a', imageWidth: 100, text: 'A logo', words: ['x'] },
  { id: 'b', imageWidth: 300, text: 'Voltage' },
  { id: 'c', imageWidth: null, text: 'Current' },
  { id: 'd', imageWidth: 400, error: { code: 'IMAGE_CORRUPT', message: 'm', stage: 'decode' } },
  { id: 'e', imageWidth: 50, text: 'Power' },
]

const SMALL: Rule = { id: 'small', dropWhere: 'image_width < 224', reason: 'under 224 px', source: 'ours' }
const LOGO: Rule = { id: 'logo', dropWhere: "text ILIKE '%LOGO%'" }

const ids = (rows: readonly { id: string }[]) => rows.map((r) => r.id).join('')
const keptBy = async (where: string, rows: readonly object[] = ROWS) =>
  ids((await filter(rows as { id: string }[], { where }, { dropErrors: false })).kept)

describe('columns of ours that no scored row has a value for', () => {
  const error = { code: 'FILE_NOT_FOUND', message: 'm', stage: 'read' }
  const failed = [
    { id: 'a', score: null, error },
    { id: 'b', score: null, error },
  ]
  it('are NULL when all rows failed', async () => {
    for (const where of ['image_width >= 224', 'imageWidth >= 224', 'words_score > 0']) {
      expect((await filter(failed, { where })).kept).toEqual([])
      expect((await filter(failed, [{ id: 'r', dropWhere: where }], { dropErrors: false })).kept).toEqual(failed)
    }
  })

  it('are NULL when no row failed, and `error` is what is not there', async () => {
    const whole = [{ id: 'a', score: 1, wordsScore: 1, imageWidth: 9 }]
    expect((await filter(whole, { where: 'error IS NULL AND text_truncated IS NULL' })).kept).toEqual(whole)
  })
})

describe('filter refuses', () => {
  it('rows that are no objects', async () => {
    await expect(filter([1] as unknown as object[], { where: 'true' })).rejects.toThrow(/`rows\[0\]` but received 1/)
    await expect(filter('x' as unknown as object[], { where: 'true' })).rejects.toThrow(/an array of objects/)
  })

  it('rules with wrong shapes, and says where', async () => {
    const tryRules = (rules: unknown) => filter(ROWS, rules as Rule[])
    await expect(tryRules(null)).rejects.toThrow(/`rules`/)
    await expect(tryRules({ were: 'x' })).rejects.toThrow(/Did you mean `where`\?/)
    await expect(tryRules([{ id: 'a' }])).rejects.toThrow(/`rules\[0\].dropWhere`/)
    await expect(tryRules([{ id: 'a', dropwhere: 'x' }])).rejects.toThrow(/Did you mean `dropWhere`\?/)
    await expect(tryRules([SMALL, SMALL])).rejects.toThrow(/`rules\[1\]` but received "small", which another rule has/)
    await expect(tryRules([{ ...SMALL, id: 'row-error' }])).rejects.toThrow(/is taken/)
  })

  it('unknown options', async () => {
    await expect(filter(ROWS, [SMALL], { dropError: true } as object)).rejects.toThrow(/Did you mean `dropErrors`\?/)
    await expect(filter(ROWS, [SMALL], { threads: 0 })).rejects.toThrow(/`threads`/)
  })

  it('columns that are not there, naming the nearest and those there are', async () => {
    await expect(filter(ROWS, { where: 'image_widht > 1' })).rejects.toThrow(
      /no column `image_widht`. Did you mean `image_width`\? Columns: id, image_width, text, words, error/,
    )
    await expect(filter(ROWS, { where: 'words_score > 1' })).rejects.toThrow(
      /`figsift score --signals words` writes `words_score`: run it first/,
    )
  })

  it('a words column beside a score, naming the flag that brings it', async () => {
    await expect(filter([{ id: 'a', score: null, imageWidth: 3 }], { where: 'words_score > 0' })).rejects.toThrow(
      /`figsift score --signals words` writes `words_score`; the scores there are were made without words\./,
    )
  })

  it('a cheap signal that was left out when the rows were scored, naming the option that did it', async () => {
    const where = 'text_chars > 3'
    await expect(filter([{ id: 'a', score: null, imageWidth: 3 }], { where })).rejects.toThrow(
      /writes `text_chars` unless it is left out by `--skip-signals` \(`skip_signals` in a recipe, `skipSignals` in the API\)/,
    )
    await expect(filter([{ id: 'a', imageWidth: 3 }], { where })).rejects.toThrow(/writes `text_chars`: run it first/)
  })

  it('two fields for one column, when a rule uses it', async () => {
    const rows = [{ imageWidth: 1 }, { image_width: 2, id: 'x' }]
    await expect(filter(rows, { where: 'image_width > 1' })).rejects.toThrow(/"imageWidth" and "image_width"/)
    await expect(filter(rows, { where: "id = 'x'" })).resolves.toBeDefined()
  })

  it('expressions that are not true or false', async () => {
    for (const where of ['image_width', "'x'", '1', 'lower(text)']) {
      await expect(filter(ROWS, { where })).rejects.toThrow(/not true or false/)
    }
  })

  it('comparing text with a number, where DuckDB would round the text', async () => {
    const rows = [{ id: 'a', x: '0.35' }]
    for (const where of ['x = 0.4', 'x IN (0.4)', 'x <> 0.4', 'nullif(x, 0.4) IS NULL', 'x < 0.4']) {
      await expect(filter(rows, { where })).rejects.toThrow(/try_cast\((x|column) AS DOUBLE\)/)
    }
    expect(await keptBy('try_cast(x AS DOUBLE) < 0.4', rows)).toBe('a')
    expect(await keptBy("x = '0.35'", rows)).toBe('a')
  })

  it('values that cannot be converted, naming the rule and the column', async () => {
    const bad: Rule = { id: 'bad', dropWhere: 'CAST(text AS INTEGER) > 3' }
    await expect(filter(ROWS, [SMALL, bad])).rejects.toThrow(/rule "bad".*Conversion Error: .*'A logo'.*column text/)
  })
})

describe('filter', () => {
  it('keeps and drops the caller’s own objects in order', async () => {
    const { kept, dropped } = await filter(ROWS, [SMALL, LOGO])
    expect(kept).toHaveLength(2)
    expect(kept[0]).toBe(ROWS[1])
    expect(kept[1]).toBe(ROWS[2])
    expect(dropped.map((d) => d.row)).toEqual([ROWS[0], ROWS[3], ROWS[4]])
    expect(dropped[0]!.row).toBe(ROWS[0])
    expect(dropped).toMatchObject([
      { index: 0, rule: 'small', reason: 'under 224 px', rules: ['small', 'logo'] },
      { index: 3, rule: 'row-error', rules: ['row-error'] },
      { index: 4, rule: 'small', rules: ['small'] },
    ])
  })

  it('tells in the funnel what each rule did', async () => {
    const { funnel } = await filter(ROWS, [SMALL, LOGO])
    expect(funnel).toMatchObject({ rows: 5, kept: 2, dropped: 3, keptShare: { value: 0.4 } })
    expect(funnel.rules).toMatchObject([
      { id: 'row-error', kind: 'error', rowsIn: 5, dropped: 1, nulls: 0, fired: 1, overlap: 0, marginal: 1 },
      { id: 'small', kind: 'drop', rowsIn: 4, dropped: 2, nulls: 1, fired: 2, overlap: 1, marginal: 1, source: 'ours' },
      { id: 'logo', rowsIn: 2, dropped: 0, nulls: 0, fired: 1, overlap: 1, marginal: 0, reason: null },
    ])
    expect(funnel.rules[1]!.share!.value).toBe(0.5)
    expect(funnel.rules[1]!.share!.low).toBeCloseTo(0.15004, 5)
    expect(JSON.parse(JSON.stringify(funnel))).toEqual(funnel)
  })

  it('lets NULL pass a drop, never a keep, and counts both', async () => {
    const rows = [{ x: 1 }, { x: null }, { x: undefined }, {}, { x: Number.NaN }]
    const drop = await filter(rows, [{ id: 'r', dropWhere: 'x > 0' }])
    expect(drop.kept).toEqual([{ x: null }, { x: undefined }, {}, { x: Number.NaN }])
    expect(drop.funnel.rules[1]).toMatchObject({ dropped: 1, nulls: 4 })
    const keep = await filter(rows, { where: 'x > 0' })
    expect(keep.kept).toEqual([{ x: 1 }])
    expect(keep.funnel.rules[1]).toMatchObject({ id: 'where', kind: 'keep', dropped: 4, nulls: 4 })
    const negated = await filter(rows, { where: 'NOT (x > 0)' })
    expect(negated.kept).toEqual([])
  })

  it('never lets a division by zero or a NaN pass as large', async () => {
    const rows = [{ id: 'a', x: 0, y: 0 }]
    expect(await keptBy('x / y > 0.5', rows)).toBe('')
    expect(await keptBy('1 / y > 0.5', rows)).toBe('')
  })

  it('compares a column without any value with everything: NULL', async () => {
    const rows = [{ id: 'a', none: null, text: 'x' }]
    for (const where of ['none', 'none > 3', "none LIKE 'a%'", 'none = text', "none = 'x'", 'none.field = 1', 'NULL']) {
      const { funnel } = await filter(rows, { where })
      expect(funnel.rules[1], where).toMatchObject({ dropped: 1, nulls: 1 })
    }
    expect(await keptBy("none IS NULL AND text = ''  IS NOT TRUE AND replace(text, 'x', '') = ''", rows)).toBe('a')
  })

  it('leaves rows with errors to the rules when asked to', async () => {
    const { kept, funnel } = await filter(ROWS, [SMALL], { dropErrors: false })
    expect(ids(kept)).toBe('bcd')
    expect(funnel.rules.map((r) => r.id)).toEqual(['small'])
  })

  it('takes an error of another tool, but no measurement called error', async () => {
    const errorKept = async (...errors: unknown[]) =>
      (
        await filter(
          errors.map((error) => ({ error })),
          [],
        )
      ).kept.map((r) => r.error)
    expect(await errorKept('timeout', '', null, undefined)).toEqual(['', null, undefined])
    expect(await errorKept(true, false, null)).toEqual([false, null])
    expect(await errorKept(0.3, 0, null)).toEqual([0.3, 0, null])
    expect(await errorKept({ code: 'X' }, null)).toEqual([null])
  })

  it('works without rules and without rows', async () => {
    expect((await filter(ROWS, [])).funnel.kept).toBe(4)
    expect((await filter(ROWS, [], { dropErrors: false })).kept).toEqual(ROWS)
    const empty = await filter([], [SMALL])
    expect(empty).toMatchObject({ kept: [], dropped: [], funnel: { rows: 0, keptShare: null } })
    expect(empty.funnel.rules[1]!.share).toBeNull()
    await expect(filter([], { where: '1=1) OR (1=1' })).rejects.toThrow(/syntax error/)
  })

  it('maps the names of the API, and leaves other fields alone', async () => {
    const rows = [{ id: 'a', wordsScore: 2, dupKeep: false, paperId: 'p', Größe: 3, 'a b': 1, 'x"y': 2, 'p/q~r': 4 }]
    for (const where of [
      'words_score = 2',
      'wordsScore = 2',
      'NOT dup_keep',
      "paperId = 'p'",
      'größe = 3',
      '"a b" = 1',
      '"x""y" = 2',
      '"p/q~r" = 4',
      '"WORDS_SCORE" = 2',
    ]) {
      expect(await keptBy(where, rows), where).toBe('a')
    }
  })

  it('tells fields apart that differ in case when one is written exactly', async () => {
    const rows = [{ id: 'a', Text: 'x', text: 'y' }]
    expect(await keptBy("text = 'y'", rows)).toBe('a')
    expect(await keptBy("Text = 'x'", rows)).toBe('a')
    await expect(filter(rows, { where: "TEXT = 'x'" })).rejects.toThrow(/could be any of the columns Text, text/)
  })

  it('keeps types: text that looks like a number or a date stays text, big integers keep their digits', async () => {
    const big = 12345678901234567890123n
    const rows = [
      { id: 'a', v: '2101.00010', day: '2024-01-02', big, list: [1, 2], box: { x: 1.5 }, bytes: new Uint8Array(3) },
    ]
    for (const where of [
      "v = '2101.00010' AND v <> '2101.0001' AND v LIKE '%10'",
      "day > '2024-01-01' AND CAST(day AS DATE) < DATE '2024-01-03'",
      'big > 0 AND box.x = 1.5 AND list[2] = 2 AND len(list) = 2 AND list_contains(list, 1)',
      'bytes IS NOT NULL',
    ]) {
      expect(await keptBy(where, rows), where).toBe('a')
    }
  })

  it('takes half surrogate pairs, NUL and other odd text', async () => {
    const rows = [
      { id: 'a', t: '\ud800x\\ud800\u0000\u2028"' },
      { id: 'b', t: '\ud83d\ude00' },
    ]
    expect(await keptBy("length(t) = 11 AND contains(t, '\\ud800')", rows)).toBe('a')
    expect(await keptBy("t = '\ud83d\ude00'", rows)).toBe('b')
  })

  it('refuses a value that has no JSON form, naming the row', async () => {
    const loop: Record<string, unknown> = {}
    loop.self = loop
    await expect(filter([{ x: 1 }, { x: loop }], { where: 'x = 1' })).rejects.toMatchObject({
      code: 'BAD_USAGE',
      row: 1,
    })
  })

  it('does not change rows, not even frozen ones', async () => {
    const rows = [Object.freeze({ id: 'a', x: 1 })]
    expect((await filter(rows, { where: 'x = 1' })).kept[0]).toBe(rows[0])
  })

  it('is cancelled by its signal, before and during', async () => {
    await expect(filter(ROWS, [SMALL], { signal: AbortSignal.abort() })).rejects.toMatchObject({ code: 'CANCELLED' })
    const rows = Array.from({ length: 60_000 }, (_, i) => ({ x: `${i} `.repeat(40) }))
    const controller = new AbortController()
    const pending = filter(rows, { where: "regexp_matches(x, '(a|b|c)+[0-9]{3,40}$')" }, { signal: controller.signal })
    setTimeout(() => controller.abort(), 30)
    await expect(pending).rejects.toMatchObject({ code: 'CANCELLED' })
  })

  it('reports progress up to all rows', async () => {
    const seen: number[] = []
    await filter(ROWS, [SMALL], { onProgress: (p) => seen.push(p.done) })
    expect(seen[0]).toBe(0)
    expect(seen.at(-1)).toBe(5)
  })

  it('lets timers tick while it reads 100 000 rows', async () => {
    const rows = Array.from({ length: 100_000 }, (_, i) => ({
      id: String(i),
      imageWidth: i % 1000,
      text: `caption ${i}`,
    }))
    let ticks = 0
    let longest = 0
    const started = performance.now()
    let before = started
    const timer = setInterval(() => {
      const now = performance.now()
      longest = Math.max(longest, now - before)
      before = now
      ticks++
    }, 1)
    const { kept } = await filter(rows, [SMALL, { id: 't', dropWhere: "text LIKE '%99%'" }])
    clearInterval(timer)
    expect(kept).toHaveLength(rows.filter((r) => r.imageWidth >= 224 && !r.text.includes('99')).length)
    expect(ticks).toBeGreaterThan(20)
    // A loop that was held for the call would show as one gap as long as it; a busy machine makes shorter ones.
    expect(longest).toBeLessThan((performance.now() - started) / 2)
  })
})
