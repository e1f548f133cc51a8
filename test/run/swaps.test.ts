import { createHash } from 'node:crypto'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { formatNpyHeader } from '../../src/npy.js'
import { type RunSwapsOptions, runSwaps } from '../../src/run/swaps.js'
import { OcrCache } from '../../src/score/ocrCache.js'
import { findOcrPeers } from '../../src/score/ocrPeers.js'
import { ocrSettingsKey } from '../../src/score/ocrSettings.js'
import { rngOf } from '../support/random.js'
import { type MadeRow, parseRows, picture, writeRows } from './support/figures.js'
import { temporaryFolder } from './support/temporaryFolder.js'

const home = temporaryFolder()
const peers = findOcrPeers()

/** Ten papers of four figures; figures 0 and 1 of the first have each other's caption. */
function makeRows(): { rows: MadeRow[]; right: number[] } {
  const rows: MadeRow[] = []
  const right: number[] = []
  for (let paper = 0; paper < 10; paper++) {
    for (let figure = 0; figure < 4; figure++) {
      const caption = paper === 0 && figure < 2 ? 1 - figure : figure
      right.push(paper * 4 + caption)
      const words = [0, 1, 2, 3].map((k) => `word${paper}x${caption}x${k}`).join(' ')
      rows.push({ id: `p${paper}f${figure}`, paper_id: `p${paper}`, caption: `Shared words of all captions: ${words}` })
    }
  }
  return { rows, right }
}

function writeNpy(path: string, rows: readonly (readonly number[])[]): void {
  const values = Float32Array.from(rows.flat())
  writeFileSync(
    path,
    Buffer.concat([formatNpyHeader('float32', rows.length, rows[0]!.length), Buffer.from(values.buffer)]),
  )
}

async function run(name: string, rows: MadeRow[], options: Partial<RunSwapsOptions>) {
  const folder = join(home, name)
  mkdirSync(folder, { recursive: true })
  const input = await writeRows(folder, rows)
  const out = join(folder, 'checked.jsonl')
  const summary = await runSwaps({ input, out, ...options })
  return { summary, out: parseRows(readFileSync(out, 'utf8')) }
}

test('embeddings alone: two swapped captions of one paper', async () => {
  const { rows, right } = makeRows()
  const random = rngOf(1)
  const folder = join(home, 'vectors')
  mkdirSync(folder)
  const directions = rows.map(() => Array.from({ length: 16 }, () => random.normal()))
  writeNpy(join(folder, 'embeddings.npy'), directions)
  const texts = right.map((figure) => directions[figure]!.map((value) => value + random.normal() * 0.1))
  writeNpy(join(folder, 'text_embeddings.npy'), texts)
  const { summary, out } = await run('embeddings', rows, { words: false, embeddings: folder })
  expect(summary).toMatchObject({ papers: 10, figures: 40, suspects: 2, suspectPapers: 1 })
  expect(out[0]).toMatchObject({ swap_suspect: true, swap_caption_of: 'p0f1', swap_shared: null })
  expect(out[1]).toMatchObject({ swap_suspect: true, swap_caption_of: 'p0f0' })
  expect(out[0]!.swap_gain).toBe(out[1]!.swap_gain)
  expect(out[2]).toMatchObject({ swap_suspect: false, swap_caption_of: null, swap_gain: 0, swap_chance: 1 })
})

test.skipIf('missing' in peers)('words through the cache; says which, and which rows were not compared', async () => {
  if ('missing' in peers) return
  const { rows, right } = makeRows()
  const folder = join(home, 'words')
  const ocrCache = join(home, 'ocr')
  mkdirSync(folder)
  const cache = await OcrCache.open(ocrCache, ocrSettingsKey(peers))
  for (const [row, caption] of right.entries()) {
    const bytes = await picture(row)
    writeFileSync(join(folder, `f${row}.png`), bytes)
    rows[row]!.image = `f${row}.png`
    // What is written in the figure is what its right caption says: that of the row which has it.
    const mine = rows[right.indexOf(row)]!.caption as string
    expect(caption).toBe(right[row])
    await cache.set(createHash('sha256').update(bytes).digest('hex'), mine.split(': ')[1]!)
  }
  await cache.close()
  rows.push({ id: 'lone', paper_id: 'other', caption: 'The only one', image: 'f0.png' })
  rows.push({ id: 'broken', paper_id: 'p1', caption: 'No image', image: 'none.png' })
  rows.push({ id: 'nobody', caption: 'No paper', image: 'f0.png' })
  const { summary, out } = await run('words', rows, { ocrCache, threads: 1 })
  expect(summary).toMatchObject({ papers: 10, figures: 40, suspects: 2, errors: { FILE_NOT_FOUND: { count: 1 } } })
  expect(out[0]).toMatchObject({ swap_suspect: true, swap_caption_of: 'p0f1' })
  expect(new Set(out[0]!.swap_shared as string[])).toEqual(
    new Set(['word0x0x0', 'word0x0x1', 'word0x0x2', 'word0x0x3']),
  )
  expect(out[40]).toMatchObject({ swap_suspect: null, swap_caption_of: null, swap_gain: null })
  expect(summary.notes).toHaveLength(3)
})

test('refuses what cannot be meant', async () => {
  const rows = [{ id: 'a', uid: 1, caption: 'x' }]
  await expect(run('bad', rows, {})).rejects.toThrow('--by')
  await expect(run('bad', rows, { by: 'uid', words: false })).rejects.toThrow('Expected `embeddings`')
  await expect(run('bad', [{ id: 'a', swap_gain: 1, paper_id: 'x' }], {})).rejects.toMatchObject({
    code: 'COLUMN_EXISTS',
  })
})
