import type { ClusterSums } from '../stats/clusteredShare.js'
import type { Answers } from './answers.js'
import { DenseIds } from './denseIds.js'
import { eachSlice } from './eachSlice.js'
import type { Grouping } from './tally.js'

/** Sums over papers for the share of each rule, and of the rows that stay (the last entry). */
export type ShareSums = ClusterSums[]

/** Rules whose counts are held at a time: a count per place and rule. */
const RULES_AT_ONCE = 16

const ALL: Grouping = { codes: 1, codeOf: new Uint8Array(0) }

/**
 * Adds up what the rows of each paper have in common, for intervals that know about it. A row without a paper is a
 * cluster of its own.
 *
 * @returns for all rows, then for each grouping: the sums by code
 */
export async function paperSums(answers: Answers, groupings: readonly Grouping[]): Promise<ShareSums[][]> {
  const { rules, combinations, codes } = answers
  const [places, placeOf] = [answers.places!, answers.placeOf!]
  const count = places.papers.length
  const all = []
  for (const grouping of [ALL, ...groupings]) all.push(await clustersOf(places.papers, places.paperCount, grouping))
  const sums = all.map(({ grouping }) => Array.from({ length: grouping.codes }, () => zeroSums(rules.length + 1)))

  // [combinations] the first rule that fires; the number of rules where none does.
  const firstOf = Uint16Array.from(combinations, ({ fired }) => fired[0] ?? rules.length)
  const total = new Uint32Array(count)
  await eachSlice(codes.length, (begin, end) => {
    for (let row = begin; row < end; row++) total[placeOf[row]!]!++
  })
  const reached: Uint32Array[] = []
  for (const clusters of all) reached.push(await merged(clusters, total, 1, 0))
  const totals = reached.map((counts) => counts.slice())
  for (let begin = 0; begin <= rules.length; begin += RULES_AT_ONCE) {
    const width = Math.min(RULES_AT_ONCE, rules.length + 1 - begin)
    const dropped = new Uint32Array(count * width)
    await eachSlice(codes.length, (from, to) => {
      for (let row = from; row < to; row++) {
        const rule = firstOf[codes[row]!]! - begin
        if (rule >= 0 && rule < width) dropped[placeOf[row]! * width + rule]!++
      }
    })
    for (let rule = 0; rule < width; rule++) {
      for (const [i, clusters] of all.entries()) {
        const d = await merged(clusters, dropped, width, rule)
        const isKept = begin + rule === rules.length
        await addAll(sums[i]!, begin + rule, clusters, d, isKept ? totals[i]! : reached[i]!)
        await eachSlice(d.length, (from, to) => {
          for (let cluster = from; cluster < to; cluster++) reached[i]![cluster]! -= d[cluster]!
        })
      }
    }
  }
  return sums
}

function zeroSums(length: number): ShareSums {
  return Array.from({ length }, () => ({ clusters: 0, parts: 0, products: 0, wholes: 0 }))
}

/** Papers, or what of them has one code. */
interface Clusters {
  grouping: Grouping
  count: number
  /** [places] the cluster of each; undefined where each place is one. */
  of: Uint32Array | undefined
  /** [clusters] */
  codeOf: Uint8Array
  /** [clusters] 1 where the rows name no paper: these are clusters of one row, put together. */
  isLoner: Uint8Array
}

async function clustersOf(papers: Uint32Array, paperCount: number, grouping: Grouping): Promise<Clusters> {
  const places = papers.length
  const ids = new DenseIds()
  const of = new Uint32Array(places)
  const codeOf = new Uint8Array(places)
  const isLoner = new Uint8Array(places)
  // A paper mostly has one subject and one source.
  const isPlain = places === paperCount && !papers.includes(0)
  await eachSlice(places, (begin, end) => {
    for (let place = begin; place < end; place++) {
      const [paper, code] = [papers[place]!, grouping.codeOf[place] ?? 0]
      const cluster = isPlain ? place : ids.of(paper * 256 + code)
      of[place] = cluster
      codeOf[cluster] = code
      isLoner[cluster] = paper === 0 ? 1 : 0
    }
  })
  return { grouping, count: isPlain ? places : ids.count, of: isPlain ? undefined : of, codeOf, isLoner }
}

/** Counts of places as counts of clusters. */
async function merged({ count, of }: Clusters, counts: Uint32Array, width: number, at: number): Promise<Uint32Array> {
  const result = new Uint32Array(count)
  await eachSlice(of?.length ?? count, (begin, end) => {
    if (of === undefined) for (let i = begin; i < end; i++) result[i] = counts[i * width + at]!
    else for (let i = begin; i < end; i++) result[of[i]!]! += counts[i * width + at]!
  })
  return result
}

async function addAll(
  sums: readonly ShareSums[],
  rule: number,
  { codeOf, isLoner }: Clusters,
  dropped: Uint32Array,
  reached: Uint32Array,
): Promise<void> {
  await eachSlice(dropped.length, (begin, end) => {
    for (let cluster = begin; cluster < end; cluster++) {
      const [d, n] = [dropped[cluster]!, reached[cluster]!]
      if (n === 0) continue
      const own = sums[codeOf[cluster]!]![rule]!
      const isAlone = isLoner[cluster] === 1
      own.clusters += isAlone ? n : 1
      own.parts += isAlone ? d : d * d
      own.products += isAlone ? d : d * n
      own.wholes += isAlone ? n : n * n
    }
  })
}
