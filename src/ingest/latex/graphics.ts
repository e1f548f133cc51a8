import { type Cursor, plainName } from './cursor.js'
import { GRAPHICS_MACROS } from './drawings.js'

/** Macros of older packages that name their file in a list of keys. */
const KEYED = new Set(['epsfig', 'psfig'])
const PAGE_KEY = /(?:^|,)\s*page\s*=\s*(\d{1,5})\s*(?:,|$)/
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

/**
 * The files that a macro places, as they are written, its arguments read; null for another macro. The page of a PDF that is
 * not its first stands behind the file, as in an address: `plots.pdf#page=2`.
 */
export function readGraphics(macro: string, cursor: Cursor): string[] | null {
  if (GRAPHICS_MACROS.has(macro)) {
    cursor.star()
    let page = 1
    for (let options = cursor.optional(); options !== null; options = cursor.optional()) {
      page = Number(PAGE_KEY.exec(plainName(options).slice(0, 2000))?.[1] ?? page)
    }
    const file = fileName(plainName(cursor.argument()))
    return [page > 1 ? `${file}#page=${page}` : file]
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
