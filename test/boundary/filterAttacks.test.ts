import { existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { columnsFor } from '../../src/dataset/names.js'
import { readSidecar } from '../../src/dataset/sidecar.js'
import { decide } from '../../src/filter/decide.js'
import { decideToParts } from '../../src/filter/decideToParts.js'
import { filter } from '../../src/filter/filter.js'
import { LockedDatabase } from '../../src/filter/lockedDatabase.js'

let folder: string
let input: string
let secret: string

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'figsift-attacks-'))
  input = join(folder, 'rows.jsonl')
  secret = join(folder, 'secret.txt')
  writeFileSync(input, '{"id":"a","text":"aaaa","n":1}\n{"id":"b","text":"bbbb","n":2}\n')
  writeFileSync(secret, 'token')
})

afterAll(() => rmSync(folder, { recursive: true }))

const run = (where: string, options: object = {}) =>
  decide({ source: { format: 'jsonl', files: [input] }, rules: { where }, ...options })

describe('a stranger’s where', () => {
  /** Each is refused as a predicate, before anything is evaluated. */
  const REFUSED = [
    // statements
    'true; DROP TABLE x',
    'true; SELECT 1',
    "true; COPY (SELECT 1) TO 'SECRET'",
    "COPY (SELECT 1) TO 'OUT'",
    "ATTACH 'OUT' AS x",
    'PRAGMA database_list',
    'INSTALL httpfs',
    "LOAD 'SECRET'",
    'SET threads = 9',
    'CREATE MACRO f() AS 1',
    "EXPORT DATABASE 'OUT'",
    'CALL pragma_version()',
    "IMPORT DATABASE 'SECRET'",
    'DETACH memory',
    'USE memory',
    'CHECKPOINT',
    'VACUUM',
    'BEGIN',
    'EXPLAIN SELECT true',
    'DESCRIBE SELECT 1',
    "SUMMARIZE 'INPUT'",
    'PREPARE p AS SELECT 1',
    'EXECUTE p',
    'SET VARIABLE x = 1',
    'RESET threads',
    'CREATE TABLE t AS SELECT 1',
    'CREATE SECRET s (TYPE s3)',
    'INSERT INTO t VALUES (1)',
    'UPDATE t SET a = 1',
    'DELETE FROM t',
    'TRUNCATE t',
    "COMMENT ON TABLE t IS 'x'",
    "true\n; ATTACH ':memory:' AS y",
    ';',
    // more than one expression, or a query
    'true, true',
    'true AS x',
    'true FROM range(3)',
    "true FROM read_text('SECRET')",
    "true FROM 'INPUT'",
    'true WHERE true',
    'true LIMIT 0',
    'true ORDER BY 1',
    'true GROUP BY ALL',
    'true HAVING true',
    'true QUALIFY true',
    'true UNION SELECT false',
    'true USING SAMPLE 1',
    'DISTINCT true',
    '1=1) OR (1=1',
    'true) IS NULL OR (SELECT true',
    ') --',
    '(true',
    'true)',
    // comments
    'true /* open',
    '/* only a comment */',
    '-- only a comment',
    // subqueries and files
    '(SELECT true)',
    'EXISTS (SELECT 1)',
    "(SELECT content FROM read_text('SECRET')) LIKE 'root%'",
    "n IN (SELECT n FROM 'INPUT')",
    'n = ANY (SELECT 1)',
    'n = ANY ([1, 2])',
    "EXISTS (FROM read_csv('SECRET'))",
    "EXISTS (FROM glob('/etc/*'))",
    "EXISTS (FROM read_blob('SECRET'))",
    'EXISTS (FROM duckdb_settings())',
    "EXISTS (FROM sniff_csv('SECRET'))",
    "(FROM read_json('SECRET')) IS NULL",
    "(SELECT count(*) FROM read_parquet('SECRET')) > 0",
    "n IN (FROM 'SECRET')",
    'n IN (VALUES (1))',
    '(VALUES (true))',
    '(TABLE figsift_rows)',
    "ARRAY(SELECT content FROM read_text('SECRET')) IS NULL",
    '[(SELECT 1)] IS NULL',
    "{'a': (SELECT 1)}.a = 1",
    'CASE WHEN (SELECT true) THEN true END',
    'TRY((SELECT true))',
    "coalesce((SELECT content FROM read_text('SECRET')), '') = 'token'",
    "lower((SELECT content FROM read_text('SECRET'))) = 'token'",
    'EXISTS (FROM duckdb_tables())',
    'EXISTS (FROM duckdb_secrets())',
    "EXISTS (FROM query('SELECT 1'))",
    'EXISTS (PIVOT figsift_rows ON n)',
    'EXISTS (WITH x AS (SELECT 1) FROM x)',
    // functions that reach out, or are not the same at every run
    "getenv('HOME') IS NOT NULL",
    "current_setting('threads') = '1'",
    "read_text('SECRET') IS NULL",
    "getvariable('x') IS NULL",
    "nextval('x') = 1",
    "query('SELECT 1') IS NULL",
    "query_table('x') IS NULL",
    "which_secret('x', 's3') IS NULL",
    'current_user IS NOT NULL',
    'current_database() IS NOT NULL',
    'random() > 0.5',
    'now() > n',
    'current_date IS NULL',
    'uuid() IS NULL',
    "error('x') IS NULL",
    "json_execute_serialized_sql('{}') IS NULL",
    "json_serialize_sql('SELECT 1') IS NULL",
    'pragma_version() IS NULL',
    "in_search_path('a', 'b')",
    "add_parquet_key('a', 'b') IS NULL",
    'version() IS NOT NULL',
    'txid_current() > 0',
    'sleep_ms(10000) IS NULL',
    'write_log(text) IS NULL',
    "other.lower(text) = 'x'",
    "('SECRET').read_text() IS NULL",
    'text.md5() IS NULL',
    'text.getenv() IS NULL',
    'getenv(text) IS NULL',
    "system.main.getenv('HOME') IS NULL",
    '"getenv"(\'HOME\') IS NULL',
    "GetEnv('HOME') IS NULL",
    "parse_path('SECRET') IS NULL",
    "file_exists('SECRET')",
    'duckdb_secrets() IS NULL',
    'finalize(text) IS NULL',
    'get_current_time() IS NULL',
    "alias(n) = 'n'",
    'stats(n) IS NULL',
    'hash(text) > 0',
    // not one row
    'count(*) > 1',
    'sum(n) > 1',
    'row_number() OVER () = 1',
    'count(*) FILTER (WHERE true) > 0',
    'unnest([true, false])',
    'COLUMNS(*) IS NULL',
    '* IS NULL',
    '*',
    'grouping(n) = 0',
    // other parts of the language
    '$1',
    '?',
    '#1',
    'DEFAULT',
    'list_transform([1], lambda x: x + 1) IS NULL',
    'list_reduce([1, 2], (a, b) -> a + b) = 3',
    "list_filter([1], lambda x: EXISTS (FROM read_text('SECRET'))) IS NULL",
    '[x for x in [1, 2] if x > 1] IS NULL',
    'apply([text], x -> getenv(x)) IS NULL',
    "MAP {'a': 1}['a'] = 1",
    "CAST(n AS ENUM('a', 'b')) IS NULL",
    'n::STRUCT(a INTEGER) IS NULL',
    'text::JSON IS NULL',
    'INTERVAL (SELECT 1) DAY IS NULL',
    'text SIMILAR TO text',
    "text LIKE 'a' ESCAPE text",
    'n = $name',
    // quotes that are none, and letters that look like others
    'n = ‘1’',
    'text = “a”',
    'ｎ = 1',
    'n ＝ 1',
    "text = 'open",
    '"n = 1',
    "U&'\\0027' = text; --",
    'n = 1\u037e SELECT 1',
    "text COLLATE nocase = 'A'",
    'CAST(text AS mytype) IS NULL',
    'CAST([1] AS INTEGER[]) IS NULL',
    'rowid = 0',
    'figsift_rows.n = 1',
    'memory.main.figsift_rows.n = 1',
    'c0 = 1',
    'c_0 = 1',
    'v0 = 1',
    'v0_text IS NULL',
    'r0',
    'place0 IS NULL',
    'json IS NULL',
    'l IS NULL',
    // bombs that no time or memory limit of DuckDB would stop
    "repeat('x', 3000000000) IS NULL",
    "lpad('x', 2000000000, 'y') IS NULL",
    'range(10000000000) IS NULL',
    'generate_series(1, 10000000000) IS NULL',
    'levenshtein(text, text) > 1',
    "text GLOB '*a*a*a*a*b'",
    'text LIKE text',
    'regexp_matches(text, text)',
    `replace(replace(text, 'a', '${'a'.repeat(1000)}'), 'a', '${'a'.repeat(1000)}') = ''`,
    "regexp_replace(text, '', 'aaaaaaaaaa', 'g') = ''",
    `regexp_matches(text, '${'a'.repeat(2000)}')`,
    `${'text || '.repeat(50)}text = ''`,
    `concat(${Array(50).fill('text').join(', ')}) = ''`,
    `concat(concat(concat(text, text), concat(text, text)), concat(concat(text, text), concat(text, text))) = ''`,
    `${'('.repeat(20_000)}true${')'.repeat(20_000)}`,
    `${'NOT '.repeat(900)}true`,
    `${'n + '.repeat(900)}n > 1`,
    `${'n = 1 OR '.repeat(3000)}n = 2`,
    `text = '${'x'.repeat(200_000)}'`,
    '',
    '   ',
    'true\0',
    '1e999 > n',
  ]

  it.each(REFUSED.map((where) => [JSON.stringify(where.slice(0, 60)), where]))('is refused: %s', async (_, where) => {
    const text = where.replaceAll('SECRET', secret).replaceAll('INPUT', input).replaceAll('OUT', join(folder, 'out'))
    const code = text === '' ? 'BAD_USAGE' : 'BAD_PREDICATE'
    await expect(run(text)).rejects.toMatchObject({ code })
    expect(existsSync(join(folder, 'out'))).toBe(false)
  })

  it('cannot close the expression with a comment or quote', async () => {
    expect((await run('n = 1 -- OR true')).funnel.kept).toBe(1)
    expect((await run('n /* , */ = 1')).funnel.kept).toBe(1)
    expect((await run("text = ''' OR true --'")).funnel.kept).toBe(0)
    expect((await run("text = E'\\' OR true --'")).funnel.kept).toBe(0)
    expect((await run("text = $$' OR true --$$")).funnel.kept).toBe(0)
  })

  it('reads odd spaces and a last semicolon as the parser does', async () => {
    for (const where of ['n\u200b = 1', 'n\u00a0=\u20031', 'n = 1;', 'n = 1;;']) {
      expect((await run(where)).funnel.kept, where).toBe(1)
    }
  })

  it('leaves no file behind', async () => {
    await run('n = 1')
    expect(readdirSync(folder).sort()).toEqual(['rows.jsonl', 'secret.txt'])
  })

  it('never reaches the database that writes the decisions', async () => {
    const target = join(folder, "it's; out")
    const evil = "x'; COPY (SELECT 1) TO 'pwned'; -- \0 {}[] $1"
    const rules = [{ id: evil, dropWhere: 'n = 1', reason: `${evil}\n"reason"` }]
    const { files } = await decideToParts({ source: { format: 'jsonl', files: [input] }, rules, folder: target })
    const rows = []
    for await (const row of readSidecar(files, columnsFor('filter'))) rows.push(row)
    expect(rows).toEqual([
      { keep: false, droppedBy: evil, droppedReason: `${evil}\n"reason"`, droppedByAll: [evil] },
      { keep: true, droppedBy: null, droppedReason: null, droppedByAll: [] },
    ])
    expect(readdirSync(target)).toEqual(['000000.parquet'])
    for (const where of ["n IN (FROM 'INPUT')", "COPY (SELECT 1) TO 'OUT'"]) {
      const text = where.replaceAll('INPUT', input).replaceAll('OUT', join(target, 'out'))
      const refused = decideToParts({
        source: { format: 'jsonl', files: [input] },
        rules: { where: text },
        folder: target,
      })
      await expect(refused).rejects.toMatchObject({ code: 'BAD_PREDICATE' })
    }
    rmSync(target, { recursive: true })
  })

  it('says what it may call and where the fault is', async () => {
    await expect(run("md5(text) = 'x'")).rejects.toThrow(/`md5` is not one of the functions that it may call: abs, /)
    await expect(run('n = = 1')).rejects.toThrow(/syntax error at or near "=" \(character 5\)/)
    await expect(run("repeat(text, 3) = ''")).rejects.toThrow(/`repeat` is not allowed in it: its result can be larger/)
  })
})

describe('time', () => {
  const long = 'a'.repeat(4000)
  const rows = Array.from({ length: 100 }, () => ({ text: long }))

  it('LIKE patterns that make a backtracking matcher exponential are linear', async () => {
    for (const where of [
      "text LIKE '%a%a%a%a%a%a%b'",
      "text ILIKE '%a%a%a%a%a%a%b'",
      "text LIKE '%a_%a%a_%a%a%b'",
      "text NOT ILIKE '%a_%a%a_%a%a%B_'",
      "regexp_matches(text, '(a+)+(a+)+(a+)+b')",
      "text SIMILAR TO '(a*)*(a*)*b'",
    ]) {
      const { funnel } = await filter(rows, { where }, { timeLimitMs: 20_000 })
      expect(funnel.kept).toBe(where.includes('NOT') ? 100 : 0)
    }
  })

  it('ends at the time limit, and the loop turns meanwhile', async () => {
    const many = Array.from({ length: 40_000 }, (_, i) => ({ text: `${i}${'ab '.repeat(200)}` }))
    // Far more work than the limit allows on any machine.
    const slow = Array.from({ length: 200 }, (_, i) => `regexp_matches(text, '(a|b| ){50,90}x${i}$')`).join(' OR ')
    let ticks = 0
    const timer = setInterval(() => ticks++, 10)
    const pending = filter(many, { where: slow }, { timeLimitMs: 400 })
    await expect(pending).rejects.toMatchObject({ code: 'LIMIT_EXCEEDED', message: expect.stringMatching(/400 ms/) })
    clearInterval(timer)
    expect(ticks).toBeGreaterThan(5)
  })

  it('other calls go on after one was interrupted', async () => {
    const results = await Promise.allSettled([
      filter(rows, { where: "regexp_matches(text, '(a|b){50,90}x$')" }, { timeLimitMs: 1 }),
      filter(rows, { where: "text LIKE 'a%'" }),
    ])
    expect(results[0]!.status).toBe('rejected')
    expect(results[1]).toMatchObject({ status: 'fulfilled', value: { funnel: { kept: 100 } } })
  })
})

describe('the locked database itself, should an expression ever get past the check', () => {
  let database: LockedDatabase

  beforeAll(async () => {
    database = await LockedDatabase.open({ files: [input], memoryLimitBytes: 2 ** 27, timeLimitMs: 20_000, threads: 1 })
  })

  afterAll(() => {
    database.dispose()
    database.dispose()
  })

  it('reads the files it was given', async () => {
    const [[n]] = (await database.rows(`SELECT count(*) FROM read_ndjson_objects('${input}')`)) as [[string]]
    expect(Number(n)).toBe(2)
  })

  const DENIED = [
    "SELECT * FROM read_text('SECRET')",
    "SELECT * FROM read_csv('/etc/passwd')",
    "SELECT * FROM '/etc/passwd'",
    "SELECT * FROM read_blob('/proc/self/environ')",
    "SELECT * FROM glob('/etc/*')",
    "SELECT * FROM read_parquet('https://127.0.0.1/x.parquet')",
    "COPY (SELECT 1) TO 'OUT'",
    "COPY (SELECT 1) TO 'INPUT'",
    "ATTACH 'OUT' AS x",
    "EXPORT DATABASE 'OUT'",
    'INSTALL httpfs',
    "LOAD 'SECRET'",
    'SET enable_external_access = true',
    "SET allowed_paths = ['/']",
    'SET lock_configuration = false',
    "SET temp_directory = 'OUT'",
    "SELECT getenv('HOME')",
  ]

  it.each(DENIED)('denies %s', async (sql) => {
    const text = sql.replaceAll('SECRET', secret).replaceAll('INPUT', input).replaceAll('OUT', join(folder, 'out'))
    await expect(database.rows(text)).rejects.toThrow(/Permission|locked|disabled|does not exist|Cannot change/i)
    expect(existsSync(join(folder, 'out'))).toBe(false)
  })

  it('keeps its memory limit where DuckDB counts it', async () => {
    await expect(database.rows('SELECT count(DISTINCT i) FROM range(100000000) t(i)')).rejects.toThrow(/Out of Memory/)
  })
})
