import { Breather } from '../../concurrency.js'

/** So many strings are sorted in some 2 ms. */
const PIECE = 4_096

/** Sorts by code unit. Long lists are sorted in pieces, so that timers tick meanwhile. */
export async function sortInTurns(strings: readonly string[]): Promise<string[]> {
  if (strings.length <= PIECE) return [...strings].sort()
  const breather = new Breather()
  let runs: string[][] = []
  for (let at = 0; at < strings.length; at += PIECE) {
    if (breather.isDue) await breather.breathe()
    runs.push(strings.slice(at, at + PIECE).sort())
  }
  while (runs.length > 1) {
    const longer: string[][] = []
    for (let i = 0; i < runs.length; i += 2) longer.push(await merged(runs[i]!, runs[i + 1] ?? [], breather))
    runs = longer
  }
  return runs[0]!
}

async function merged(a: readonly string[], b: readonly string[], breather: Breather): Promise<string[]> {
  const all: string[] = []
  for (let i = 0, j = 0; i < a.length || j < b.length; ) {
    if (all.length % PIECE === 0 && breather.isDue) await breather.breathe()
    const isFromA = j === b.length || (i < a.length && a[i]! <= b[j]!)
    all.push(isFromA ? a[i++]! : b[j++]!)
  }
  return all
}
