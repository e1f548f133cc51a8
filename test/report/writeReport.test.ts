import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import sharp from 'sharp'
import { describe, expect, it } from 'vitest'
import { writeReport } from '../../src/report/writeReport.js'
import { runFilter } from '../../src/run/filter.js'
import { imageRoot, RULES, scoredRows, temporaryFolder, writeRows } from './support/figures.js'
import { present, readReport } from './support/readReport.js'

const folder = temporaryFolder()
const ROWS = 60
const input = writeRows(folder, scoredRows(ROWS))
const out = join(folder, 'report.html')
const made = writeReport({ input, out, imageRoot, rules: RULES, gallerySize: 6 })
const read = made.then(() => readReport(out))

describe('a report', () => {
  it('counts rows, kept, dropped, duplicates, suspects and errors', async () => {
    const { report } = await read
    // cosine < 0.25: rows 0 to 14; narrow: under 300 px and a words score of 0 or 1; then the copies; the last has an error.
    const low = scoredRows(ROWS).slice(0, 15).length
    expect(report.summary).toMatchObject({ rows: ROWS, duplicates: 20, suspects: 6, errors: 1 })
    const { funnel } = present(report.funnel)
    expect(funnel.rules.map(({ id, dropped }) => [id, dropped])).toEqual([
      ['row-error', 1],
      ['low', low],
      ['narrow', 0],
      ['copy', 14],
    ])
    expect(report.summary.kept).toBe(funnel.kept)
    expect(report.summary.keptShare).toEqual(funnel.keptShare)
    expect(await made).toMatchObject({ rows: ROWS, kept: 30, output: out, bytes: readFileSync(out).length })
  })

  it('draws thresholds in the histograms of their columns, whose bars add up', async () => {
    const { report } = await read
    const { histograms } = present(report.histograms)
    const cosine = histograms.find(({ column }) => column === 'cosine')!
    expect(cosine.same).toEqual(['score'])
    expect(cosine.thresholds).toEqual([{ column: 'cosine', operator: '<', value: 0.25, rule: 'low', isPartial: false }])
    for (const { kept, dropped, n, empty } of histograms) {
      expect([...kept, ...dropped].reduce((a, b) => a + b)).toBe(n)
      expect(n + empty).toBe(ROWS)
    }
    const below = cosine.kept.filter((_, i) => cosine.edges[i + 1]! <= 0.25)
    expect(below.every((rows) => rows === 0)).toBe(true)
  })

  it('groups by subject and source, rows without one apart', async () => {
    const { report } = await read
    const [subject, source] = report.groups.map(({ table }) => present(table).table)
    expect(subject!.groups.map(({ kind, name, rows }) => [kind, name, rows])).toEqual([
      ['value', 'ecology', 20],
      ['value', 'physics', 20],
      ['none', null, 20],
    ])
    const { papers, bySubject } = present(report.funnel).funnel
    const isClustered = papers !== undefined && bySubject !== undefined
    expect(subject).toMatchObject({ values: 2, isClustered })
    expect(source!.groups.reduce((sum, { rows, kept }) => sum + rows + kept!, 0)).toBe(ROWS + 30)
  })

  it('chooses galleries by one order, ties by row', async () => {
    const { report } = await read
    expect(present(report.best).gallery).toMatchObject({ rows: [58, 57, 56, 55, 54, 53], total: 59 })
    expect(present(report.worst).gallery.rows).toEqual([0, 1, 2, 3, 4, 5])
    const [low, narrow] = present(report.borderline).borderlines
    expect(low).toMatchObject({ below: { rows: [14, 13, 12], total: 15 }, above: { rows: [15, 16, 17], total: 44 } })
    expect(narrow!.threshold).toMatchObject({ column: 'image_width', operator: '<', value: 300, isPartial: true })
    const { galleries } = present(report.dropped)
    expect(galleries.map(({ rule, reason, rows, total }) => [rule, reason, rows.length, total])).toEqual([
      ['row-error', null, 1, 1],
      ['low', 'fits badly', 6, 15],
      ['copy', 'a copy', 6, 14],
    ])
    // From all over the table: a sixth of it at a time.
    expect(galleries[2]!.rows.at(-1)).toBeGreaterThan(49)
  })

  it('shows clusters with the row that stays first, and the least alike by their distance', async () => {
    const { report } = await read
    const duplicates = present(report.duplicates)
    expect(duplicates).toMatchObject({
      duplicates: 20,
      clusters: 20,
      by: [
        { by: 'bytes', rows: 10 },
        { by: 'phash', rows: 10 },
      ],
    })
    expect(duplicates.largest[0]).toEqual({ size: 2, rows: [1, 2] })
    expect(duplicates.leastAlike.map(({ rows }) => rows[1]! % 2)).toEqual([0, 0, 0, 0, 0, 0])
  })

  it('pairs a suspected figure with the row whose caption fits', async () => {
    const { report, rows } = await read
    const { pairs, suspects, compared } = present(report.swaps)
    expect({ suspects, compared }).toEqual({ suspects: 6, compared: ROWS })
    expect(pairs[0]).toEqual({ row: 1, captionRow: 0, captionId: 'fig-0', gain: 2.5, chance: 0.01, shared: ['growth'] })
    expect(rows.get(0)!.text).toContain('sample 0')
  })

  it('keeps the reason of a row with an error, and of a picture that cannot be made', async () => {
    const { report, rows, pictures } = await read
    const errors = present(report.errors)
    expect(errors).toMatchObject({
      total: 1,
      codes: [{ code: 'FILE_NOT_FOUND', stage: 'read', rows: 1 }],
      rows: [ROWS - 1],
    })
    const last = rows.get(ROWS - 1)!
    expect(last.error).toEqual({ code: 'FILE_NOT_FOUND', stage: 'read', message: 'there is no such file' })
    expect(last.noPicture).toContain('missing.png')
    expect(pictures.has(ROWS - 1)).toBe(false)
    expect(await made).toMatchObject({ withoutPicture: 1, pictures: pictures.size })
  })

  it('carries pictures as small WebP made anew, each row once', async () => {
    const { pictures, rows } = await read
    expect(pictures.size).toBe(rows.size - 1)
    for (const [row, url] of pictures) {
      const bytes = Buffer.from(url.replace('data:image/webp;base64,', ''), 'base64')
      expect(bytes.length, `row ${row}`).toBeLessThanOrEqual(10_000)
    }
    const [first] = pictures.values()
    const { format, width, height, exif, icc } = await sharp(Buffer.from(first!.split(',')[1]!, 'base64')).metadata()
    expect({ format, exif, icc }).toEqual({ format: 'webp', exif: undefined, icc: undefined })
    expect(Math.max(width, height)).toBeLessThanOrEqual(650)
  })

  it('is the same bytes from the same input', async () => {
    await made
    const again = join(folder, 'again.html')
    await writeReport({ input, out: again, imageRoot, rules: RULES, gallerySize: 6, threads: 1 })
    expect(readFileSync(again).equals(readFileSync(out))).toBe(true)
  })
})

describe('writeReport', () => {
  it('shows the dropped rows of a filter beside the kept ones, with its funnel', async () => {
    const home = temporaryFolder()
    const scored = writeRows(home, scoredRows(20))
    const [kept, dropped] = [join(home, 'kept.jsonl'), join(home, 'dropped.jsonl')]
    await runFilter({ input: scored, out: kept, dropped, rules: RULES })
    const report = join(home, 'report.html')
    await writeReport({ input: kept, out: report, imageRoot })
    const { report: data, rows } = readReport(report)
    expect(data.summary).toMatchObject({ rows: 20, kept: present(data.funnel).funnel.kept })
    expect(data.hasRowNumbers).toBe(false)
    expect([...rows.values()].filter(({ status }) => status === 'dropped').length).toBeGreaterThan(3)
    expect(data.provenance.steps.map(({ name }) => name)).toEqual(['filter'])

    writeFileSync(dropped, '')
    await writeReport({ input: kept, out: report, imageRoot, force: true, pictures: false })
    const alone = readReport(report).report
    expect(alone.summary.rows).toBe(present(alone.funnel).funnel.kept)
    expect(alone.provenance.notes.join()).toContain('dropped.jsonl')
  })

  it('says of every empty part why it is empty and what fills it', async () => {
    const bare = writeRows(folder, [{ id: 'a', image: 'bog-flux-f1.png', caption: 'text' }], 'bare.jsonl')
    const path = join(folder, 'bare.html')
    await writeReport({ input: bare, out: path, imageRoot })
    const { report } = readReport(path)
    const commands = [report.funnel, report.histograms, report.best, report.duplicates, report.swaps, report.dropped]
    for (const part of commands) expect(part.missing?.command).toMatch(/^figsift \w+ INPUT/)
    expect(report.errors.missing).toEqual({ why: 'No row carries an error.', command: null })
    expect(report.groups.map(({ table }) => table.missing?.why)).toEqual([
      'No row has a `subject`.',
      'No row has a `source`.',
    ])
  })

  it('writes a report of no rows', async () => {
    const path = join(folder, 'empty.html')
    const result = await writeReport({ input: writeRows(folder, [], 'empty.jsonl'), out: path })
    expect(result).toMatchObject({ rows: 0, shown: 0, pictures: 0, keptShare: null })
  })

  it('reads what DuckDB refuses: a byte order mark, half a surrogate pair', async () => {
    const odd = join(folder, 'odd.jsonl')
    writeFileSync(
      odd,
      `\ufeff${JSON.stringify({ id: 'a', caption: 'x', score: 1 })}\n{"id":"b","caption":"\\ud800","score":2}\n`,
    )
    const path = join(folder, 'odd.html')
    await writeReport({ input: odd, out: path })
    expect(present(readReport(path).report.best).gallery.rows).toEqual([1, 0])
  })

  it('reads CSV, where errors and words are JSON text', async () => {
    const csv = join(folder, 'rows.csv')
    const error = '"{""code"":""IMAGE_CORRUPT"",""message"":""cut off"",""stage"":""decode""}"'
    writeFileSync(
      csv,
      `id,image,caption,score,words_shared,error\na,bog-flux-f1.png,one,0.5,"[""bog""]",\nb,x.png,two,,,${error}\n`,
    )
    const path = join(folder, 'csv.html')
    await writeReport({ input: csv, out: path, imageRoot })
    const { report, rows } = readReport(path)
    expect(present(report.errors).codes).toMatchObject([{ code: 'IMAGE_CORRUPT', stage: 'decode', rows: 1 }])
    expect(rows.get(1)!.error!.message).toBe('cut off')
    expect(rows.get(0)!.shared).toEqual(['bog'])
  })

  it('gives a row that failed as it was ingested the reason from there', async () => {
    const path = join(folder, 'ingested.html')
    const ingestError = { code: 'FILE_NOT_FOUND', message: 'no such file', stage: 'image' }
    const error = { code: 'IMAGE_MISSING', message: 'no image', stage: 'read' }
    const rows = [{ id: 'a', ingest_error: ingestError, error }, { id: 'b', error }, { id: 'c' }]
    await writeReport({ input: writeRows(folder, rows, 'ingested.jsonl'), out: path })
    const { report, rows: shown } = readReport(path)
    expect(present(report.errors).codes.map(({ code, rows: n }) => [code, n])).toEqual([
      ['FILE_NOT_FOUND', 1],
      ['IMAGE_MISSING', 1],
    ])
    expect([...shown.values()].map((row) => row.error?.message)).toEqual(['no such file', 'no image', undefined])
  })

  it('takes numbers beyond 2^53, infinities, kinds without end and blank texts as they come', async () => {
    const odd = join(folder, 'odd-numbers.jsonl')
    const rows = Array.from({ length: 60 }, (_, i) => {
      const error = `{"code":"KIND_${i}","message":"${i}"}`
      const cluster = 2n ** 53n + BigInt(i >> 1)
      return `{"id":"n${i}","caption":" ","score":${i === 3 ? '1e999' : i},"dup_cluster":${cluster},"dup_keep":${i % 2 === 0},"error":${error}}\n`
    })
    writeFileSync(odd, rows.join(''))
    const path = join(folder, 'odd-numbers.html')
    await writeReport({ input: odd, out: path, gallerySize: 3 })
    const { report, rows: shown } = readReport(path)
    expect(present(report.duplicates).largest.map((cluster) => cluster.rows)).toEqual([
      [0, 1],
      [2, 3],
      [4, 5],
    ])
    expect(present(report.errors)).toMatchObject({ total: 60, moreCodes: 20 })
    expect(present(report.best).gallery).toMatchObject({ rows: [59, 58, 57] })
    expect(shown.get(59)!.text).toBeNull()
  })

  it('stops at the most pictures, the first parts having theirs', async () => {
    const path = join(folder, 'few.html')
    const result = await writeReport({ input, out: path, imageRoot, gallerySize: 4, maxPictures: 3 })
    expect(result.pictures).toBe(3)
    expect([...readReport(path).pictures.keys()].sort()).toEqual([56, 57, 58])
  })

  it('refuses an existing file, wrong options, and leaves nothing when cancelled', async () => {
    await made
    await expect(writeReport({ input, out })).rejects.toMatchObject({ code: 'OUTPUT_EXISTS' })
    await expect(writeReport({ input, out: join(folder, 'report.pdf') })).rejects.toMatchObject({ code: 'BAD_USAGE' })
    await expect(writeReport({ input, out, gallery: 3 } as never)).rejects.toThrow('gallerySize')
    await expect(writeReport({ input: join(folder, 'none.jsonl'), out: join(folder, 'n.html') })).rejects.toMatchObject(
      {
        code: 'FILE_NOT_FOUND',
      },
    )
    const controller = new AbortController()
    const late = join(folder, 'late.html')
    const onProgress = () => controller.abort()
    await expect(
      writeReport({ input, out: late, imageRoot, signal: controller.signal, onProgress }),
    ).rejects.toMatchObject({
      code: 'CANCELLED',
    })
    expect(existsSync(late)).toBe(false)
  })
})
