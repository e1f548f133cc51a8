import { type NumberReading, numberKey } from '../../caption/numbering.js'
import { stripNumbering } from '../../caption/stripNumbering.js'
import type { ParsedFigure } from '../paper.js'
import { figureNumber, implicitNumber } from '../readCaption.js'

/** What a key of the document names. */
export interface KeyTarget {
  readonly figure: string
  /** Label of the panel, when the key is a panel's. */
  readonly panel: string | null
}

/** What a number names. */
export interface NumberTarget extends KeyTarget {
  /** The number is printed nowhere: the format counts it. */
  readonly counted: boolean
}

/** Finds the figures of a document by the keys of its markup and by their numbers. */
export interface FigureIndex {
  byKey(key: string): KeyTarget | null
  /** `letter` belongs to the number where a figure is numbered so; else it names a panel. */
  byNumber(number: NumberReading, letter: string | null): NumberTarget | null
}

/** Several figures with one number: nobody can tell which is meant. */
const AMBIGUOUS = Symbol('ambiguous')

type Numbers = Map<string, string | typeof AMBIGUOUS>

export function indexFigures(figures: readonly ParsedFigure[]): FigureIndex {
  const keys = new Map<string, KeyTarget>()
  const printed: Numbers = new Map()
  const lettered: Numbers = new Map()
  const counted: Numbers = new Map()
  for (const figure of figures) {
    for (const key of [figure.key, ...figure.keys]) keys.set(key, { figure: figure.key, panel: null })
    for (const [at, { key, label }] of figure.panels.entries()) {
      if (key !== null && !keys.has(key)) keys.set(key, { figure: figure.key, panel: panelLabel(label, at) })
    }
    const number = figureNumber(figure) ?? (figure.caption === null ? null : stripNumbering(figure.caption).number)
    if (number !== null) {
      if (number.letter === null) add(printed, numberKey(number), figure.key)
      else add(lettered, numberKey(number, true), figure.key)
      continue
    }
    const implicit = implicitNumber(figure)
    if (implicit !== null) add(counted, numberKey(implicit), figure.key)
  }
  return {
    byKey: (key) => keys.get(key) ?? null,
    byNumber(number, letter) {
      if (letter !== null) {
        const own = lettered.get(numberKey({ ...number, suffix: `${number.suffix ?? ''}${letter}` }, true))
        if (own === AMBIGUOUS) return null
        if (own !== undefined) return { figure: own, panel: null, counted: false }
      }
      const key = numberKey(number)
      const figure = printed.get(key) ?? counted.get(key)
      if (figure === undefined || figure === AMBIGUOUS) return null
      return { figure, panel: letter, counted: !printed.has(key) }
    },
  }
}

function add(numbers: Numbers, key: string, figure: string): void {
  const known = numbers.get(key)
  numbers.set(key, known === undefined || known === figure ? figure : AMBIGUOUS)
}

/** `(a)` is a; a panel without a label has the letter of its place. */
function panelLabel(label: string | null, at: number): string | null {
  const own = label?.replace(/[()[\].:\s]/g, '') ?? ''
  return own !== '' ? own : at < 26 ? String.fromCharCode(97 + at) : null
}
