/** Accents of TeX as combining signs. */
const COMBINING: Readonly<Record<string, string>> = {
  '`': '\u0300',
  "'": '\u0301',
  '^': '\u0302',
  '~': '\u0303',
  '=': '\u0304',
  u: '\u0306',
  '.': '\u0307',
  '"': '\u0308',
  r: '\u030A',
  H: '\u030B',
  v: '\u030C',
  d: '\u0323',
  c: '\u0327',
  k: '\u0328',
  b: '\u0331',
  t: '\u0361',
}

/** The combining sign of an accent macro; undefined for other macros. */
export const combiningSign = (macro: string): string | undefined =>
  Object.hasOwn(COMBINING, macro) ? COMBINING[macro] : undefined

/** `letter` with the accent: composed where Unicode has it so. */
export function accented(letter: string, sign: string): string {
  const base = letter === 'ı' ? 'i' : letter === 'ȷ' ? 'j' : letter
  const first = String.fromCodePoint(base.codePointAt(0) ?? 32)
  return base === '' ? '' : `${(first + sign).normalize('NFC')}${base.slice(first.length)}`
}
