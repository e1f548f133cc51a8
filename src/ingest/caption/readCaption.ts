import type { MathSpan, ParsedFigure, RichText } from '../paper.js'
import type { NumberReading } from './numbering.js'
import type { PanelReading } from './panels.js'

/** What can be read from the words of a caption. All spans are UTF-16 offsets into `raw`. */
export interface CaptionReading {
  /** Title and caption, readable, with the numbering that stands in front of them. */
  readonly raw: string
  /** `raw` without its numbering; null when nothing is left. */
  readonly main: string | null
  /** Where `main` begins in `raw`. */
  readonly mainStart: number
  /** From the printed label, else from the caption, else counted as the format counts. */
  readonly number: NumberReading | null
  /** `Figure 3`, in one form however it was printed. */
  readonly label: string | null
  readonly math: readonly MathSpan[]
  readonly panels: PanelReading
}

/** Reads numbering, mathematics and panels of a figure's caption. Linear in its length. */
export function readCaption(figure: ParsedFigure): CaptionReading {
  const whole = joinRichText(figure.captionTitle, figure.caption)
  const raw = whole.text
  return {
    raw,
    main: raw.trim() === '' ? null : raw.trim(),
    mainStart: raw.length - raw.trimStart().length,
    number: null,
    label: figure.printedLabel,
    math: whole.math,
    panels: { panels: [], leadEnd: raw.length, confidence: 0, style: null },
  }
}

/** `title` and `caption` as one text, a space between them, spans moved along. */
export function joinRichText(title: RichText | null, caption: RichText | null): RichText {
  if (title === null || title.text.trim() === '') {
    return caption ?? { text: '', bold: [], math: [], breaks: [], references: [] }
  }
  if (caption === null || caption.text.trim() === '') return title
  const shift = title.text.length + 1
  const moved = <T extends { readonly start: number; readonly end: number }>(spans: readonly T[]) =>
    spans.map((span) => ({ ...span, start: span.start + shift, end: span.end + shift }))
  return {
    text: `${title.text} ${caption.text}`,
    bold: [...title.bold, ...moved(caption.bold)],
    math: [...title.math, ...moved(caption.math)],
    breaks: [...title.breaks, shift, ...caption.breaks.map((at) => at + shift)],
    references: [...title.references, ...moved(caption.references)],
  }
}
