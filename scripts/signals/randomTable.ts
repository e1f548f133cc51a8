import type { Rng } from '../../test/support/random.js'

const FONTS = ['Nimbus Roman', 'Nimbus Sans', 'DejaVu Sans', 'P052', 'Nimbus Mono PS', 'cmr10', 'Nimbus Sans Narrow']
const WORDS =
  'method baseline accuracy mean (ours) sample group control treated n p-value error rate depth model layer dose age sex site year species total score type window energy phase yield ratio peak time'.split(
    ' ',
  )

/** A table of a paper as HTML: its rules, shades, fonts, alignment, headers and cells are drawn from `rng`. */
export function randomTable(rng: Rng): string {
  const one = <T>(values: readonly T[]): T => values[rng.integer(0, values.length - 1)]!
  const chance = (share: number) => rng.uniform() < share
  const columns = rng.integer(2, 10)
  const rows = rng.integer(3, 24)
  const words = (most: number) => Array.from({ length: rng.integer(1, most) }, () => one(WORDS)).join(' ')
  const number = () => (rng.uniform() * 10 ** rng.integer(0, 4)).toFixed(rng.integer(0, 3))
  const kinds = Array.from({ length: columns }, (_, i) =>
    i === 0 ? 'words' : one(['number', 'number', 'pm', 'words', 'mark']),
  )
  const long = chance(0.2)
  const cell = (kind: string) => {
    if (chance(0.05)) return ''
    if (kind === 'words') return words(long ? 9 : 3)
    if (kind === 'mark') return one(['✓', '–', '*', 'yes', 'no'])
    const value = kind === 'pm' ? `${number()} ± ${number()}` : number()
    return chance(0.08) ? `<b>${value}</b>` : value
  }
  const head = `<tr>${kinds.map(() => `<th>${words(2)}</th>`).join('')}</tr>`
  const group = chance(0.25) && columns > 3 ? `<tr><th></th><th colspan="${columns - 1}">${words(3)}</th></tr>` : ''
  const section = chance(0.15) ? rng.integer(2, rows - 1) : -1
  const body = Array.from({ length: rows }, (_, y) => {
    const title = y === section ? `<tr class="section"><td colspan="${columns}"><i>${words(3)}</i></td></tr>` : ''
    return `${title}<tr>${kinds.map((kind) => `<td>${cell(kind)}</td>`).join('')}</tr>`
  }).join('')
  return `<style>${styleOf(one, chance, rng)}</style><table><thead>${group}${head}</thead><tbody>${body}</tbody></table>`
}

function styleOf(one: <T>(values: readonly T[]) => T, chance: (share: number) => boolean, rng: Rng): string {
  const rules = one(['three', 'three', 'three', 'grid', 'rows', 'none', 'frame'])
  const px = (from: number, to: number) => `${rng.integer(from, to)}px`
  const css = [
    `table { border-collapse: collapse; font: ${px(9, 24)} '${one(FONTS)}'; background: white; margin: ${px(0, 20)}; }`,
    `td, th { padding: ${px(1, 9)} ${px(4, 18)}; text-align: ${one(['left', 'center', 'right'])}; }`,
    'td:first-child, th:first-child { text-align: left; }',
    'td, th { max-width: 240px; }',
  ]
  const line = `${one(['1px', '1px', '2px'])} solid ${one(['black', 'black', '#444'])}`
  if (rules === 'three')
    css.push(`table { border-top: ${line}; border-bottom: ${line}; } thead { border-bottom: ${line}; }`)
  if (rules === 'grid') css.push(`td, th { border: ${line}; }`)
  if (rules === 'rows') css.push(`tr { border-bottom: ${line}; }`)
  if (rules === 'frame') css.push(`table { border: ${line}; } thead { border-bottom: ${line}; }`)
  if (chance(0.2)) css.push('tbody tr:nth-child(odd) { background: #eee; }')
  if (chance(0.15)) css.push(`thead { background: ${one(['#ddd', '#ccd8ee', '#1f4e79'])}; }`)
  if (chance(0.5)) css.push('th { font-weight: normal; }')
  return css.join('\n')
}
