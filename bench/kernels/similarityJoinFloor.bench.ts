/**
 * Where nothing can be pruned: rows of a decaying spectrum at 0.6, a seventh of all pairs. What the planner chooses against
 * the full-width screen, and that screen's rate against the int8 peak of the machine.
 */
import { native } from '../../src/binding.js'
import { similarityJoin } from '../../src/dedup/similarityJoin.js'
import { embeddingFile } from '../embeddingSets.js'
import { pairedRatio } from '../harness.js'

const THREADS = 2
const COLS = 512

export default async function run({ quick }: { quick: boolean }): Promise<object> {
  const rows = quick ? 3000 : 20_000
  const path = embeddingFile('decaying', rows, COLS)
  const options = { minCosine: 0.6, threads: THREADS }
  const full = { ...options, widths: [COLS] }
  const planned = await similarityJoin(path, { ...options, explain: true })
  const wide = await similarityJoin(path, { ...full, explain: true })
  if (planned.left.length !== wide.left.length) throw new Error('the two answers differ')
  const timed = await pairedRatio({
    name: `decaying ${rows} x ${COLS} at 0.6: planned against full width`,
    ours: async () => void (await similarityJoin(path, options)),
    peer: async () => void (await similarityJoin(path, full)),
    pairs: quick ? 2 : 5,
  })
  // The best of several: other work on the machine can only lower it.
  const peaks = Array.from({ length: 7 }, () => native().kernelProbe.int8Peak({ products: 1e9 }))
  const peak = Math.max(...peaks) * THREADS
  const screen = wide.explanation?.stages.find((stage) => stage.width >= COLS)
  const rate = screen && (screen.pairs * COLS) / (screen.ms / 1000)
  const ofPeak = rate === undefined ? undefined : rate / peak
  console.log(
    `${timed.name}: ${timed.ratio.median.toFixed(2)}x; full-width screen at ${(100 * (ofPeak ?? 0)).toFixed(0)} % of ` +
      `${(peak / 1e9).toFixed(0)} G products a second`,
  )
  return { pairs: planned.left.length, timed, peak, fullWidthRate: rate, ofPeak, planned: planned.explanation }
}
