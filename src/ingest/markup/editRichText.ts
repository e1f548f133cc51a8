import type { MathSpan, Reference, RichText, Span } from '../paper.js'

/** Replaces a stretch of a text; `''` removes it. */
export interface Edit extends Span {
  readonly text: string
  readonly reference?: Pick<Reference, 'targets' | 'kind'>
}

/** Marks a stretch bold, in offsets of the text before the edits. */
export interface BoldMark extends Span {
  readonly bold: true
}

/**
 * The text with its edits made and all spans moved along. Where something is removed, the space before it goes too when
 * a space, closing punctuation or nothing follows.
 *
 * @param edits sorted by `start`, not overlapping
 */
export function editRichText(rich: RichText, edits: readonly Edit[], marks: readonly Span[] = []): RichText {
  if (edits.length === 0 && marks.length === 0) return rich
  const pieces: string[] = []
  // Old offsets where a shift begins, and where the old stretch lands: [start, end) -> [newStart, newEnd).
  const moved: { start: number; end: number; newStart: number; newEnd: number }[] = []
  const references: Reference[] = []
  let from = 0
  let length = 0
  for (const edit of edits) {
    const start = edit.text === '' ? withSpaceBefore(rich.text, edit, from, length) : edit.start
    pieces.push(rich.text.slice(from, start), edit.text)
    length += start - from
    moved.push({ start, end: edit.end, newStart: length, newEnd: length + edit.text.length })
    if (edit.reference !== undefined && edit.text !== '') {
      references.push({ start: length, end: length + edit.text.length, ...edit.reference })
    }
    length += edit.text.length
    from = edit.end
  }
  pieces.push(rich.text.slice(from))
  const text = pieces.join('')
  const locate = locator(moved)
  const move = <S extends Span>(span: S): S[] => {
    const start = locate(span.start, true)
    const end = locate(span.end, false)
    return end > start ? [{ ...span, start, end }] : []
  }
  return trimmed({
    text,
    bold: [...rich.bold, ...marks.map(({ start, end }) => ({ start, end }))]
      .flatMap(move)
      .sort((a, b) => a.start - b.start),
    math: rich.math.flatMap<MathSpan>(move),
    breaks: rich.breaks.map((offset) => locate(offset, true)),
    references: [...rich.references.flatMap<Reference>(move), ...references].sort((a, b) => a.start - b.start),
  })
}

function withSpaceBefore(text: string, edit: Span, from: number, length: number): number {
  const isAfterSpace = edit.start > from && text[edit.start - 1] === ' '
  if (!isAfterSpace && !(edit.start === from && length === 0)) return edit.start
  const next = text[edit.end]
  const isLoose = next === undefined || /[\s.,;:)\]?!]/.test(next)
  return isLoose && isAfterSpace ? edit.start - 1 : edit.start
}

type Move = { start: number; end: number; newStart: number; newEnd: number }

/** New offset of an old one; an offset inside a replaced stretch goes to its beginning or its end. */
function locator(moved: readonly Move[]): (offset: number, isStart: boolean) => number {
  return (offset, isStart) => {
    let low = 0
    let high = moved.length
    while (low < high) {
      const middle = (low + high) >> 1
      if (
        moved[middle]!.start < offset ||
        (isStart && moved[middle]!.start === offset && moved[middle]!.end > offset)
      ) {
        low = middle + 1
      } else high = middle
    }
    const move = moved[low - 1]
    if (move === undefined) return offset
    if (offset >= move.end) return offset - move.end + move.newEnd
    return isStart ? move.newStart : move.newEnd
  }
}

/** Without white space at either end, and no span beginning or ending with a space. */
function trimmed(rich: RichText): RichText {
  const cut = rich.text.length - rich.text.trimStart().length
  const text = rich.text.trim()
  const clip = <S extends Span>(span: S): S[] => {
    let start = Math.max(0, span.start - cut)
    let end = Math.min(text.length, span.end - cut)
    while (start < end && text[start] === ' ') start++
    while (end > start && text[end - 1] === ' ') end--
    return end > start ? [{ ...span, start, end }] : []
  }
  return {
    text,
    bold: rich.bold.flatMap(clip),
    math: rich.math.flatMap(clip),
    breaks: [...new Set(rich.breaks.map((offset) => offset - cut))].filter(
      (offset) => offset > 0 && offset < text.length,
    ),
    references: rich.references.flatMap(clip),
  }
}
