import type { ParsedFigure } from '../paper.js'
import type { PrintedReference, ReferenceTable } from './content.js'

/** What a key stands for: a figure, or one of its panels. */
export interface Labelled {
  /** As `Reference.targets` has it. */
  readonly target: string
  /** `Figure 3`, `Scheme 1`; null where nothing is printed. */
  readonly printed: string | null
}

const WORD_BEFORE = /\b(?:fig(?:ure)?s?|schemes?|plates?|charts?|tables?)\.?[\s(\u00a0]*$/i
const LIST_BEFORE = /\bfig(?:ure)?s?\.? ?[\dS.]{1,6}[a-z]? ?(?:, ?[\dS.]{1,6}[a-z]?){0,8}(?:,|,? ?and|&|-|–|to) ?$/i

/** Nouns of what is no figure, by the usual beginning of its label. */
const NOUNS: readonly (readonly [RegExp, string])[] = [
  [/^fig/i, 'Figure'],
  [/^(?:eq|eqn)\b/i, 'Equation'],
  [/^(?:tab|tbl|table)\b/i, 'Table'],
  [/^(?:s|sec|sect|section)\b/i, 'Section'],
  [/^(?:lst|listing|code)\b/i, 'Listing'],
  [/^alg/i, 'Algorithm'],
  [/^app/i, 'Appendix'],
]

/** Prints references as LaTeX and pandoc do: numbers where they are known, else `??`. */
export class FigureNumbers implements ReferenceTable {
  readonly #labelled: ReadonlyMap<string, Labelled>

  constructor(labelled: ReadonlyMap<string, Labelled>) {
    this.#labelled = labelled
  }

  targets(keys: readonly string[]): string[] {
    return [...new Set(keys.flatMap((key) => this.#labelled.get(key)?.target ?? []))]
  }

  print({ keys, style }: PrintedReference, before: string): string {
    const known = [
      ...new Map(keys.flatMap((key) => this.#labelled.get(key) ?? []).map((one) => [one.target, one])).values(),
    ]
    const numbers = known.map(({ printed }) => printed?.replace(/^\D*? (?=[\dA-Z])/, '') ?? '??')
    const number = numbers.length === 0 ? '??' : listed(numbers)
    if (typeof style === 'object') return style.text.replaceAll('%s', number).replaceAll('{number}', number)
    const recent = before.slice(-48)
    const isFigure = known.length > 0 || /^fig/i.test(keys[0] ?? '')
    if (style === 'number' || WORD_BEFORE.test(recent) || (isFigure && LIST_BEFORE.test(recent))) return number
    const printed = known[0]?.printed
    const noun = printed === undefined ? nounOf(keys[0] ?? '') : (printed?.replace(/ \S*$/, '') ?? 'Figure')
    if (noun === null) return number
    return `${noun}${numbers.length > 1 ? 's' : ''} ${number}`
  }
}

const nounOf = (key: string): string | null => NOUNS.find(([prefix]) => prefix.test(key))?.[1] ?? null

const listed = (numbers: readonly string[]): string =>
  numbers.length < 2 ? numbers.join('') : `${numbers.slice(0, -1).join(', ')} and ${numbers.at(-1)}`

/** `Figure 3` of a figure, as its readers know it. */
export const printedName = (figure: Pick<ParsedFigure, 'printedLabel' | 'implicitNumber'>): string | null =>
  figure.printedLabel ?? (figure.implicitNumber === null ? null : `Figure ${figure.implicitNumber}`)
