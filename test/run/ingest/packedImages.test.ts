import { createHash } from 'node:crypto'
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, expect, test } from 'vitest'
import { type RunIngestOptions, runIngest } from '../../../src/run/ingest.js'
import { gzip, tarOf } from '../../ingest/units/archives.js'
import { parseRows, picture } from '../support/figures.js'
import { temporaryFolder } from '../support/temporaryFolder.js'

const PAPERS = 4
let images: Buffer[]
let archive: Buffer
const paths = Array.from({ length: PAPERS }, (_, i) => `images/0704/0704.000${i}.tar.gz/fig001.png`)
const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex')

beforeAll(async () => {
  images = await Promise.all(paths.map((_, i) => picture(i)))
  archive = gzip(
    await tarOf([...paths.map((name, i) => ({ name, data: images[i]! })), { name: '../out.png', data: 'x' }]),
  )
})

/** A subset with rows, and its archive in parts of so many bytes. */
function release(bytes = Math.ceil(archive.length / 3)): { arxiv: string; parts: string[] } {
  const arxiv = join(temporaryFolder(), 'arxiv')
  mkdirSync(join(arxiv, 'jsonl'), { recursive: true })
  const rows = paths.map((path, i) => ({
    arxiv_id: `0704.000${i}`,
    image_path: path,
    caption: `Figure 1: Number ${i}.`,
  }))
  writeFileSync(join(arxiv, 'jsonl/07_recaption.jsonl'), rows.map((row) => JSON.stringify(row)).join('\n'))
  const parts: string[] = []
  for (let at = 0; at < archive.length; at += bytes) {
    const part = `images_2007.tar.gz.parta${String.fromCharCode(97 + parts.length)}`
    writeFileSync(join(arxiv, part), archive.subarray(at, at + bytes))
    parts.push(part)
  }
  return { arxiv, parts }
}

async function ingest(input: string, options: Partial<RunIngestOptions> = {}) {
  const home = temporaryFolder()
  const out = join(home, 'out.jsonl')
  await runIngest({ input, from: 's1-mmalign', out, ...options })
  const rejected = readdirSync(home).includes('out.jsonl.rejected.jsonl')
    ? readFileSync(`${out}.rejected.jsonl`, 'utf8')
    : ''
  return {
    rows: parseRows(readFileSync(out, 'utf8')),
    told: parseRows(rejected).map((one) => String(one.message)),
    files: readdirSync(home, { recursive: true }).map(String),
  }
}

const sums = (rows: Record<string, unknown>[]) =>
  rows.map(({ provenance }) => (provenance as { images: { sha256: string }[] }).images[0]?.sha256)

test('parts are read as one stream, and nothing of it is left', async () => {
  const { arxiv, parts } = release()
  expect(parts).toHaveLength(3)
  const { rows, told, files } = await ingest(arxiv)
  expect(sums(rows)).toEqual(images.map(sha256))
  expect(rows.map((row) => row.ingest_error ?? null)).toEqual(paths.map(() => null))
  expect(told).toEqual([expect.stringContaining('leads out of the archive')])
  expect(files.filter((file) => /figsift/.test(file))).toEqual([])
})

test('sums that agree are as if there were none', async () => {
  const { arxiv, parts } = release()
  const lines = parts.map((part) => `${sha256(readFileSync(join(arxiv, part)))}  ${part}`)
  writeFileSync(join(arxiv, 'SHA256SUMS'), lines.join('\n'))
  const { rows, told } = await ingest(arxiv)
  expect(sums(rows)).toEqual(images.map(sha256))
  expect(told).toHaveLength(1)
})

test('a part that is not what the release says is named', async () => {
  const { arxiv, parts } = release()
  writeFileSync(join(arxiv, `${parts[2]}.sha256`), `${'0'.repeat(64)}  ${parts[2]}`)
  const { told } = await ingest(arxiv)
  expect(told.at(-1)).toContain(`Expected the SHA-256 ${'0'.repeat(64)} of "${parts[2]}"`)
})

test('a part that is missing in the middle is named, and rows say that they have no image', async () => {
  const { arxiv, parts } = release()
  rmSync(join(arxiv, parts[1]!))
  const { rows, told } = await ingest(arxiv)
  expect(told).toEqual([expect.stringContaining(`the part ${parts[1]} is missing, though 2 others are there`)])
  expect(sums(rows)).toEqual(paths.map(() => undefined))
  expect(rows.every(({ ingest_error: error }) => (error as { code: string }).code === 'FILE_NOT_FOUND')).toBe(true)
})

test('a part that is missing at the end is named by the one before it; what is before it is there', async () => {
  const { arxiv, parts } = release(Math.ceil(archive.length / 2))
  rmSync(join(arxiv, parts.at(-1)!))
  const { rows, told } = await ingest(arxiv)
  expect(told.at(-1)).toContain(`Its last part that is there is ${parts.at(-2)}: the one behind it is missing`)
  expect(sums(rows)[0]).toBe(sha256(images[0]!))
})

test('images in an archive cannot be referred to', async () => {
  const { arxiv } = release()
  const { told } = await ingest(arxiv, { images: 'reference' })
  expect(told).toEqual([expect.stringContaining('Copy them out of it (--images copy), or unpack it.')])
})
