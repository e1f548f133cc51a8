/** Places [begin, end) of a line that belong together. */
export interface Stretch {
  readonly begin: number
  readonly end: number
}

/** The unbroken stretches of places in [begin, end) that have a property, in order. */
export function stretches(begin: number, end: number, has: (place: number) => boolean): Stretch[] {
  const found: Stretch[] = []
  let start = -1
  for (let place = begin; place <= end; place++) {
    const inside = place < end && has(place)
    if (inside && start < 0) start = place
    if (!inside && start >= 0) {
      found.push({ begin: start, end: place })
      start = -1
    }
  }
  return found
}

export const lengthOf = ({ begin, end }: Stretch): number => end - begin
