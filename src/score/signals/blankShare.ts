/** Grey values that count as one shade: what JPEG makes of a plain background stays within them. */
const SHADE_GREYS = 8

/**
 * Share of a picture's pixels in the fullest run of 8 grey values, from about 0.03 to 1.
 *
 * max over v of (n[v] + .. + n[v + 7]) / sum of n. A picture of one shade has 1, whatever the shade; a chart on white 0.8
 * to 0.98; a photograph 0.1 to 0.4. Colours of equal grey are not told apart.
 *
 * @param greys   [256] pixels of each grey value
 */
export function blankShare(greys: Uint32Array): number {
  let total = 0
  for (const count of greys) total += count
  let fullest = 0
  let run = 0
  for (let v = 0; v < greys.length; v++) {
    run += greys[v]! - (v < SHADE_GREYS ? 0 : greys[v - SHADE_GREYS]!)
    fullest = Math.max(fullest, run)
  }
  return fullest / total
}
