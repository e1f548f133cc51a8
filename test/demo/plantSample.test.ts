import { createHash } from 'node:crypto'
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import sharp from 'sharp'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { KIND_NAMES, KINDS, type Planted } from '../../src/demo/kinds.js'
import { plantSample } from '../../src/demo/plantSample.js'
import { sampleFigures } from '../../src/demo/sampleFigures.js'

let folder: string
let rows: Map<string, { id: string; image: string; caption: string; context: string[]; paper_id: string }>
let planted: Planted[]

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'figsift-plant-'))
  const sample = await plantSample(folder, { seed: 1 })
  planted = sample.planted
  const lines = (await readFile(sample.dataset, 'utf8')).trimEnd().split('\n')
  expect(lines).toHaveLength(sample.rows)
  rows = new Map(lines.map((line) => JSON.parse(line)).map((row) => [row.id, row]))
  expect(rows.size).toBe(sample.rows)
})

afterAll(() => rm(folder, { recursive: true, force: true }))

async function digests(path: string): Promise<Record<string, string>> {
  const names = (await readdir(path, { recursive: true, withFileTypes: true })).filter((entry) => entry.isFile())
  const pairs = names.map(async (entry) => {
    const bytes = await readFile(join(entry.parentPath, entry.name))
    return [entry.name, createHash('sha256').update(bytes).digest('hex')]
  })
  return Object.fromEntries(await Promise.all(pairs))
}

const bytesOf = (id: string) => readFile(join(folder, rows.get(id)!.image))
const rawOf = async (id: string) =>
  sharp(await bytesOf(id))
    .toColourspace('srgb')
    .removeAlpha()
    .raw()
    .toBuffer()
const ofKind = (kind: string) => planted.filter((fault) => fault.kind === kind)

test('one seed gives one dataset, another seed another one', async () => {
  const again = await mkdtemp(join(tmpdir(), 'figsift-plant-'))
  try {
    await plantSample(again, { seed: 1 })
    expect(await digests(again)).toEqual(await digests(folder))
    const other = await plantSample(join(again, 'other'), { seed: 2 })
    expect(other.planted).not.toEqual(planted)
  } finally {
    await rm(again, { recursive: true, force: true })
  }
})

test('every kind is planted as often as promised, on figures of its own', async () => {
  for (const kind of KIND_NAMES) expect(ofKind(kind), kind).toHaveLength(KINDS[kind].count)
  const touched = planted.map((fault) => (KINDS[fault.kind].group === 'duplicate' ? fault.partner : fault.id))
  expect(new Set(touched).size).toBe(planted.length)
  expect(planted.every((fault) => rows.has(fault.id))).toBe(true)
})

test('nothing in the dataset gives a fault away', async () => {
  const keys = new Set([...rows.values()].map((row) => Object.keys(row).join()))
  expect(keys.size).toBe(1)
  expect([...keys][0]).not.toMatch(/fault|kind|planted/)
})

test('swapped captions are swapped in pairs and no other caption changed', async () => {
  const figures = new Map((await sampleFigures()).map((figure) => [figure.id, figure]))
  const swapped = new Map(ofKind('caption-swapped').map((fault) => [fault.id, fault.partner!]))
  for (const [id, partner] of swapped) {
    expect(swapped.get(partner)).toBe(id)
    expect(rows.get(id)).toMatchObject({
      caption: figures.get(partner)!.caption,
      context: figures.get(partner)!.context,
    })
  }
  for (const figure of figures.values()) {
    if (!swapped.has(figure.id)) expect(rows.get(figure.id)!.caption).toBe(figure.caption)
  }
})

test('copies are what they claim to be', async () => {
  for (const { id, partner } of ofKind('copy-bytes')) expect(await bytesOf(id)).toEqual(await bytesOf(partner!))
  for (const { id, partner } of ofKind('copy-reencoded')) {
    expect((await bytesOf(id)).equals(await bytesOf(partner!)), id).toBe(false)
    expect((await rawOf(id)).equals(await rawOf(partner!)), id).toBe(true)
  }
  for (const fault of planted.filter(({ kind }) => kind.startsWith('near-'))) {
    const [copy, original] = await Promise.all([rawOf(fault.id), rawOf(fault.partner!)])
    expect(copy.equals(original), fault.id).toBe(false)
  }
})

test('broken files are broken and useless ones useless', async () => {
  for (const { id } of ofKind('image-missing')) await expect(bytesOf(id)).rejects.toThrow('ENOENT')
  for (const { id } of ofKind('image-lfs-pointer')) expect(String(await bytesOf(id))).toMatch(/^version https:/)
  for (const { id } of ofKind('image-truncated')) {
    const image = sharp(await bytesOf(id), { failOn: 'truncated' })
    await expect(image.metadata()).resolves.toHaveProperty('width')
    await expect(image.raw().toBuffer()).rejects.toThrow()
  }
  for (const { id } of ofKind('image-tiny')) expect((await sharp(await bytesOf(id)).metadata()).width).toBe(48)
  for (const { id } of ofKind('image-blank')) {
    expect((await sharp(await bytesOf(id)).stats()).channels.every(({ min }) => min === 255)).toBe(true)
  }
})
