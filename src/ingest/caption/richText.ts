import { plainRichText, type RichText, type Span } from '../paper.js'

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
