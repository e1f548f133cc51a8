/**
 * What a run costs over the bare loop (promise: at most 3 %). The loop reads the same rows and scores them with the same
 * scorer, bounded as `scorePairs.stream` is, and keeps nothing. The run besides reads the dataset once more, stamps rows and
 * images, writes, syncs and records a part for every 1 024 rows, and joins the parts to the input. Both in one process, in
 * turn, on real figures where they are, each in many rows.
 */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openDataset } from '../../src/dataset/openDataset.js'
import { runRecipe } from '../../src/recipe/runRecipe.js'
import { runScore } from '../../src/run/score.js'
import { pairOf } from '../../src/run/scoreStage.js'
import type { FigureRow } from '../../src/score/figureRow.js'
import { scorePairs } from '../../src/score/scorePairs.js'
import { makeFigures } from '../../test/run/support/figures.js'
import { cpuMs, realFigures } from '../figures.js'
import { pairedRatio } from '../harness.js'

const SIGNALS = ['clip'] as const

export default async function run({ quick }: { quick: boolean }): Promise<object> {
  const home = mkdtempSync(join(tmpdir(), 'figsift-bench-'))
  try {
    const rows = quick ? 512 : 4096
    const figures = realFigures(quick) ?? (await madeFigures(home))
    const input = join(home, 'rows.jsonl')
    const lines = Array.from({ length: rows }, (_, i) => {
      const image = figures[i % figures.length]
      return JSON.stringify({
        id: String(i),
        image,
        caption: `Figure ${i}. Voltage against time for sample ${i % 97}.`,
      })
    })
    writeFileSync(input, `${lines.join('\n')}\n`)

    const bare = async () => {
      const dataset = await openDataset(input)
      async function* pairs(): AsyncGenerator<FigureRow> {
        for await (const row of dataset.rows()) yield pairOf(row)
      }
      let scored = 0
      for await (const { error } of scorePairs.stream(pairs(), { signals: [...SIGNALS], allowOutside: true })) {
        if (error === undefined) scored++
      }
      dataset.dispose()
      if (scored < rows * 0.9) throw new Error(`Only ${scored} of ${rows} rows were scored.`)
    }
    const command = async () => {
      const out = join(home, 'scored.jsonl')
      await runScore({ input, out, signals: SIGNALS, allowOutside: true, force: true })
    }
    const recipe = join(home, 'score.yaml')
    writeFileSync(recipe, `input: rows.jsonl\nallow_outside: true\nscore: { signals: [${SIGNALS.join(', ')}] }\n`)
    const byRecipe = async () => {
      rmSync(join(home, 'score.run'), { recursive: true, force: true })
      await runRecipe({ recipe })
    }
    const pairs = quick ? 1 : 5
    const timed = async (name: string, ours: () => Promise<void>) => {
      const result = await pairedRatio({ name, ours: untimed(ours), peer: untimed(bare), pairs })
      // Other work on the machine disturbs processor time less than the clock; it does not count waiting for the disk.
      const cpu = { ours: await cpuMs(ours), peer: await cpuMs(bare) }
      return {
        ...result,
        overheadPercent: (1 / result.ratio.median - 1) * 100,
        cpuMs: cpu,
        cpuOverheadPercent: (cpu.ours / cpu.peer - 1) * 100,
      }
    }
    return {
      rows,
      figures: figures.length,
      score: await timed('figsift score over the bare loop', command),
      run: await timed('figsift run with a score section over the bare loop', byRecipe),
      // A run that finds all of it there: what it costs to see that.
      againMs: await msOf(() => runRecipe({ recipe })),
    }
  } finally {
    rmSync(home, { recursive: true, force: true })
  }
}

async function madeFigures(home: string): Promise<string[]> {
  await makeFigures(home, 64)
  return Array.from({ length: 64 }, (_, i) => join(home, 'images', `f${i}.png`))
}

/** As `pairedRatio` takes it. */
const untimed = (work: () => Promise<void>) => () => work().then(() => undefined)

async function msOf(work: () => Promise<unknown>): Promise<number> {
  const startMs = performance.now()
  await work()
  return performance.now() - startMs
}
