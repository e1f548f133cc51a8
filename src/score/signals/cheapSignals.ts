import { columnByName } from '../../dataset/names.js'
import { argumentError } from '../../validate.js'
import type { PairScore } from '../figureRow.js'

/** Groups of signals that are computed unless they are skipped. */
export type CheapGroup = 'image' | 'text'

export const isCheap = (signal: string): signal is CheapGroup => signal === 'image' || signal === 'text'

interface CheapSignal {
  readonly group: CheapGroup
  /** What it fills in; the first names it. */
  readonly fields: readonly [keyof PairScore, ...(keyof PairScore)[]]
  /** Raised whenever the same row may get another value, so that finished parts of a run are made anew. */
  readonly version: number
}

/** One signal a line, in the order of its files' columns. */
const CHEAP_SIGNALS: readonly CheapSignal[] = [
  { group: 'image', fields: ['imageWidth'], version: 1 },
  { group: 'image', fields: ['imageHeight'], version: 1 },
  { group: 'image', fields: ['imageAspect'], version: 1 },
  { group: 'image', fields: ['imageBytes'], version: 1 },
  { group: 'image', fields: ['imageMode'], version: 1 },
  { group: 'image', fields: ['imageBlankShare'], version: 1 },
  { group: 'image', fields: ['imageEntropy'], version: 1 },
  { group: 'image', fields: ['imageColors'], version: 1 },
  { group: 'image', fields: ['imageTableScore'], version: 1 },
  { group: 'image', fields: ['phash'], version: 1 },
  { group: 'text', fields: ['textChars'], version: 1 },
  { group: 'text', fields: ['textWords'], version: 1 },
  { group: 'text', fields: ['textSentences'], version: 1 },
  { group: 'text', fields: ['textLanguage', 'textLanguageConfidence'], version: 1 },
  { group: 'text', fields: ['textDigitShare'], version: 1 },
  { group: 'text', fields: ['textFormulaShare'], version: 1 },
  { group: 'text', fields: ['textBoilerplate', 'textBoilerplateShare'], version: 1 },
  { group: 'text', fields: ['textPanels'], version: 1 },
]

/** Fields of the cheap signals, in file order. */
export type CheapFields = ReadonlySet<keyof PairScore>

/**
 * What is left of the cheap signals' fields when some are skipped.
 *
 * @param skip groups and signals, the latter by their first field, also by the name that its column has in files
 * @throws ArgumentError on another name
 */
export function cheapFields(skip: readonly string[] = []): CheapFields {
  if (!Array.isArray(skip)) throw argumentError('skipSignals', 'an array', skip)
  const known = new Set(SKIPPABLE)
  const names = new Set(
    skip.map((name: string, i) => {
      const camel = columnByName(name)?.camel ?? name
      if (!known.has(camel)) throw argumentError(`skipSignals[${i}]`, `one of ${SKIPPABLE.join(', ')}`, name)
      return camel
    }),
  )
  return new Set(
    CHEAP_SIGNALS.filter(({ group, fields }) => !names.has(group) && !names.has(fields[0])).flatMap(
      ({ fields }) => fields,
    ),
  )
}

/** What `skipSignals` may name. */
export const SKIPPABLE: readonly string[] = ['image', 'text', ...CHEAP_SIGNALS.map(({ fields }) => fields[0])]

/** The groups that have a field left. */
export function cheapGroups(wanted: CheapFields): CheapGroup[] {
  return (['image', 'text'] as const).filter((group) => fieldsOf(wanted, group).size > 0)
}

/** The fields of one group. */
export function fieldsOf(wanted: CheapFields, group: CheapGroup): CheapFields {
  return new Set(
    CHEAP_SIGNALS.filter((signal) => signal.group === group).flatMap(({ fields }) =>
      fields.filter((field) => wanted.has(field)),
    ),
  )
}

/** The versions of the signals that fill the fields, for the description of a scorer. */
export function cheapVersions(wanted: CheapFields): Readonly<Record<string, number>> {
  return Object.fromEntries(
    CHEAP_SIGNALS.flatMap(({ fields, version }) =>
      fields.filter((field) => wanted.has(field)).map((field) => [field, version]),
    ),
  )
}
