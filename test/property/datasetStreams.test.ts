import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { annotate } from '../../src/dataset/annotate.js'
import { columnByName } from '../../src/dataset/names.js'
import { openDataset } from '../../src/dataset/openDataset.js'
import { planShards, shardingOf } from '../../src/dataset/shards.js'
import { writeSidecar } from '../../src/dataset/sidecar.js'
import { difference, ODD_WRITERS, oddRow, textRows } from '../support/oddRows.js'
import { seededRandom } from '../support/random.js'

const folder = mkdtempSync(join(tmpdir(), 'figsift-streams-'))
afterAll(() => rmSync(folder, { recursive: true }))

const PAIRS = (['jsonl', 'csv', 'parquet', 'tar'] as const).flatMap((from) =>
  ['jsonl', 'csv.gz', 'parquet', ...(from === 'tar' ? ['tar', 'tar.zst'] : [])].map((to) => [from, to] as const),
)
const ROWS = 800
const COLUMN = columnByName('score')!

describe('rows with odd values', () => {
  it.each(PAIRS)('keep order and every value from %s to %s', async (from, to) => {
    const random = seededRandom(`${from} ${to}`)
    const input = join(folder, `${from}-${to}.in.${from}`)
    await ODD_WRITERS[from](input, ROWS, random.seed)
    const parts: string[] = []
    for (let begin = 0; begin < ROWS; begin += 400) {
      parts.push(join(folder, `${from}-${to}-${begin}.parquet`))
      const size = Math.min(400, ROWS - begin)
      await writeSidecar(
        parts.at(-1)!,
        [COLUMN],
        Array.from({ length: size }, (_, i) => ({ score: begin + i })),
      )
    }
    const keep = Uint8Array.from({ length: ROWS }, () => (random.uniform() < 0.7 ? 1 : 0))
    const out = join(folder, `${from}-${to}.out.${to}`)
    const sharding = shardingOf(out, random.integer(100, 2000))!
    const shards = await planShards(ROWS, keep, sharding)
    const dataset = await openDataset(input)
    await annotate(dataset, { sidecars: [parts], columns: [COLUMN], out, keep, shards })
    dataset.dispose()

    const kept = [...keep.keys()].filter((i) => keep[i] === 1)
    const written = await openDataset(sharding.patternOf(shards.length))
    let at = 0
    for await (const row of textRows(written)) {
      const i = kept[at++]!
      const wrong =
        difference(row, oddRow(random.seed, i)) ?? (Number(row.score) === i ? undefined : `score ${row.score}`)
      if (wrong !== undefined) expect.fail(`row ${i}: ${wrong}`)
    }
    written.dispose()
    expect(at).toBe(kept.length)
  })
})
