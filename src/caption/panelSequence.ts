import type { Following, Preceding } from './panelContext.js'
import { type Alphabet, expandLabels, type RankedLabel } from './panelLabel.js'
import type { Marker } from './panelMarkers.js'

/** A marker that a reading takes for the name of a panel. */
export interface UsedMarker {
  readonly marker: Marker
  readonly labels: readonly string[]
}

/** One way to read the markers of a caption. */
export interface SequenceReading {
  readonly used: readonly UsedMarker[]
  /** Whether descriptions follow their markers or stand before them. */
  readonly side: 'before' | 'after'
  /** From 0 to 1: see `confidenceOf`. */
  readonly confidence: number
}

// How much a place speaks for a marker that opens a description. Chosen by what the words mean, before any tuning: the
// begin of a sentence says it, a comma or a preposition leaves it open, "as in (a)" denies it.
const OPENS: Readonly<Record<Preceding, number>> = {
  start: 1,
  sentence: 1,
  colon: 0.9,
  comma: 0.7,
  'function-word': 0.5,
  'reference-word': 0,
  'picture-word': 0,
  word: 0,
}
/** A bold letter with a capital behind it opens a panel even where the sentence before lacks its full stop. */
const BOLD_CAPITAL = 0.4
const HALF = 0.4
const STRONG = 0.9
const CLOSES: Readonly<Record<Following, number>> = { end: 1, punctuation: 1, conjunction: 1, word: 0.6 }
const STRAY = 0.15

function opening(marker: Marker): number {
  // (A), in the midst of a sentence closes something; only where a sentence begins may its own comma or stop follow.
  const bare = marker.style === 'brackets' && marker.following !== 'word'
  const half = marker.half && marker.preceding === 'word' ? HALF : 0
  const weight = Math.max(OPENS[marker.preceding], marker.capital ? BOLD_CAPITAL : 0, half)
  if (bare && weight < STRONG) return 0
  return marker.following === 'end' ? 0 : weight
}

function closing(marker: Marker): number {
  if (marker.preceding === 'picture-word') return CLOSES[marker.following] * 0.8
  return marker.preceding === 'word' ? CLOSES[marker.following] : 0
}

interface Walk {
  readonly used: UsedMarker[]
  readonly covered: Set<number>
  readonly groups: Set<number>
  /** Every rank that any marker names, used or not. */
  readonly seen: Set<number>
  weight: number
  strays: number
}

/**
 * The best sequence of `markers` in one alphabet, from its first label and without a gap: rising, or in any order where
 * the words around each marker leave no doubt.
 */
export function readSequence(
  markers: readonly Marker[],
  alphabet: Alphabet,
  side: 'before' | 'after',
  order: 'rising' | 'any' = 'rising',
): SequenceReading {
  const walk: Walk = { used: [], covered: new Set(), groups: new Set(), seen: new Set(), weight: 0, strays: 0 }
  let lastRank = 0
  for (const marker of markers) {
    const labels = expandLabels(marker, alphabet)
    if (labels === null || labels.length === 0) continue
    for (const { rank } of labels) walk.seen.add(Math.floor(rank))
    const weight = side === 'before' ? opening(marker) : closing(marker)
    if (side === 'after' && opening(marker) >= STRONG) walk.strays++
    if (weight === 0) continue
    if (!continues(walk, labels, weight, order === 'any' ? null : lastRank)) {
      if (weight >= STRONG) walk.strays++
      continue
    }
    walk.used.push({ marker, labels: labels.map(({ label }) => label) })
    walk.weight += weight
    lastRank = labels.at(-1)!.rank
    for (const { rank } of labels) {
      walk.covered.add(Math.floor(rank))
      if (labels.length > 1) walk.groups.add(Math.floor(rank))
    }
  }
  // One bracket behind some words names no panels: "the regions (A–F)".
  const enough = side === 'before' || walk.used.length > 1
  return { used: walk.used, side, confidence: enough ? confidenceOf(walk) : 0 }
}

/** The next label, or a group with the next label in it, or one label of a group that was begun together. */
function continues(walk: Walk, labels: readonly RankedLabel[], weight: number, lastRank: number | null): boolean {
  let next = 1
  while (walk.covered.has(next)) next++
  const floors = labels.map(({ rank }) => Math.floor(rank))
  const fresh = floors.every((rank) => !walk.covered.has(rank))
  if (lastRank === null) return fresh
  if (fresh && Math.min(...floors) === next) return weight >= STRONG || isRun(floors)
  const sub = labels.every(({ rank }) => rank > lastRank && Math.floor(rank) === Math.floor(lastRank))
  if (sub && walk.used.length > 0) return true
  return weight >= STRONG && floors.every((rank) => walk.groups.has(rank))
}

const isRun = (ranks: readonly number[]) => ranks.every((rank, at) => at === 0 || rank - ranks[at - 1]! <= 1)

/** The highest label in reach: letters far beyond the others, (E)-isomers and (Z), count no panels. */
function highest(seen: ReadonlySet<number>): number {
  let reach = 0
  for (const rank of [...seen].sort((a, b) => a - b)) {
    if (rank - reach > 2) break
    reach = rank
  }
  return reach
}

/**
 * The mean weight of the places where the markers stand, times the share of all letters seen that the sequence
 * explains, less 0.15 for each marker that stands like a panel's but does not fit; 0 below two panels.
 */
function confidenceOf(walk: Walk): number {
  if (walk.used.length === 0 || walk.covered.size < 2) return 0
  const mean = walk.weight / walk.used.length
  const explained = Math.min(1, walk.covered.size / highest(walk.seen))
  return Math.max(0, mean * explained - STRAY * walk.strays)
}
