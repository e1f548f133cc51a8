/** Distances and policies, by the definition and without any cleverness. */

export function hammingDistance(a: bigint, b: bigint): number {
  return (a ^ b).toString(2).replaceAll('0', '').length
}

export function hammingPairs(left: BigUint64Array, right: BigUint64Array | undefined, radius: number) {
  const out = { left: [] as number[], right: [] as number[], bits: [] as number[] }
  for (let i = 0; i < left.length; i++) {
    for (let j = right === undefined ? i + 1 : 0; j < (right ?? left).length; j++) {
      const bits = hammingDistance(left[i]!, (right ?? left)[j]!)
      if (bits > radius) continue
      out.left.push(i)
      out.right.push(j)
      out.bits.push(bits)
    }
  }
  return { left: Uint32Array.from(out.left), right: Uint32Array.from(out.right), bits: Uint8Array.from(out.bits) }
}

export function resolve(
  rows: number,
  pairs: { left: ArrayLike<number>; right: ArrayLike<number> },
  policy: 'greedy' | 'component',
  priority?: Float64Array,
) {
  const similar = Array.from({ length: rows }, () => new Set<number>())
  for (let i = 0; i < pairs.left.length; i++) {
    if (pairs.left[i] === pairs.right[i]) continue
    similar[pairs.left[i]!]!.add(pairs.right[i]!)
    similar[pairs.right[i]!]!.add(pairs.left[i]!)
  }
  const cluster = new Uint32Array(rows).map((_, row) => row)
  for (let changed = true; changed; ) {
    changed = false
    for (let row = 0; row < rows; row++) {
      for (const other of similar[row]!) {
        if (cluster[other]! < cluster[row]!) {
          cluster[row] = cluster[other]!
          changed = true
        }
      }
    }
  }
  const value = (row: number) => priority?.[row] ?? 0
  const order = Array.from({ length: rows }, (_, row) => row).sort((a, b) => {
    return value(a) === value(b) ? a - b : value(a) > value(b) ? -1 : 1
  })
  const keep = new Uint8Array(rows)
  const duplicateOf = new Int32Array(rows).fill(-1)
  for (const row of order) {
    const holder = order.find((other) =>
      policy === 'greedy' ? keep[other] === 1 && similar[row]!.has(other) : cluster[other] === cluster[row],
    )
    if (holder === undefined || holder === row) keep[row] = 1
    else duplicateOf[row] = holder
  }
  return { cluster, keep, duplicateOf }
}
