/** Creative Commons licences of one country that SPDX has an identifier for, by code, version and country. */
const PORTED = new Set(['by-2.5-au', 'by-3.0-at', 'by-3.0-au', 'by-3.0-de', 'by-3.0-igo', 'by-3.0-nl', 'by-3.0-us'])
const VERSIONS = new Set(['1.0', '2.0', '2.5', '3.0', '4.0'])
const CODES = new Set(['by', 'by-sa', 'by-nd', 'by-nc', 'by-nc-sa', 'by-nc-nd'])

/** Other licences that papers and data sets name, by the lower case of their identifier. */
const OTHERS = new Map(
  [
    'MIT',
    'Apache-2.0',
    'BSD-2-Clause',
    'BSD-3-Clause',
    'GPL-2.0-only',
    'GPL-2.0-or-later',
    'GPL-3.0-only',
    'GPL-3.0-or-later',
    'LGPL-3.0-only',
    'AGPL-3.0-only',
    'MPL-2.0',
    'ODbL-1.0',
    'ODC-By-1.0',
    'PDDL-1.0',
  ].map((id) => [id.toLowerCase(), id]),
)

const URL_LICENCE = /creativecommons\.org\/licen[sc]es\/([a-z-]{2,8})\/(\d\.\d)(?:\/([a-z]{2,3})\b)?/i
const URL_PUBLIC = /creativecommons\.org\/publicdomain\/(zero|mark)\/1\.0/i
const SHORT = /\bcc[ -]?(by(?:[ -](?:nc|sa|nd))*)[ -]?v?(\d\.\d)?(?![\d.]*\d)/i
const ZERO = /\bcc[ -]?(?:0|zero)\b/i
const LONG = /\bcreative\s+commons\s+(?:[a-z]{1,20}\s+){0,3}?attribution/i
const LONG_PARTS: readonly (readonly [RegExp, string])[] = [
  [/\bnon-?\s?commercial/i, 'nc'],
  [/\bno-?\s?deriv/i, 'nd'],
  [/\bshare-?\s?alike/i, 'sa'],
]
const LONG_REACH = 160

/**
 * The SPDX identifier of the licence that a text names: a Creative Commons address, `CC BY-NC 4.0`, or the long name.
 *
 * A licence without its version, or of a country that SPDX does not have, is not known: null.
 * @see https://spdx.org/licenses/
 */
export function spdxOf(text: string | null): string | null {
  if (text === null) return null
  const open = URL_PUBLIC.exec(text)
  if (open !== null) return open[1]!.toLowerCase() === 'zero' ? 'CC0-1.0' : 'CC-PDM-1.0'
  const url = URL_LICENCE.exec(text)
  if (url !== null) return creativeCommons(url[1]!, url[2]!, url[3])
  const exact = OTHERS.get(text.trim().toLowerCase())
  if (exact !== undefined) return exact
  const short = SHORT.exec(text)
  if (short !== null) return short[2] === undefined ? null : creativeCommons(short[1]!, short[2])
  if (ZERO.test(text)) return 'CC0-1.0'
  return longName(text)
}

function creativeCommons(parts: string, version: string, country?: string): string | null {
  const words = parts.toLowerCase().replaceAll(' ', '-').split('-')
  // Older addresses say `nc-by` or `nd-nc`; SPDX has one order.
  const code = ['by', 'nc', 'nd', 'sa'].filter((word) => words.includes(word)).join('-')
  if (!CODES.has(code) || !VERSIONS.has(version)) return null
  if (country === undefined || country === 'deed' || country === 'en') return `CC-${code.toUpperCase()}-${version}`
  const ported = `${code}-${version}-${country.toLowerCase()}`
  return PORTED.has(ported) ? `CC-${ported.toUpperCase()}` : null
}

function longName(text: string): string | null {
  const found = LONG.exec(text)
  if (found === null) return null
  const words = text.slice(found.index, found.index + LONG_REACH)
  const parts = LONG_PARTS.filter(([pattern]) => pattern.test(words)).map(([, part]) => part)
  const version = /\b(\d\.\d)\b/.exec(words)?.[1]
  return version === undefined ? null : creativeCommons(['by', ...parts].join('-'), version)
}

/**
 * True where the licence lets everybody pass the work on, if only under conditions; null where that is not known. Every
 * Creative Commons licence does, so that its version need not be known.
 */
export function isRedistributable(spdx: string | null, ...statements: readonly (string | null)[]): boolean | null {
  if (spdx !== null) return true
  return statements.some((text) => text !== null && (LONG.test(text) || SHORT.test(text) || URL_LICENCE.test(text)))
    ? true
    : null
}
