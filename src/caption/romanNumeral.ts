const VALUES: Readonly<Record<string, number>> = { i: 1, v: 5, x: 10, l: 50, c: 100, d: 500, m: 1000 }
const STEPS: readonly (readonly [number, string])[] = [
  [1000, 'm'],
  [900, 'cm'],
  [500, 'd'],
  [400, 'cd'],
  [100, 'c'],
  [90, 'xc'],
  [50, 'l'],
  [40, 'xl'],
  [10, 'x'],
  [9, 'ix'],
  [5, 'v'],
  [4, 'iv'],
  [1, 'i'],
]

/** `value` (an integer of 1 to 3999) in lower-case roman numerals. */
export function toRoman(value: number): string {
  let rest = value
  let roman = ''
  for (const [step, letters] of STEPS) {
    for (; rest >= step; rest -= step) roman += letters
  }
  return roman
}

/** The value of a roman numeral in either case; null where the letters are none, such as 'iiii' or 'civil'. */
export function fromRoman(letters: string): number | null {
  const lower = letters.toLowerCase()
  if (lower.length === 0 || lower.length > 15) return null
  let value = 0
  for (let at = 0; at < lower.length; at++) {
    const here = VALUES[lower[at]!]
    if (here === undefined) return null
    value += here < (VALUES[lower[at + 1] ?? ''] ?? 0) ? -here : here
  }
  return value > 0 && value < 4000 && toRoman(value) === lower ? value : null
}
