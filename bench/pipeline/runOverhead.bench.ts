/**
 * What a run costs over the bare loop (promise: at most 3 %). The loop reads the same rows and scores them with the same
 * scorer, bounded as `scorePairs.stream` is, and keeps nothing. The run besides reads the dataset once more, stamps rows and
 * images, writes, syncs and records a part for every 1 024 rows, and joins the parts to the input. All in one process, in
 * turn, on real figures where they are, each in many rows; costs are compared within a round.
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
import { type Spread, spread } from '../harness.js'

const SIGNALS = ['clip'] as const

export default async function run({ quick }: { quick: boolean }): Promise<object> {
  const home = mkdtempSync(join(tmpdir(), 'figsift-bench-'))
  try {
    const rows = quick ? 512 : 1024
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
    const contenders = { bare, score: command, run: byRecipe }
    const names = Object.keys(contenders) as (keyof typeof contenders)[]
    for (const name of names) await contenders[name]()
    const rounds: Record<keyof typeof contenders, Cost>[] = []
    for (let round = 0; round < (quick ? 1 : ROUNDS); round++) {
      const costs: [string, Cost][] = []
      // Each comes first, second and third as often.
      for (let i = 0; i < names.length; i++) {
        const name = names[(round + i) % names.length]!
        costs.push([name, await costOf(contenders[name])])
      }
      rounds.push(Object.fromEntries(costs) as (typeof rounds)[number])
    }
    const overhead = (name: 'score' | 'run', of: keyof Cost) =>
      percent(rounds.map((costs) => costs[name][of] / costs.bare[of] - 1))
    const both = (name: 'score' | 'run') => ({ time: overhead(name, 'ms'), processorTime: overhead(name, 'cpuMs') })
    return {
      rows,
      figures: figures.length,
      rounds: rounds.length,
      bareMs: spread(rounds.map(({ bare: { ms } }) => ms)),
      bareCpuMs: spread(rounds.map(({ bare: { cpuMs } }) => cpuMs)),
      overheadPercent: { 'figsift score': both('score'), 'figsift run with a score section': both('run') },
      // A run that finds all of it there: what it costs to see that.
      againMs: await msOf(() => runRecipe({ recipe })),
    }
  } finally {
    rmSync(home, { recursive: true, force: true })
  }
}

/** The median of so many lies between their smallest and their largest in 97 % of all cases (1 - 2 / 2^6). */
const ROUNDS = 6

/** Other work on the machine disturbs processor time less than the clock, but it does not count waiting for the disk. */
interface Cost {
  ms: number
  cpuMs: number
}

async function costOf(work: () => Promise<void>): Promise<Cost> {
  let ms = 0
  const used = await cpuMs(async () => {
    ms = await msOf(work)
  })
  return { ms, cpuMs: used }
}

/** Median, smallest and largest: of six rounds the latter are a 97 % interval of the median. */
function percent(shares: readonly number[]): Spread {
  const { median, min, max } = spread(shares)
  const round = (share: number) => Math.round(share * 1000) / 10
  return { median: round(median), min: round(min), max: round(max) }
}

async function madeFigures(home: string): Promise<string[]> {
  await makeFigures(home, 64)
  return Array.from({ length: 64 }, (_, i) => join(home, 'images', `f${i}.png`))
}

async function msOf(work: () => Promise<unknown>): Promise<number> {
  const startMs = performance.now()
  await work()
  return performance.now() - startMs
}
