import type { ImageReference } from '../paper.js'
import type { DraftFigure } from './readPaper.js'

/** Taking a message apart blocks the thread that gets it: this much of rows takes some 1 ms. */
export const PORTION_WEIGHT = 100_000

export interface Portion {
  readonly figures: readonly DraftFigure[]
  /** Bytes of images in `figures`, to be handed over instead of copied. */
  readonly images: ArrayBuffer[]
}

/** Cuts the figures of a document into messages of a bounded size, or of one figure. */
export function* portionsOf(figures: readonly DraftFigure[]): Generator<Portion, void, undefined> {
  let portion: DraftFigure[] = []
  let weight = 0
  for (const figure of figures) {
    const own = weightOf(figure.record)
    if (portion.length > 0 && weight + own > PORTION_WEIGHT) {
      yield withOwnBytes(portion)
      portion = []
      weight = 0
    }
    portion.push(figure)
    weight += own
  }
  if (portion.length > 0) yield withOwnBytes(portion)
}

/** Characters, and something for every value. */
export function weightOf(value: unknown): number {
  if (typeof value === 'string') return 16 + value.length
  if (typeof value !== 'object' || value === null) return 8
  let weight = 64
  for (const [name, inner] of Object.entries(value)) weight += name.length + weightOf(inner)
  return weight
}

/** Each image in a buffer of its own, which can be handed over: a parser may cut several out of one. */
function withOwnBytes(portion: readonly DraftFigure[]): Portion {
  const copies = new Map<Uint8Array, Uint8Array<ArrayBuffer>>()
  const own = (reference: ImageReference): ImageReference => {
    const { bytes } = reference
    if (bytes === undefined) return reference
    const copy = copies.get(bytes) ?? new Uint8Array(bytes)
    copies.set(bytes, copy)
    return { ...reference, bytes: copy }
  }
  const figures = portion.map((figure) => ({
    ...figure,
    images: figure.images.map(own),
    panels: (figure.panels ?? []).map(({ images }) => ({ images: images.map(own) })),
  }))
  return { figures, images: [...copies.values()].map(({ buffer }) => buffer) }
}
