/** The int8 screen of the join, one thread: pairs per second at each width, and their products as a share of the peak. */
import { native, setIsa } from '../../src/binding.js'
import { rngOf } from '../../test/support/random.js'

const WIDTHS = [16, 24, 32, 48, 64, 96, 128, 256, 512, 1024]
/** Rows of a tile of the join. */
const ROWS = 256

export default function run({ quick }: { quick: boolean }): object {
  const rng = rngOf(1)
  const probe = native().kernelProbe
  const rounds = quick ? 2 : 15
  const rows: object[] = []
  const tiles = WIDTHS.map((width) => {
    const codes = () => new Int8Array(ROWS * width).map(() => rng.integer(-127, 127))
    // As in a join, hardly any pair hits: its start lies four deviations below.
    const starts = () => new Int32Array(ROWS).fill(-Math.round(2 * 73 * 73 * Math.sqrt(width)))
    const left = codes()
    const leftStart = starts().map((start, i) => {
      let sum = 0
      for (let k = 0; k < width; k++) sum += left[i * width + k]!
      return start - 128 * sum
    })
    return { width, left, leftStart, right: codes(), rightStart: starts() }
  })
  const hits = new Map<number, number>()
  for (const isa of native().cpu().available) {
    setIsa(native(), isa)
    const slow = isa === 'scalar' ? 30 : 1
    for (const { width, left, leftStart, right, rightStart } of tiles) {
      const repeats = Math.ceil(2e9 / slow / (ROWS * ROWS * width))
      let seconds = Number.POSITIVE_INFINITY
      let peak = 0
      // In turn, so that a machine that slows down slows both; the best of each.
      for (let round = 0; round < rounds; round++) {
        peak = Math.max(peak, probe.int8Peak({ products: Math.ceil(1e9 / slow) }))
        const timed = probe.screenTile(left, leftStart, right, rightStart, { width, repeats })
        seconds = Math.min(seconds, timed.seconds)
        const expected = hits.get(width) ?? timed.hits.length
        if (timed.hits.length !== expected) throw new Error(`${isa}, width ${width}: other hits than the level below`)
        hits.set(width, expected)
      }
      const pairsPerSecond = ROWS ** 2 / seconds
      const shareOfPeak = (pairsPerSecond * width) / peak
      rows.push({ isa, width, pairsPerSecond, productsPerSecondAtPeak: peak, shareOfPeak, hits: hits.get(width) })
      console.log(
        `${isa}, width ${width}: ${(pairsPerSecond / 1e9).toFixed(2)} G pairs/s, ${(100 * shareOfPeak).toFixed(0)} % of ${(peak / 1e9).toFixed(0)} G products/s`,
      )
    }
  }
  return { threads: 1, rows }
}
