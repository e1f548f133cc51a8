import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll } from 'vitest'
import { assetPath } from '../../../src/assets.js'

/** The project's own figures, which rows may name. */
export const imageRoot: string = assetPath('sample/images')

const NAMES = ['alpine-lichen-f1', 'barley-loci-f2', 'basin-quakes-f1', 'bog-flux-f1', 'city-heat-f2', 'wide-heads-f3']

/** A folder that goes when the tests of the file are done. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'figsift-report-test-'))
  afterAll(() => rmSync(folder, { recursive: true, force: true }))
  return folder
}

/** Rows as score, dedup and swaps leave them: every third one a copy, every tenth suspected, the last without a picture. */
export function scoredRows(count: number): Record<string, unknown>[] {
  return Array.from({ length: count }, (_, i) => {
    const isCopy = i % 3 === 2
    const failed = i === count - 1
    return {
      id: `fig-${i}`,
      image: failed ? 'missing.png' : `${NAMES[i % NAMES.length]}.png`,
      caption: `Figure ${i}. Growth of lichen against height, with the rate of sample ${i}.`,
      paper_id: `paper-${Math.floor(i / 4)}`,
      subject: ['ecology', 'physics', null][i % 3],
      source: i % 2 === 0 ? 'left' : 'right',
      score: failed ? null : i / count,
      cosine: failed ? null : i / count,
      words_score: failed ? null : (i * 7) % 5,
      words_shared: ['lichen', 'height'],
      image_width: failed ? null : 200 + 10 * i,
      error: failed ? { code: 'FILE_NOT_FOUND', message: 'there is no such file', stage: 'read' } : null,
      dup_cluster: isCopy ? i - 1 : i,
      dup_of: isCopy ? `fig-${i - 1}` : null,
      dup_by: isCopy ? (i % 2 === 0 ? 'phash' : 'bytes') : null,
      dup_hamming_bits: isCopy && i % 2 === 0 ? 3 : null,
      dup_keep: !isCopy,
      swap_suspect: i % 10 === 1,
      swap_caption_of: i % 10 === 1 ? `fig-${i - 1}` : null,
      swap_gain: i % 10 === 1 ? 2.5 : 0,
      swap_chance: i % 10 === 1 ? 0.01 : 1,
      swap_shared: i % 10 === 1 ? ['growth'] : [],
    }
  })
}

/** The rules that most tests apply. */
export const RULES = [
  { id: 'low', dropWhere: 'cosine < 0.25', reason: 'fits badly', source: 'made up' },
  { id: 'narrow', dropWhere: '300 > image_width AND words_score <= 1' },
  { id: 'copy', dropWhere: 'NOT dup_keep', reason: 'a copy' },
]

export function writeRows(folder: string, rows: readonly object[], name = 'figures.jsonl'): string {
  const path = join(folder, name)
  writeFileSync(path, rows.map((row) => `${JSON.stringify(row)}\n`).join(''))
  return path
}
