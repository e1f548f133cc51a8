import { execFileSync } from 'node:child_process'
import { appendFile, mkdir } from 'node:fs/promises'
import { gzipSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { openDataset } from '../../src/dataset/openDataset.js'
import { allRows, ids, testFolder, writeParquet } from './support.js'

const folder = testFolder()
const jsonl = (...rows: unknown[]) => rows.map((row) => `${JSON.stringify(row)}\n`).join('')

describe('opening', () => {
  it.each([
    ['x.tar.bz2', /Unpack it/],
    ['x.arrow', /Write it as .parquet/],
    ['x.json', /one JSON object per line/],
    ['x.xlsx', /\.jsonl, \.csv, \.tar \(each also \.gz, \.zst\) or \.parquet/],
    ['.jsonl', /Expected a dataset file/],
  ])('refuses %s with its remedy', async (name, message) => {
    await expect(openDataset(folder.path(name))).rejects.toThrow(message)
  })

  it('says what is not there, and what is no file', async () => {
    await expect(openDataset(folder.path('none.jsonl'))).rejects.toMatchObject({ code: 'FILE_NOT_FOUND' })
    await expect(openDataset(folder.path('none-*.jsonl'))).rejects.toMatchObject({ code: 'FILE_NOT_FOUND' })
    execFileSync('mkfifo', [folder.path('pipe.jsonl')])
    await expect(openDataset(folder.path('pipe.jsonl'))).rejects.toMatchObject({ code: 'NOT_A_REGULAR_FILE' })
  })

  it('refuses unknown options, naming the near one', async () => {
    await expect(openDataset('x.jsonl', { limt: 1 } as object)).rejects.toThrow(/limit/)
  })

  it('takes a folder by its metadata file and reads `file_name`', async () => {
    await mkdir(folder.path('figures'))
    await expect(openDataset(folder.path('figures'))).rejects.toThrow(/metadata.jsonl/)
    await folder.write('figures/metadata.jsonl', jsonl({ file_name: 'a.png', text: 'A' }, { file_name: 'b.png' }))
    const dataset = await openDataset(folder.path('figures'))
    expect(dataset).toMatchObject({ name: 'figures', format: 'jsonl', root: folder.path('figures') })
    expect((await allRows(dataset)).map((row) => [row.id, row.record.image])).toEqual([
      ['metadata:0', 'a.png'],
      ['metadata:1', 'b.png'],
    ])
  })

  it('reads a glob in order of names, images relative to each file, default ids numbered over all', async () => {
    for (const part of ['p2', 'p10', '.hidden']) {
      await mkdir(folder.path(`glob/${part}`), { recursive: true })
      await folder.write(`glob/${part}/part.jsonl`, jsonl({ image: `${part}.png` }, { image: '/abs.png' }))
    }
    const dataset = await openDataset(folder.path('glob/*/p[!x]rt.{jsonl,nothing}'))
    expect(dataset.root).toBe(folder.path('glob'))
    expect(await dataset.scan()).toMatchObject({ rows: 4 })
    expect((await allRows(dataset)).map((row) => [row.id, row.record.image])).toEqual([
      ['part:0', 'p10/p10.png'],
      ['part:1', '/abs.png'],
      ['part:2', 'p2/p2.png'],
      ['part:3', '/abs.png'],
    ])
    expect(await ids(dataset, { begin: 1, end: 3 })).toEqual(['part:1', 'part:2'])
    expect((await openDataset(folder.path('glob/**/part.jsonl'))).files).toHaveLength(2)
    await folder.write('glob/p2/other.csv', 'a\n')
    await expect(openDataset(folder.path('glob/p2/*'))).rejects.toThrow(/one format/)
  })
})

describe('JSON lines', () => {
  it('keeps the spelling of numeric ids, also behind repeated and escaped keys', async () => {
    const path = await folder.write(
      'numbers.jsonl',
      '{"id":2101.00010}\n{"id":1, "\\u0069d": 12345678901234567890123}\n{"x":{"id":5},"id":"7"}\n{"id":null}\n{"id":""}\n{"id":true}',
    )
    const rows = await allRows(await openDataset(path))
    expect(rows.map((row) => row.id)).toEqual([
      '2101.00010',
      '12345678901234567890123',
      '7',
      'numbers:3',
      'numbers:4',
      'numbers:5',
    ])
    expect(rows.map((row) => row.error?.code)).toEqual([
      undefined,
      undefined,
      undefined,
      undefined,
      undefined,
      'BAD_ROW',
    ])
  })

  it('counts rows, keys of late rows and blank lines; reads CRLF, a byte order mark and a missing last line feed', async () => {
    const late = Array.from({ length: 5000 }, (_, i) => `{"id":"r${i}"${i === 4999 ? ',"late":1' : ''}}`)
    const path = await folder.write('late.jsonl', `\ufeff\r\n${late.join('\r\n')}`)
    const dataset = await openDataset(path)
    expect(await dataset.scan()).toMatchObject({ rows: 5000, keys: ['id', 'late'], blankLines: 1, badRows: 0 })
    for (const begin of [0, 1023, 1024, 3000, 4998]) {
      const window = await allRows(dataset, { begin, end: begin + 3 })
      expect(window.map((row) => row.id)).toEqual([0, 1, 2].map((i) => `r${begin + i}`).slice(0, 5000 - begin))
      expect(window[0]!.index).toBe(begin)
    }
    const fresh = await openDataset(path)
    expect(await ids(fresh, { begin: 2000, end: 2002 })).toEqual(['r2000', 'r2001'])
  })

  it('lists unreadable lines with their numbers', async () => {
    const path = await folder.write('bad.jsonl', '{"id":"a"}\n\n{"id":\n[1]\nnull\n{"id":"b"}\n"x"\n{}{}\n')
    const dataset = await openDataset(path)
    const error = await dataset.scan().catch((e) => e)
    expect(error).toMatchObject({ code: 'BAD_ROW', file: path, line: 3 })
    for (const line of [3, 4, 5, 7, 8]) expect(error.message).toContain(`bad.jsonl:${line}:`)
    expect(error.message).toContain('--skip-bad-rows')
    await expect(allRows(dataset)).rejects.toMatchObject({ code: 'BAD_ROW', line: 3 })
    const skipping = await openDataset(path, { skipBadRows: true })
    expect(await skipping.scan()).toMatchObject({ rows: 2, badRows: 5, blankLines: 1 })
    expect(await ids(skipping)).toEqual(['a', 'b'])
  })

  it('lists up to five duplicate ids with their rows', async () => {
    const rows = Array.from({ length: 3000 }, (_, i) => ({ id: `n${i % 2990}` }))
    const path = await folder.write('twice.jsonl', jsonl(...rows))
    const error = await (await openDataset(path)).scan().catch((e) => e)
    expect(error).toMatchObject({ code: 'DUPLICATE_ID', row: 2990 })
    expect(error.message).toContain('"n0" in rows 0, 2990')
    expect(error.message.match(/ in rows /g)).toHaveLength(5)
    await (await openDataset(path, { limit: 2990 })).scan()
    const mixed = await folder.write('mixed.jsonl', '{"id":"mixed:1"}\n{}\n')
    await expect((await openDataset(mixed)).scan()).rejects.toMatchObject({ code: 'DUPLICATE_ID' })
  })

  it('reads no further than the limit', async () => {
    const path = await folder.write('limit.jsonl', '{"id":1}\n{"id":2}\nbroken')
    const dataset = await openDataset(path, { limit: 2 })
    expect(await dataset.scan()).toMatchObject({ rows: 2, badRows: 0 })
    expect(await ids(dataset)).toEqual(['1', '2'])
    expect(await (await openDataset(path, { limit: 0 })).scan()).toMatchObject({ rows: 0 })
  })

  it('reads gzip in several members and Zstandard in several frames', async () => {
    const [a, b] = [jsonl({ id: 'a' }), jsonl(...Array.from({ length: 4000 }, (_, i) => ({ id: `b${i}` })))]
    const zst = (text: string) => execFileSync('zstd', ['-q', '-c', '--check'], { input: text })
    const files = [
      await folder.write('two.jsonl.gz', Buffer.concat([gzipSync(a), gzipSync(b)])),
      await folder.write('two.jsonl.zst', Buffer.concat([zst(a), Buffer.from('502a4d180200000000ff', 'hex'), zst(b)])),
    ]
    for (const file of files) {
      const dataset = await openDataset(file)
      expect(await dataset.scan()).toMatchObject({ rows: 4001 })
      expect(await ids(dataset, { begin: 3999 })).toEqual(['b3998', 'b3999'])
    }
  })

  it('hashes the bytes of a row', async () => {
    const path = await folder.write('hash.jsonl', '{"a":1}\n{"a":1}\n{"a": 1}\n')
    const [one, two, three] = (await allRows(await openDataset(path))).map((row) => row.rawHash)
    expect(one).toBe(two)
    expect(one).not.toBe(three)
    expect(one).toMatch(/^[0-9a-f]{64}$/)
  })

  it('notices that a file changed', async () => {
    const path = await folder.write('changes.jsonl', jsonl({ id: 'a' }))
    const dataset = await openDataset(path)
    await dataset.scan()
    await appendFile(path, jsonl({ id: 'b' }))
    await expect(allRows(dataset)).rejects.toThrow(/changed/)
  })

  it('does not let keys reach the prototype', async () => {
    const path = await folder.write('proto.jsonl', '{"__proto__":{"id":"p","image":"p.png"},"constructor":"c"}\n')
    const dataset = await openDataset(path)
    expect(await dataset.scan()).toMatchObject({ keys: ['__proto__', 'constructor'] })
    const [row] = await allRows(dataset)
    expect(row).toMatchObject({ id: 'proto:0', record: { context: [] } })
    expect(row!.record.image).toBeUndefined()
    expect(({} as Record<string, unknown>).image).toBeUndefined()
  })

  it('stops when its signal fires', async () => {
    const path = await folder.write('abort.jsonl', jsonl({}, {}))
    const dataset = await openDataset(path)
    const signal = AbortSignal.abort()
    await expect(dataset.scan({ signal })).rejects.toMatchObject({ code: 'CANCELLED' })
    await expect(allRows(dataset, { signal })).rejects.toMatchObject({ code: 'CANCELLED' })
    expect(await dataset.scan()).toMatchObject({ rows: 2 })
  })
})

describe('CSV', () => {
  it('reads quotes, line feeds in cells, CRLF, empty cells and a byte order mark', async () => {
    const path = await folder.write(
      'a.csv',
      '\ufeffid,image,text,"con""text"\r\n2101.00010,a.png,"one,\r\ntwo ""q""",\r\n\r\nb,,5" wide,""\r\n',
    )
    const dataset = await openDataset(path)
    expect(await dataset.scan()).toMatchObject({ rows: 2, keys: ['id', 'image', 'text', 'con"text'], blankLines: 1 })
    const rows = await allRows(dataset)
    expect(rows.map((row) => row.fields)).toEqual([
      { id: '2101.00010', image: 'a.png', text: 'one,\r\ntwo "q"', 'con"text': null },
      { id: 'b', image: null, text: '5" wide', 'con"text': '' },
    ])
    expect(await ids(dataset, { begin: 1 })).toEqual(['b'])
  })

  it('lists ragged rows, broken quotes and an open quote at the end', async () => {
    const path = await folder.write('ragged.csv', 'id,b\n1,2\n3\n4,"a"x\n5,6,7\n8,"multi\nline"\n9,"open\n\n')
    const error = await (await openDataset(path)).scan().catch((e) => e)
    expect(error).toMatchObject({ code: 'BAD_ROW', line: 3 })
    expect(error.message).toMatch(
      /:3: 1 cells where the header has 2\n.*:4: text after[^\n]*\n.*:5: 3 cells[^\n]*\n.*:8: a quote/,
    )
    const skipping = await openDataset(path, { skipBadRows: true })
    expect(await skipping.scan()).toMatchObject({ rows: 2, badRows: 4 })
    expect(await ids(skipping)).toEqual(['1', '8'])
  })

  it.each([
    ['a,a\n', /twice/],
    ['a;b\n1;2\n', /commas/],
    ['"a\n', /header/],
  ])('refuses the header %j', async (content, message) => {
    await expect((await openDataset(await folder.write('header.csv', content))).scan()).rejects.toThrow(message)
  })

  it('refuses files with other headers in one glob', async () => {
    await folder.write('h1.csv', 'id,b\n1,2\n')
    await folder.write('h2.csv', 'b,id\n1,2\n')
    await expect((await openDataset(folder.path('h?.csv'))).scan()).rejects.toThrow(/other columns/)
  })

  it('seeks after a scan', async () => {
    const lines = Array.from({ length: 4000 }, (_, i) => `r${i},"a\n\nb"`)
    const dataset = await openDataset(await folder.write('seek.csv', `id,text\n${lines.join('\n')}\n`))
    expect(await dataset.scan()).toMatchObject({ rows: 4000 })
    expect(await ids(dataset, { begin: 3071, end: 3074 })).toEqual(['r3071', 'r3072', 'r3073'])
  })
})

describe('Parquet', () => {
  it('reads rows of several files, structs with image bytes, lists and numeric ids', async () => {
    const select = (
      from: number,
    ) => `SELECT i + ${from} AS id, {'bytes': 'PNG'::BLOB, 'path': 'p' || i || '.png'} AS image,
      'caption ' || i AS caption, ['a', NULL, 'b'] AS context, 1.5 AS other FROM range(3000) t(i)`
    await writeParquet(folder.path('q1.parquet'), select(0), ', ROW_GROUP_SIZE 2048')
    await writeParquet(folder.path('q2.parquet'), select(3000))
    const dataset = await openDataset(folder.path('q?.parquet'))
    expect(await dataset.scan()).toMatchObject({ rows: 6000, keys: ['id', 'image', 'caption', 'context', 'other'] })
    const rows = await allRows(dataset, { begin: 2999, end: 3001, columns: ['other'] })
    expect(rows.map((row) => [row.index, row.id])).toEqual([
      [2999, '2999'],
      [3000, '3000'],
    ])
    expect(rows[0]!.record).toMatchObject({ text: 'caption 2999', context: ['a', 'b'] })
    expect(rows[0]!.record.image).toEqual({ bytes: Buffer.from('PNG'), path: 'p2999.png' })
    expect(rows[0]!.fields.other).toBe('1.5')
    expect(new Set((await allRows(dataset)).map((row) => row.rawHash)).size).toBe(6000)
    expect(await ids(await openDataset(folder.path('q1.parquet'), { limit: 2 }))).toEqual(['0', '1'])
    dataset.dispose()
    dataset.dispose()
  })

  it('finds duplicate ids', async () => {
    await writeParquet(folder.path('twice.parquet'), "SELECT 'n' || (i % 2990) AS id FROM range(3000) t(i)")
    const dataset = await openDataset(folder.path('twice.parquet'))
    await expect(dataset.scan()).rejects.toMatchObject({ code: 'DUPLICATE_ID', row: 2990 })
  })

  it('refuses what DuckDB would rename, drop or cast, and what is no Parquet', async () => {
    await folder.write('no.parquet', 'PAR1 not really')
    await expect(openDataset(folder.path('no.parquet'))).rejects.toMatchObject({ code: 'BAD_FORMAT' })
    await writeParquet(folder.path('s1.parquet'), 'SELECT 1 AS a')
    await writeParquet(folder.path('s2.parquet'), 'SELECT 1 AS a, 2 AS b')
    await expect(openDataset(folder.path('s?.parquet'))).rejects.toThrow(/"b INTEGER"/)
  })

  it('reads a table without any column of a record, and folders named like partitions', async () => {
    await mkdir(folder.path('label=3'))
    await writeParquet(folder.path('label=3/x.parquet'), 'SELECT i AS z FROM range(5) t(i)')
    const dataset = await openDataset(folder.path('label=3/x.parquet'))
    expect(await dataset.scan()).toMatchObject({ rows: 5, keys: ['z'] })
    expect(await ids(dataset, { begin: 3 })).toEqual(['x:3', 'x:4'])
  })
})
