const WHOLE = new Intl.NumberFormat('en')
const NARROW_SPACE = '\u202f'

/** @param {number} n */
export const whole = (n) => WHOLE.format(n)

/**
 * @param {number} n
 * @param {string} one
 * @param {string} [many]
 */
export const counted = (n, one, many = `${one}s`) => `${whole(n)}\u00a0${n === 1 ? one : many}`

/** @param {number} share from 0 to 1 */
export function percent(share) {
  const value = 100 * share
  // A share that is not quite none or all must not read as none or all.
  if (share > 0 && value < 0.05) return `<${NARROW_SPACE}0.1${NARROW_SPACE}%`
  if (share < 1 && value >= 99.95) return `>${NARROW_SPACE}99.9${NARROW_SPACE}%`
  return `${value.toFixed(1)}${NARROW_SPACE}%`
}

/** @param {{ low: number, high: number }} share */
export const interval = ({ low, high }) => `[${(100 * low).toFixed(1)}, ${(100 * high).toFixed(1)}]`

/**
 * A number as a person reads it: four digits, more only for whole numbers.
 *
 * @param {number} value
 */
export function short(value) {
  if (!Number.isFinite(value)) return '–'
  if (Number.isInteger(value) && Math.abs(value) < 1e15) return whole(value)
  const size = Math.abs(value)
  if (size >= 1e6 || size < 1e-4) return value.toExponential(2).replace('e', ' × 10^').replace('^+', '^')
  return String(Number(value.toPrecision(4)))
}

/** @param {number} bytes */
export function size(bytes) {
  const units = ['bytes', 'kB', 'MB', 'GB', 'TB']
  let [value, unit] = [bytes, 0]
  while (value >= 1000 && unit < units.length - 1) {
    value /= 1000
    unit++
  }
  return `${unit === 0 ? whole(value) : value.toFixed(value < 10 ? 1 : 0)}${NARROW_SPACE}${units[unit]}`
}
