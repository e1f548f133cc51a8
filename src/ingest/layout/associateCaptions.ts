import { captionStart } from './captionStart.js'
import type { TextItem } from './layoutItem.js'
import { gapBetween, overlap, sameColumn, type UnitBox, unitBox } from './pageGeometry.js'

/** Farther than a quarter of the page a caption is not looked for. */
export const FARTHEST = 0.25
/** What standing above, or beside, costs against standing below, in page heights: captions of figures stand below. */
const ABOVE = 0.05
const BESIDE = 0.1
/** Two candidates closer than this are told apart by their place alone, and that is doubtful. */
const CLOSE = 0.02

/** A picture without caption, in need of one. */
export interface NeedyPicture {
  /** Position in reading order. */
  readonly at: number
  readonly box: UnitBox | undefined
}

/** A text that may be a caption. */
export interface CaptionCandidate {
  readonly at: number
  readonly item: TextItem
  /** True when the tool itself calls it a caption; then it need not begin with a number. */
  readonly isCaption: boolean
}

export interface Association {
  readonly picture: NeedyPicture
  readonly candidate: CaptionCandidate
  readonly confidence: number
  readonly note: string
}

interface Pair extends Omit<Association, 'confidence' | 'note'> {
  readonly cost: number
  readonly distance: number
  readonly side: 'below' | 'above' | 'beside' | 'after' | 'before'
}

/**
 * Gives pictures the captions that stand nearest: same column and below, then above, then beside; each caption to one
 * picture, the surest pair first. Where nothing can be measured, the neighbour in reading order counts.
 */
export function associateCaptions(
  pictures: readonly NeedyPicture[],
  candidates: readonly CaptionCandidate[],
): Association[] {
  const pairs = pictures
    .flatMap((picture) => candidates.map((candidate) => pairOf(picture, candidate)))
    .filter((pair) => pair !== undefined)
    .sort((a, b) => a.cost - b.cost || a.picture.at - b.picture.at || a.candidate.at - b.candidate.at)
  const taken = new Set<NeedyPicture | CaptionCandidate>()
  const found: Association[] = []
  for (const pair of pairs) {
    const { picture, candidate } = pair
    if (taken.has(picture) || taken.has(candidate)) continue
    const rival = pairs.find((other) => other !== pair && !taken.has(other.candidate) && other.picture === picture)
    taken.add(picture).add(candidate)
    found.push({ picture, candidate, ...judge(pair, rival) })
  }
  return found
}

function pairOf(picture: NeedyPicture, candidate: CaptionCandidate): Pair | undefined {
  const box = unitBox(candidate.item.box)
  if (picture.box === undefined || box === undefined) return neighbours(picture, candidate)
  if (picture.box.page !== box.page) return undefined
  if (sameColumn(picture.box, box)) {
    const side = (box.top + box.bottom) / 2 >= (picture.box.top + picture.box.bottom) / 2 ? 'below' : 'above'
    const distance = Math.max(0, side === 'below' ? box.top - picture.box.bottom : picture.box.top - box.bottom)
    if (distance > FARTHEST) return undefined
    return { picture, candidate, distance, side, cost: distance + (side === 'above' ? ABOVE : 0) }
  }
  const distance = gapBetween(picture.box, box)
  const isBeside = overlap(picture.box.top, picture.box.bottom, box.top, box.bottom) >= 0.5
  if (!isBeside || distance > FARTHEST / 2) return undefined
  return { picture, candidate, distance, side: 'beside', cost: distance + BESIDE }
}

/** Without boxes: the item right after the picture, else the one right before it. */
function neighbours(picture: NeedyPicture, candidate: CaptionCandidate): Pair | undefined {
  const steps = candidate.at - picture.at
  if (Math.abs(steps) !== 1) return undefined
  const side = steps > 0 ? 'after' : 'before'
  return { picture, candidate, distance: 1, side, cost: side === 'after' ? 1 : 1 + ABOVE }
}

function judge(pair: Pair, rival: Pair | undefined): { confidence: number; note: string } {
  const start = captionStart(pair.candidate.item.content.text)
  const words = start?.certainty === 'punctuation' ? 1 : 0.75
  const isDoubtful = rival !== undefined && rival.cost - pair.cost < CLOSE
  const tie = isDoubtful ? ` Another stood ${rival.side}, nearly as near: the ${pair.side} one was taken.` : ''
  if (pair.side === 'after' || pair.side === 'before') {
    const note = `Caption taken from the text right ${pair.side} the picture: there are no boxes to measure by.${tie}`
    return { confidence: round(0.6 * words * (isDoubtful ? 0.6 : 1)), note }
  }
  const nearness = 1 - (0.5 * pair.distance) / FARTHEST
  const place = pair.side === 'below' ? 0.95 : pair.side === 'above' ? 0.85 : 0.7
  return {
    confidence: round(nearness * place * words * (isDoubtful ? 0.6 : 1)),
    note: `Caption found by geometry: ${pair.side} the picture at ${pair.distance.toFixed(3)} page heights.${tie}`,
  }
}

const round = (value: number): number => Math.round(value * 100) / 100
