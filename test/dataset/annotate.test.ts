import { execFileSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { readdir, readFile } from 'node:fs/promises'
import { dirname } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { type AnnotateOptions, annotate } from '../../src/dataset/annotate.js'
import type { OpenDatasetOptions } from '../../src/dataset/dataset.js'
import { columnByName, columnsFor } from '../../src/dataset/names.js'
import { openDataset } from '../../src/dataset/openDataset.js'
import { writeSidecar } from '../../src/dataset/sidecar.js'
import { query, sqlFile, testFolder, writeParquet } from './support.js'

const folder = testFolder()
const columns = ['score', 'words_score', 'words_shared', 'image_width', 'image_height', 'phash', 'error'].map(
  (name) => columnByName(name)!,
)
const ours = [
  { score: 0.5, wordsScore: 0.5, wordsShared: ['a "b"', 'é'], imageWidth: 3, imageHeight: 4, phash: '00ff' },
  { error: { code: 'IMAGE_MISSING', message: 'none, "really"', stage: 'read' } },
  { score: 1e-7, wordsScore: -0, wordsShared: [] },
]
const JSON_OURS = [
  '"score":0.5,"words_score":0.5,"words_shared":["a \\"b\\"","é"],"image_width":3,"image_height":4,"phash":"00ff","error":null',
  '"score":null,"words_score":null,"words_shared":null,"image_width":null,"image_height":null,"phash":null,"error":{"code":"IMAGE_MISSING","message":"none, \\"really\\"","stage":"read"}',
  '"score":1e-7,"words_score":0,"words_shared":[],"image_width":null,"image_height":null,"phash":null,"error":null',
]
const CSV_OURS = [
  '0.5,0.5,"[""a \\""b\\"""",""é""]",3,4,00ff,',
  ',,,,,,"{""code"":""IMAGE_MISSING"",""message"":""none, \\""really\\"""",""stage"":""read""}"',
  '1e-7,0,[],,,,',
]
const CSV_HEAD = 'score,words_score,words_shared,image_width,image_height,phash,error'

let parts = 0
async function sidecars(rows: readonly object[] = ours): Promise<string[]> {
  const paths = [folder.path(`part${parts++}.parquet`), folder.path(`part${parts++}.parquet`)]
  await writeSidecar(paths[0]!, columns, rows.slice(0, 2) as Record<string, unknown>[])
  await writeSidecar(paths[1]!, columns, rows.slice(2) as Record<string, unknown>[])
  return paths
}

async function run(input: string, out: string, options: Partial<AnnotateOptions> & { open?: OpenDatasetOptions } = {}) {
  const { open, ...rest } = options
  const dataset = await openDataset(folder.path(input), open)
  const own = rest.columns?.length === 0 ? [] : await sidecars()
  return annotate(dataset, { sidecars: [own], columns, out: folder.path(out), ...rest }).finally(() =>
    dataset.dispose(),
  )
}

const read = (name: string) => readFile(folder.path(name), 'latin1')
const latin1 = (text: string) => Buffer.from(text, 'latin1')
const utf8 = (text: string) => Buffer.from(text).toString('latin1')

describe('JSON lines', () => {
  const hostile = [
    '{"id": 12345678901234567890123, "v": 2101.00010, "e":"\\u00e9\xff\\/", "id2":{"score":1} }\r',
    ' { "a" :1,"a":2 , "__proto__":{"x":1}, "t":"}{\\\\" }\t\r',
    '{}',
  ]

  it('keeps every byte of every row, and line ends as they are', async () => {
    await folder.write('h.jsonl', latin1(`\xef\xbb\xbf\n${hostile.join('\n')}`))
    expect(await run('h.jsonl', 'h.out.jsonl')).toEqual({ rowsWritten: 3 })
    expect(await read('h.out.jsonl')).toBe(
      [
        `\xef\xbb\xbf{"id": 12345678901234567890123, "v": 2101.00010, "e":"\\u00e9\xff\\/", "id2":{"score":1} ,${utf8(JSON_OURS[0]!)}}\r\n`,
        ` { "a" :1,"a":2 , "__proto__":{"x":1}, "t":"}{\\\\" ,${utf8(JSON_OURS[1]!)}}\t\r\n`,
        `{${utf8(JSON_OURS[2]!)}}`,
      ].join(''),
    )
  })

  it('without columns and with `keep` it only leaves rows out', async () => {
    await folder.write('k.jsonl', latin1(`${hostile.join('\n')}`))
    const keep = Uint8Array.of(0, 1, 0)
    expect(await run('k.jsonl', 'k.out.jsonl', { columns: [], keep })).toEqual({ rowsWritten: 1 })
    expect(await read('k.out.jsonl')).toBe(`${hostile[1]}\n`)
    await run('k.jsonl', 'k.all.jsonl', { columns: [] })
    expect(await read('k.all.jsonl')).toBe(hostile.join('\n'))
    await expect(run('k.jsonl', 'k.bad.jsonl', { keep: Uint8Array.of(1) })).rejects.toMatchObject({
      code: 'SHAPE_MISMATCH',
    })
  })

  it('refuses columns that are there, and replaces top-level ones however they are spelt', async () => {
    const lines = [
      '{"sc\\u006fre":1, "x":{"score":2,"error":3},  "y":"score" , "error":[{"a":"]}"}]}',
      '{"score":1,"phash":"x"}',
      '{"a":1 , "score":2 , "score":3 }',
    ]
    await folder.write('r.jsonl', lines.join('\n'))
    const error = await run('r.jsonl', 'r.out.jsonl').catch((e) => e)
    expect(error).toMatchObject({ code: 'COLUMN_EXISTS' })
    expect(error.message).toMatch(/`score`, `error`, `phash`.*--replace-columns/)
    expect(existsSync(folder.path('r.out.jsonl'))).toBe(false)
    await run('r.jsonl', 'r.out.jsonl', { replaceColumns: true })
    expect(await readFile(folder.path('r.out.jsonl'), 'utf8')).toBe(
      [
        `{"x":{"score":2,"error":3},  "y":"score",${JSON_OURS[0]}}`,
        `{${JSON_OURS[1]}}`,
        `{"a":1 ,${JSON_OURS[2]}}`,
      ].join('\n'),
    )
  })

  it('sets bad lines aside, untouched and counted', async () => {
    await folder.write('b.jsonl', latin1('{"id":1}\n{bad \xff\r\n{"id":2}\n[1]\n\n{"id":3}\n'))
    const result = await run('b.jsonl', 'b.out.jsonl', { open: { skipBadRows: true } })
    expect(result).toEqual({ rowsWritten: 3, rejected: folder.path('b.out.jsonl.rejected.jsonl') })
    expect(await read('b.out.jsonl.rejected.jsonl')).toBe('{bad \xff\r\n[1]\n')
    expect((await read('b.out.jsonl')).split('\n')).toHaveLength(4)
    await folder.write('b.jsonl', '{"id":1}\n{"id":2}\n{"id":3}\n')
    await run('b.jsonl', 'b.out.jsonl', { open: { skipBadRows: true } })
    expect(existsSync(folder.path('b.out.jsonl.rejected.jsonl'))).toBe(false)
  })

  it('joins files that lack the last line feed, and stops at the limit', async () => {
    await folder.write('j1.jsonl', '{"id":1}')
    await folder.write('j2.jsonl', '\ufeff{"id":2}\r\n{"id":3}')
    await run('j?.jsonl', 'joined.jsonl', { columns: [] })
    expect(await readFile(folder.path('joined.jsonl'), 'utf8')).toBe('{"id":1}\n{"id":2}\r\n{"id":3}')
    await run('j?.jsonl', 'joined.jsonl', { columns: [], open: { limit: 2 } })
    expect(await readFile(folder.path('joined.jsonl'), 'utf8')).toBe('{"id":1}\n{"id":2}\r\n')
  })

  it('writes gzip and Zstandard in one frame, the same bytes each time', async () => {
    const text = Array.from({ length: 30_000 }, (_, i) => `{"id":${i},"x":"${Math.sin(i)}"}\n`).join('')
    await folder.write('z.jsonl', text)
    for (const [name, unzip] of [
      ['z.out.jsonl.gz', (b: Buffer) => gunzipSync(b)],
      ['z.out.jsonl.zst', (b: Buffer) => execFileSync('zstd', ['-dc'], { input: b, maxBuffer: 2 ** 26 })],
    ] as const) {
      await run('z.jsonl', name, { columns: [] })
      const first = await readFile(folder.path(name))
      expect(unzip(first).toString()).toBe(text)
      await run('z.jsonl', name, { columns: [] })
      expect((await readFile(folder.path(name))).equals(first)).toBe(true)
      if (name.endsWith('zst')) {
        expect(execFileSync('zstd', ['-lv', folder.path(name)], { encoding: 'utf8', stdio: 'pipe' })).toMatch(
          /Zstandard Frames: 1\n/,
        )
      }
      const again = await openDataset(folder.path(name))
      expect(await again.scan()).toMatchObject({ rows: 30_000 })
    }
    expect((await readdir(dirname(folder.path('x')))).filter((f) => f.includes('partial'))).toEqual([])
  })
})

describe('CSV', () => {
  const content = '\ufeffid,"b ""x""",c\r\n2101.00010,"one,\r\ntwo" ,x\r\n,,\r\n1e400,é, 5" \r\n'.replace('" ,x', '",x')

  it('keeps every byte of every record', async () => {
    await folder.write('c.csv', content)
    await run('c.csv', 'c.out.csv')
    expect(await readFile(folder.path('c.out.csv'), 'utf8')).toBe(
      [
        `\ufeffid,"b ""x""",c,${CSV_HEAD}\r\n2101.00010,"one,\r\ntwo",x,${CSV_OURS[0]}\r\n`,
        `,,,${CSV_OURS[1]}\r\n1e400,é, 5" ,${CSV_OURS[2]}\r\n`,
      ].join(''),
    )
    await run('c.csv', 'c.keep.csv', { columns: [], keep: Uint8Array.of(0, 0, 1) })
    expect(await readFile(folder.path('c.keep.csv'), 'utf8')).toBe('\ufeffid,"b ""x""",c\r\n1e400,é, 5" \r\n')
    await run('c.csv', 'c.none.csv', { columns: [], open: { limit: 0 } })
    expect(await readFile(folder.path('c.none.csv'), 'utf8')).toBe('\ufeffid,"b ""x""",c\r\n')
  })

  it('replaces columns', async () => {
    await folder.write('cr.csv', 'score,id,"error"\n1,"a,b",2\n,b,\n"""",c,"x\ny"')
    await expect(run('cr.csv', 'cr.out.csv')).rejects.toMatchObject({ code: 'COLUMN_EXISTS' })
    await run('cr.csv', 'cr.out.csv', { replaceColumns: true })
    expect(await readFile(folder.path('cr.out.csv'), 'utf8')).toBe(
      `id,${CSV_HEAD}\n"a,b",${CSV_OURS[0]}\nb,${CSV_OURS[1]}\nc,${CSV_OURS[2]}`,
    )
  })

  it('sets ragged records aside', async () => {
    await folder.write('rag.csv', 'id,b\n1,2\n3\n4,5\n6,7\n')
    const { rejected } = await run('rag.csv', 'rag.out.csv', { open: { skipBadRows: true } })
    expect(await readFile(rejected!, 'utf8')).toBe('3\n')
  })
})

describe('Parquet', () => {
  const types = `SELECT i AS id, 18446744073709551615::UBIGINT AS u64, 2101.00010::DECIMAL(12,5) AS dec,
    99999999999999999999999999999999999.123::DECIMAL(38,3) AS wide, TIMESTAMPTZ '2020-01-01 00:00:00.123456+02' AS tz,
    TIMESTAMP_NS '2020-01-01 00:00:00.123456789' AS ns, TIME '01:02:03.5' AS t, INTERVAL '1 month 2 days' AS iv, DATE '2020-02-29' AS d,
    'ed3a3ef8-0ab5-4d54-bcd2-5ba9ce0f8ae1'::UUID AS uu, 'a\\x00\\xFF'::BLOB AS bl, 'nan'::DOUBLE AS nan, 0.1::FLOAT AS f32,
    '{"a": 1.10}'::JSON AS js, [[1, NULL], [], NULL] AS lists, MAP {'k': 'v'} AS m, {'bytes': 'PNG'::BLOB, 'path': NULL::VARCHAR} AS image,
    CASE WHEN i = 1 THEN NULL ELSE [{'x': i}] END AS structs, NULL::INTEGER AS nothing FROM range(3) r(i)`
  const metadata = `, KV_METADATA {huggingface: '{"info": "it''s"}', "ARROW:schema": 'stale'}`

  it('keeps every type, value, schema entry and metadata of foreign columns', async () => {
    await writeParquet(folder.path('p.parquet'), types, metadata)
    await run('p.parquet', 'p.out.parquet')
    const [input, output] = [sqlFile(folder.path('p.parquet')), sqlFile(folder.path('p.out.parquet'))]
    const foreign = `SELECT * EXCLUDE (score, words_score, words_shared, image_width, image_height, phash, error) FROM ${output}`
    expect(await query(`(SELECT * FROM ${input} EXCEPT ALL ${foreign})`)).toEqual([])
    expect(await query(`(${foreign} EXCEPT ALL SELECT * FROM ${input})`)).toEqual([])
    const schema = (file: string) =>
      `SELECT name, type, type_length, repetition_type, num_children, converted_type, scale, precision, logical_type FROM parquet_schema(${file}) WHERE name <> 'duckdb_schema'`
    expect(await query(`${schema(input)} EXCEPT ALL ${schema(output)}`)).toEqual([])
    expect(await query(`SELECT score, words_shared, error FROM ${output}`)).toEqual(
      ours.map((row) => ({
        score: row.score ?? null,
        words_shared: row.wordsShared ?? null,
        error: row.error ?? null,
      })),
    )
    expect(
      await query(`SELECT decode(key) AS key, decode(value) AS value FROM parquet_kv_metadata(${output})`),
    ).toEqual([{ key: 'huggingface', value: '{"info": "it\'s"}' }])
  })

  it('writes equal bytes twice, keeps order over files, row groups and `keep`', async () => {
    const rows = 300_000
    await writeParquet(
      folder.path('o1.parquet'),
      `SELECT i AS id FROM range(${rows / 2}) t(i)`,
      ', ROW_GROUP_SIZE 10240',
    )
    await writeParquet(folder.path('o2.parquet'), `SELECT i + ${rows / 2} AS id FROM range(${rows / 2}) t(i)`)
    await writeParquet(
      folder.path('side.parquet'),
      `SELECT i AS dup_cluster FROM range(${rows}) t(i)`,
      ', ROW_GROUP_SIZE 4096',
    )
    const cluster = columnsFor('dedup').slice(0, 1)
    // Whole row groups are dropped: were the filter to reach the scan of one side, the sides would slip.
    const keep = Uint8Array.from({ length: rows }, (_, i) => (i % 50_000 < 20_000 ? 0 : 1))
    const dataset = await openDataset(folder.path('o?.parquet'))
    const job = { sidecars: [[folder.path('side.parquet')]], columns: cluster, keep }
    for (const out of ['o.a.out.parquet', 'o.b.out.parquet']) {
      const result = await annotate(dataset, { ...job, out: folder.path(out) })
      expect(result.rowsWritten).toBe(180_000)
    }
    dataset.dispose()
    const [a, b] = await Promise.all(['o.a.out.parquet', 'o.b.out.parquet'].map((f) => readFile(folder.path(f))))
    expect(a!.equals(b!)).toBe(true)
    const file = sqlFile(folder.path('o.a.out.parquet'))
    expect(
      await query(
        `SELECT count(*) AS n, bool_and(id = dup_cluster AND id % 50000 >= 20000 AND (id = 20000 OR id > previous)) AS ok
         FROM (SELECT *, lag(id) OVER (ORDER BY file_row_number) AS previous FROM read_parquet(${file}, file_row_number = true))`,
      ),
    ).toEqual([{ n: '180000', ok: true }])
  })

  it('takes a limit, replaces columns whatever their case, and refuses parts of another length', async () => {
    await writeParquet(folder.path('lim.parquet'), "SELECT i AS id, 'x' AS Score FROM range(10) t(i)")
    await expect(run('lim.parquet', 'lim.out.parquet', { open: { limit: 3 } })).rejects.toMatchObject({
      code: 'COLUMN_EXISTS',
    })
    await run('lim.parquet', 'lim.out.parquet', { open: { limit: 3 }, replaceColumns: true })
    expect(await query(`SELECT id, score FROM ${sqlFile(folder.path('lim.out.parquet'))}`)).toEqual([
      { id: '0', score: 0.5 },
      { id: '1', score: null },
      { id: '2', score: 1e-7 },
    ])
    await expect(run('lim.parquet', 'lim.bad.parquet', { replaceColumns: true })).rejects.toThrow(/10 rows.*received 3/)
  })

  it.each(['jsonl', 'csv', 'parquet'])('puts groups of parts side by side into %s', async (format) => {
    await folder.write('groups.jsonl', '{"id":"a"}\n{"id":"b"}\n{"id":"c"}\n')
    const [whole, halves] = [folder.path('whole.parquet'), [folder.path('half0.parquet'), folder.path('half1.parquet')]]
    const [score, width] = [columns.find((c) => c.camel === 'score')!, columns.find((c) => c.camel === 'imageWidth')!]
    await writeSidecar(whole, [width], [{ imageWidth: 1 }, { imageWidth: 2 }, { imageWidth: 3 }])
    await writeSidecar(halves[0]!, [score], [{ score: 0.5 }])
    await writeSidecar(halves[1]!, [score], [{}, { score: 0.25 }])
    const out = `groups.out.${format}`
    // The order of `columns` holds, whichever group they are in.
    await run('groups.jsonl', out, { sidecars: [[whole], halves], columns: [score, width] })
    const reader = { jsonl: 'read_json', csv: 'read_csv', parquet: 'read_parquet' }[format]
    const table = `${reader}(${sqlFile(folder.path(out))})`
    const rows = await query(`SELECT id, score::DOUBLE AS score, image_width::INT AS w FROM ${table}`)
    expect(rows).toEqual([
      { id: 'a', score: 0.5, w: 1 },
      { id: 'b', score: null, w: 2 },
      { id: 'c', score: 0.25, w: 3 },
    ])
    await expect(
      run('groups.jsonl', out, { sidecars: [[whole], halves.slice(0, 1)], columns: [score, width] }),
    ).rejects.toThrow(/3 rows in the side-car parts.*received 1/)
  })

  it('gives a dataset without rows its columns', async () => {
    await folder.write('none.csv', 'id,text\n')
    const dataset = await openDataset(folder.path('none.csv'))
    await annotate(dataset, { sidecars: [], columns, out: folder.path('none.parquet') })
    const names = (await query(`DESCRIBE SELECT * FROM ${sqlFile(folder.path('none.parquet'))}`)).map(
      (row) => (row as { column_name: string }).column_name,
    )
    expect(names).toEqual(['id', 'text', ...CSV_HEAD.split(',')])
  })
})

describe('conversions', () => {
  it('turns keys of JSON lines into text columns', async () => {
    const lines = [
      '{"id":2101.00010,"t":"a\\u00e9\\n","n":null,"o":{"k": [1.10]}}',
      '{"t":""}',
      '{"late":true,"late":false}',
    ]
    await folder.write('v.jsonl', lines.join('\n'))
    await run('v.jsonl', 'v.out.parquet', { columns: columns.slice(0, 1) })
    expect(await query(`SELECT * FROM ${sqlFile(folder.path('v.out.parquet'))}`)).toEqual([
      { id: '2101.00010', t: 'aé\n', n: null, o: '{"k": [1.10]}', late: null, score: 0.5 },
      { id: null, t: '', n: null, o: null, late: null, score: null },
      { id: null, t: null, n: null, o: null, late: 'false', score: 1e-7 },
    ])
    await run('v.jsonl', 'v.out.csv', { columns: columns.slice(0, 1), keep: Uint8Array.of(1, 1, 0) })
    expect(await readFile(folder.path('v.out.csv'), 'utf8')).toBe(
      'id,t,n,o,late,score\n2101.00010,"aé\n",,"{""k"": [1.10]}",,0.5\n,"",,,,\n',
    )
  })

  it('turns CSV into texts, and reads lists and structs of text back', async () => {
    await folder.write('w.csv', 'id,context,image\n007,"[""p"",""q""]","{""path"":""a.png""}"\n,,""\nc,d,e\n')
    await run('w.csv', 'w.out.jsonl', { columns: [] })
    expect(await readFile(folder.path('w.out.jsonl'), 'utf8')).toBe(
      '{"id":"007","context":"[\\"p\\",\\"q\\"]","image":"{\\"path\\":\\"a.png\\"}"}\n{"id":null,"context":null,"image":""}\n{"id":"c","context":"d","image":"e"}\n',
    )
    await run('w.csv', 'w.out.parquet', { columns: [] })
    const dataset = await openDataset(folder.path('w.out.parquet'))
    for await (const { record } of dataset.rows({ end: 1 })) {
      expect(record).toEqual({ id: '007', context: ['p', 'q'], image: { path: 'a.png' } })
    }
    dataset.dispose()
  })

  it('turns Parquet into JSON lines and CSV without losing digits or bytes', async () => {
    await writeParquet(
      folder.path('x.parquet'),
      `SELECT 18446744073709551615::UBIGINT AS u, 2101.00010::DECIMAL(12,5) AS d, 0.1::FLOAT AS f, 'nan'::DOUBLE AS nan,
       TIMESTAMPTZ '2020-01-01 00:00:00+02' AS tz, {'bytes': 'a\\x00\\xFF'::BLOB, 'path': 'it"s'} AS image, [1.50::DECIMAL(4,2), NULL] AS l,
       MAP {'k': 'b\\xFF'::BLOB} AS m, '{"a": 1.10}'::JSON AS js, NULL AS nothing, 'té"xt' AS t, NULL::STRUCT(a INT) AS s, '\\xFF'::BLOB AS b`,
    )
    await run('x.parquet', 'x.out.jsonl', { columns: [] })
    expect(await readFile(folder.path('x.out.jsonl'), 'utf8')).toBe(
      '{"u":18446744073709551615,"d":2101.00010,"f":0.1,"nan":null,"tz":"2019-12-31 22:00:00+00","image":{"bytes":"YQD/","path":"it\\"s"},' +
        '"l":[1.50,null],"m":[{"key":"k","value":"Yv8="}],"js":{"a": 1.10},"nothing":null,"t":"té\\"xt","s":null,"b":"/w=="}\n',
    )
    await run('x.parquet', 'x.out.csv', { columns: [] })
    expect(await readFile(folder.path('x.out.csv'), 'utf8')).toBe(
      'u,d,f,nan,tz,image,l,m,js,nothing,t,s,b\n18446744073709551615,2101.00010,0.1,nan,2019-12-31 22:00:00+00,' +
        '"{""bytes"":""YQD/"",""path"":""it\\""s""}","[1.50,null]","[{""key"":""k"",""value"":""Yv8=""}]","{""a"": 1.10}",,"té""xt",,/w==\n',
    )
    const dataset = await openDataset(folder.path('x.out.jsonl'))
    for await (const { record } of dataset.rows()) {
      expect(record.image).toEqual({ bytes: Buffer.from([0x61, 0, 0xff]), path: 'it"s' })
    }
  })

  it('refuses what a table cannot hold', async () => {
    await folder.write('case.jsonl', '{"A":1,"a":2}\n')
    await expect(run('case.jsonl', 'case.parquet', { columns: [] })).rejects.toThrow(/"A" and "a"/)
    await run('case.jsonl', 'case.csv', { columns: [] })
    await folder.write('none.jsonl', '{}\n')
    await expect(run('none.jsonl', 'none.csv', { columns: [] })).rejects.toThrow(/no keys/)
    await folder.write('one.jsonl', '{"a":null}\n{"a":""}\n')
    await run('one.jsonl', 'one.csv', { columns: [] })
    expect(await (await openDataset(folder.path('one.csv'))).scan()).toMatchObject({ rows: 2 })
  })
})

describe('outputs', () => {
  it('appear whole or not at all', async () => {
    await folder.write('q.jsonl', '{}\n{}\n{}\n')
    await folder.write('q.out.jsonl', 'old')
    const list = async () => (await readdir(dirname(folder.path('x')))).filter((f) => f.includes('q.out'))
    for (const out of ['q.out.jsonl', 'q.out.jsonl.zst']) {
      const controller = new AbortController()
      const stop = () => controller.abort()
      await expect(run('q.jsonl', out, { signal: controller.signal, onProgress: stop })).rejects.toMatchObject({
        code: 'CANCELLED',
      })
    }
    expect(await list()).toEqual(['q.out.jsonl'])
    expect(await read('q.out.jsonl')).toBe('old')
    await expect(run('q.jsonl', 'q.jsonl')).rejects.toMatchObject({ code: 'BAD_USAGE' })
    await expect(run('q.jsonl', 'nowhere/q.jsonl')).rejects.toMatchObject({ code: 'IO' })
    await expect(run('q.jsonl', 'q.out.xlsx')).rejects.toMatchObject({ code: 'BAD_FORMAT' })
  })
})
