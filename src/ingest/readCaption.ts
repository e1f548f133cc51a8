import type { FigureWord } from '../caption/figureWord.js'
import { type NumberReading, numberReading, readLabel } from '../caption/numbering.js'
import { type PanelReading, splitPanels } from '../caption/panels.js'
import { joinRichText, richTextFrom } from '../caption/richText.js'
import { stripNumbering } from '../caption/stripNumbering.js'
import type { FigureKind, MathSpan, ParsedFigure } from './paper.js'

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
  const content = joinRichText(figure.captionTitle, figure.caption)
  const { text } = content
  const stripped = stripNumbering(content)
  const main = text.slice(stripped.start).trimEnd()
  const number = figureNumber(figure) ?? stripped.number ?? implicitNumber(figure)
  const split = splitPanels(richTextFrom(content, stripped.start))
  return {
    raw: text,
    main: main === '' ? null : main,
    mainStart: stripped.start,
    number,
    label: number?.normal ?? (figure.printedLabel?.trim() || null),
    math: content.math,
    panels: {
      ...split,
      leadEnd: split.leadEnd + stripped.start,
      panels: split.panels.map((panel) => ({
        ...panel,
        start: panel.start + stripped.start,
        end: panel.end + stripped.start,
      })),
    },
  }
}

/** The number that a figure's printed label holds. */
export function figureNumber(figure: Pick<ParsedFigure, 'printedLabel' | 'kind'>): NumberReading | null {
  return figure.printedLabel === null ? null : readLabel(figure.printedLabel)
}

const COUNTED: Readonly<Partial<Record<FigureKind, FigureWord['kind']>>> = {
  scheme: 'scheme',
  plate: 'plate',
  chart: 'chart',
  box: 'box',
}

/** The number that the format would print. */
export function implicitNumber({ implicitNumber: value, kind }: ParsedFigure): NumberReading | null {
  if (value === null) return null
  const series = kind === 'supplement' || kind === 'supporting-file' ? 'supplementary' : 'main'
  const word: FigureWord = { kind: COUNTED[kind] ?? 'figure', series, appendix: null, plural: false, start: 0, end: 0 }
  const token = { value, letters: null, appendix: null, minor: null, roman: false, start: 0, end: 0 }
  return numberReading(word, token, null, '')
}
