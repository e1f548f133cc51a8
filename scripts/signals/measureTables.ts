/**
 * How well the table signal tells tables from figures: `npx tsx scripts/signals/measureTables.ts FIGURES.jsonl FOLDER...`.
 * FOLDERs hold pictures of tables (see renderTables.ts); figures of one `family` count as one in the interval.
 */
import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { decodeImage } from '../../src/image/decode.js'
import { imageStatistics } from '../../src/image/imageStatistics.js'
import { readImage } from '../../src/image/readImage.js'
import { tableScore } from '../../src/score/signals/tableScore.js'
import { wilson } from '../../src/stats/wilson.js'
import { rngOf } from '../../test/support/random.js'

const RESAMPLES = 2000

async function scoreOf(path: string): Promise<number | undefined> {
  try {
    return tableScore(await imageStatistics(await decodeImage(await readImage(path, { allowOutside: true }))))
  } catch {
    return undefined
  }
}

const isNumber = (value: number | undefined): value is number => value !== undefined

/** Share of pairs in which the table has the higher score; ties count half. */
function areaUnderCurve(tables: readonly number[], figures: readonly number[]): number {
  const sorted = [...figures].sort((a, b) => a - b)
  const below = (value: number, orEqual: boolean) => {
    let [low, high] = [0, sorted.length]
    while (low < high) {
      const middle = (low + high) >> 1
      if (sorted[middle]! < value || (orEqual && sorted[middle] === value)) low = middle + 1
      else high = middle
    }
    return low
  }
  const wins = tables.reduce((sum, value) => sum + (below(value, false) + below(value, true)) / 2, 0)
  return wins / (tables.length * figures.length)
}

const [file, ...folders] = process.argv.slice(2)
if (folders.length === 0) {
  console.error('usage: measureTables.ts FIGURES.jsonl FOLDER...')
  process.exit(1)
}
const rows = readFileSync(file!, 'utf8')
  .trim()
  .split('\n')
  .map((line) => JSON.parse(line) as { image: string; family?: string; paper_id?: string })
const families = new Map<string, number[]>()
for (const [i, { image, family, paper_id }] of rows.entries()) {
  const score = await scoreOf(join(dirname(file!), image))
  const key = family ?? paper_id ?? String(i)
  if (score !== undefined) families.set(key, [...(families.get(key) ?? []), score])
}
const clusters = [...families.values()]
const figures = clusters.flat()
for (const folder of folders) {
  const names = readdirSync(folder).filter((name) => /\.(?:png|jpe?g)$/i.test(name))
  const tables = (await Promise.all(names.map((name) => scoreOf(join(folder, name))))).filter(isNumber)
  const rng = rngOf(1)
  const draw = <T>(values: readonly T[]) => values.map(() => values[rng.integer(0, values.length - 1)]!)
  const sampled = Array.from({ length: RESAMPLES }, () => areaUnderCurve(draw(tables), draw(clusters).flat())).sort(
    (a, b) => a - b,
  )
  const [low, high] = [sampled[Math.floor(RESAMPLES * 0.025)]!, sampled[Math.floor(RESAMPLES * 0.975)]!]
  const area = areaUnderCurve(tables, figures)
  console.log(`${folder}: ${tables.length} tables, ${figures.length} figures of ${clusters.length} papers`)
  console.log(`  AUC ${area.toFixed(3)} [${low.toFixed(3)}, ${high.toFixed(3)}]`)
  for (const least of [0.5, 0.7, 0.85]) {
    const share = (scores: readonly number[]) => {
      const hits = scores.filter((score) => score >= least).length
      const interval = wilson(hits, scores.length)
      return `${hits} of ${scores.length} [${interval.low.toFixed(3)}, ${interval.high.toFixed(3)}]`
    }
    console.log(`  >= ${least}: tables ${share(tables)}, figures ${share(figures)}`)
  }
}
