import { stripVTControlCharacters } from 'node:util'
import type { Share } from './types.js'

/** `15 500 000`. */
export function count(n: number): string {
  return String(n).replace(/\B(?=(\d{3})+$)/g, ' ')
}

/** `8.0 % [7.9, 8.1]`. */
export function shareText({ value, low, high }: Share): string {
  return `${percent(value)} % [${percent(low)}, ${percent(high)}]`
}

export function percent(share: number): string {
  return (100 * share).toFixed(1)
}

/** One line without anything that a terminal would obey, nor what turns text around. */
export function clean(text: string): string {
  return stripVTControlCharacters(text)
    .replace(/\s+/g, ' ')
    .replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/gu, '')
}

const WIDE =
  /[\u1100-\u115f\u2e80-\u303e\u3041-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6\u{1f300}-\u{1faff}\u{20000}-\u{3fffd}]/u

/** Columns on a terminal: two for East Asian wide characters and emoji, none for combining marks. */
export function textWidth(text: string): number {
  let width = 0
  for (const char of text) width += /\p{M}/u.test(char) ? 0 : WIDE.test(char) ? 2 : 1
  return width
}

/** Exactly `width` columns: padded, or cut with `…`. */
export function padTo(text: string, width: number): string {
  const own = textWidth(text)
  if (own <= width) return text + ' '.repeat(width - own)
  let cut = ''
  let used = 0
  for (const char of text) {
    const next = textWidth(char)
    if (used + next > width - 1) break
    cut += char
    used += next
  }
  return `${cut}…${' '.repeat(width - 1 - used)}`
}
