/** A stretch of a text: UTF-16 offsets, `end` excluded. */
export interface Span {
  readonly start: number
  readonly end: number
}

/** Mathematics: readable in the text, `source` as it was written (LaTeX or MathML). */
export interface MathSpan extends Span {
  readonly source: string
}

/** A link that the format itself marks: xref, \ref, {numref}. */
export interface Reference extends Span {
  /** Keys of figures or of panels that the link names. */
  readonly targets: readonly string[]
  readonly kind: 'figure' | 'other'
}

/** Text made readable, with what the markup said about it. All offsets are UTF-16 into `text`. */
export interface RichText {
  readonly text: string
  /** Bold or strong runs: panel letters above all. */
  readonly bold: readonly Span[]
  readonly math: readonly MathSpan[]
  /** Where a paragraph, list item or line break of the source begins. */
  readonly breaks: readonly number[]
  readonly references: readonly Reference[]
}

/** Text without markup. */
export const plainRichText = (text: string): RichText => ({ text, bold: [], math: [], breaks: [], references: [] })

function moved<T extends Span>(spans: readonly T[], shift: number): readonly T[] {
  return spans.map((span) => ({ ...span, start: span.start + shift, end: span.end + shift }))
}

/** Two texts as one, a space between them; the second begins a paragraph. An empty one leaves the other as it is. */
export function joinRichText(first: RichText | null, second: RichText | null): RichText {
  if (first === null || first.text.trim() === '') return second ?? plainRichText('')
  if (second === null || second.text.trim() === '') return first
  const shift = first.text.length + 1
  return {
    text: `${first.text} ${second.text}`,
    bold: [...first.bold, ...moved(second.bold, shift)],
    math: [...first.math, ...moved(second.math, shift)],
    breaks: [...first.breaks, shift, ...second.breaks.map((at) => at + shift)],
    references: [...first.references, ...moved(second.references, shift)],
  }
}

/** The text from `start` on, spans moved along; what begins before `start` is cut off. */
export function richTextFrom(content: RichText, start: number): RichText {
  if (start === 0) return content
  const kept = <T extends Span>(spans: readonly T[]) =>
    moved(
      spans.filter(({ end }) => end > start).map((span) => ({ ...span, start: Math.max(start, span.start) })),
      -start,
    )
  return {
    text: content.text.slice(start),
    bold: kept(content.bold),
    math: kept(content.math),
    breaks: content.breaks.filter((at) => at > start).map((at) => at - start),
    references: kept(content.references),
  }
}
