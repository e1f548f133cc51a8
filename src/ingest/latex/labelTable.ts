import type { PendingReference, ResolvedReference } from './draft.js'

/** What a \label stands for. */
export interface LabelTarget {
  /** Key of the figure or panel; null for sections, tables, equations. */
  readonly key: string | null
  /** What \ref prints: 3, S1, 3a; null where it prints nothing sensible. */
  readonly number: string | null
  /** What \cref prints before it: Figure, Table. */
  readonly name: string
  /** The letter of a panel. */
  readonly panel: string | null
}

const UNKNOWN = '??'

/** The labels of a document. The first of two equal ones counts. */
export class LabelTable {
  readonly #targets = new Map<string, LabelTarget>()
  /** Figures by the number that they print, for what lies within a range. */
  readonly #figures = new Map<string, string>()

  set(label: string, target: LabelTarget): void {
    if (label !== '' && !this.#targets.has(label)) this.#targets.set(label, target)
    if (target.key !== null && target.panel === null && target.number !== null && !this.#figures.has(target.number)) {
      this.#figures.set(target.number, target.key)
    }
  }

  has(label: string): boolean {
    return this.#targets.has(label)
  }

  /** What a reference prints and where it leads. */
  resolve = (reference: PendingReference): ResolvedReference => {
    const known = reference.labels.map((label) => this.#targets.get(label))
    const keys = known.map((target) => target?.key ?? null).filter((key) => key !== null)
    const kind = keys.length > 0 ? 'figure' : 'other'
    const targets = kind === 'other' ? reference.labels : reference.range ? this.#between(known, keys) : keys
    return { text: printed(reference, known), targets: [...new Set(targets)], kind }
  }

  /** The keys of all figures from the first to the last, by their numbers. */
  #between(known: readonly (LabelTarget | undefined)[], keys: readonly string[]): string[] {
    const [first, last] = [Number(known[0]?.number), Number(known.at(-1)?.number)]
    if (!(last > first && last - first < 100)) return [...keys]
    const numbers = Array.from({ length: last - first + 1 }, (_, index) => String(first + index))
    return numbers.map((number) => this.#figures.get(number)).filter((key) => key !== undefined)
  }
}

function printed(reference: PendingReference, known: readonly (LabelTarget | undefined)[]): string {
  const { style } = reference
  if (style === 'panel') return known.map((target) => target?.panel ?? UNKNOWN).join(', ')
  const numbers = known.map((target) => target?.number ?? UNKNOWN)
  const list = reference.range && numbers.length === 2 ? numbers.join('–') : joined(numbers)
  if (style !== 'named') return list
  const names = new Set(known.map((target) => target?.name ?? ''))
  if (names.size > 1)
    return joined(known.map((target, index) => named(target?.name ?? '', numbers[index] ?? '', false)))
  return named(known[0]?.name ?? '', list, numbers.length > 1)
}

const named = (name: string, number: string, plural: boolean): string =>
  name === '' ? number : `${name}${plural ? 's' : ''} ${number}`

const joined = (parts: readonly string[]): string =>
  parts.length < 2 ? parts.join('') : `${parts.slice(0, -1).join(', ')} and ${parts.at(-1)}`
