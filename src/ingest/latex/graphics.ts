import { type Cursor, plainName } from './cursor.js'
import { GRAPHICS_MACROS } from './drawings.js'

/** Macros of older packages that name their file in a list of keys. */
const KEYED = new Set(['epsfig', 'psfig'])
const FILE_KEY = /(?:^|,)\s*(?:file|figure)\s*=\s*([^,]+)/

/** How many files a macro of AASTeX or epsf names, one argument each. */
const NAMED: Readonly<Record<string, number>> = {
  plotone: 1,
  plottwo: 2,
  plotfiddle: 1,
  epsfbox: 1,
  epsffile: 1,
  pgfimage: 1,
  adjustimage: 1,
  animategraphics: 1,
}

/** The files that a macro places, as they are written, its arguments read; null for another macro. */
export function readGraphics(macro: string, cursor: Cursor): string[] | null {
  if (GRAPHICS_MACROS.has(macro)) {
    cursor.star()
    while (cursor.optional() !== null);
    return [fileName(plainName(cursor.argument()))]
  }
  if (KEYED.has(macro)) {
    const file = FILE_KEY.exec(plainName(cursor.argument()).slice(0, 2000))?.[1]
    return file === undefined ? [] : [fileName(file)]
  }
  const count = Object.hasOwn(NAMED, macro) ? (NAMED[macro] as number) : 0
  if (count === 0) return null
  cursor.optional()
  if (macro === 'adjustimage' || macro === 'animategraphics') cursor.argument()
  return Array.from({ length: count }, () => fileName(plainName(cursor.argument())))
}

/** Without the quotes that guard spaces. */
export const fileName = (written: string): string => written.replaceAll('"', '').trim()
