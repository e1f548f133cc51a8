import type { Cursor } from './cursor.js'
import { plainName } from './cursor.js'
import type { PendingReference } from './draft.js'

const STYLES: Readonly<Record<string, PendingReference['style']>> = {
  ref: 'number',
  Ref: 'number',
  labelcref: 'number',
  vref: 'number',
  thref: 'number',
  autoref: 'named',
  cref: 'named',
  Cref: 'named',
  vrefs: 'named',
  Vref: 'named',
  fref: 'named',
  Fref: 'named',
  zcref: 'named',
  fullref: 'named',
  nameref: 'named',
  figref: 'named',
  Figref: 'named',
  figureref: 'named',
  Figureref: 'named',
  FigRef: 'named',
  crefrange: 'named',
  Crefrange: 'named',
  vrefrange: 'named',
  subref: 'panel',
  subcref: 'panel',
}

/** The reference that a macro makes, its arguments read from `cursor`; null for another macro. */
export function readReference(macro: string, cursor: Cursor): PendingReference | null {
  const style = Object.hasOwn(STYLES, macro) ? STYLES[macro] : undefined
  if (style === undefined) return null
  cursor.star()
  cursor.optional()
  const labels = listedLabels(plainName(cursor.argument()))
  const range = macro.endsWith('range')
  return { style, range, labels: range ? [...labels, ...listedLabels(plainName(cursor.argument()))] : labels }
}

const listedLabels = (text: string): string[] =>
  text
    .split(',')
    .map((label) => label.trim())
    .filter((label) => label !== '')
