import { KIND_NAMES, KINDS, type Planted } from './kinds.js'
import { randomFrom, shuffled } from './random.js'
import type { SampleFigure } from './sampleFigures.js'

/** One row of the planted dataset: the figure it is made from, and what is done to it. */
export interface PlannedRow {
  id: string
  figure: SampleFigure
  /** The figure whose caption and context the row carries. */
  words: SampleFigure
  fault?: Planted
}

/**
 * Decides which figures get which fault; no figure gets two, and the rest stays as it was drawn.
 *
 * Captions are swapped in pairs, within one paper or one field where the sample has such pairs left: a caption from
 * another field would be too easy to notice.
 */
export function planFaults(figures: readonly SampleFigure[], seed: number): PlannedRow[] {
  const random = randomFrom(seed)
  const free = shuffled(figures, random)
  const faults = new Map<string, Planted>()
  const words = new Map<string, SampleFigure>()
  const copies: PlannedRow[] = []

  for (let pair = 0; pair < KINDS['caption-swapped'].count / 2; pair++) {
    const [one, other] = takePlausiblePair(free)
    for (const [mine, theirs] of [
      [one, other],
      [other, one],
    ] as const) {
      faults.set(mine.id, { kind: 'caption-swapped', id: mine.id, partner: theirs.id })
      words.set(mine.id, theirs)
    }
  }
  for (const kind of KIND_NAMES) {
    const { count, group } = KINDS[kind]
    if (group === 'caption') continue
    for (let n = 0; n < count; n++) {
      const figure = free.pop()!
      if (group === 'duplicate') {
        const id = `${figure.id}-preprint`
        copies.push({ id, figure, words: figure, fault: { kind, id, partner: figure.id } })
      } else faults.set(figure.id, { kind, id: figure.id })
    }
  }
  const originals = figures.map((figure): PlannedRow => {
    const fault = faults.get(figure.id)
    return { id: figure.id, figure, words: words.get(figure.id) ?? figure, ...(fault === undefined ? {} : { fault }) }
  })
  return shuffled([...originals, ...copies], random)
}

/** Takes two free figures: of one paper, else of one subject, else any two. */
function takePlausiblePair(free: SampleFigure[]): [SampleFigure, SampleFigure] {
  const one = free.pop()!
  let index = free.findLastIndex((figure) => figure.paper_id === one.paper_id)
  if (index < 0) index = free.findLastIndex((figure) => figure.subject === one.subject)
  if (index < 0) index = free.length - 1
  const [other] = free.splice(index, 1)
  return [one, other!]
}
