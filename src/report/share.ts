import type { Share } from '../filter/types.js'
import { wilson } from '../stats/wilson.js'

/** A part of a whole with its Wilson 95 % interval; null of an empty whole. */
export function shareOf(part: number, whole: number): Share | null {
  return whole === 0 ? null : { value: part / whole, ...wilson(part, whole), n: whole, effective: whole }
}
