/**
 * Shannon entropy of a picture's grey values in bits, from 0 (one value) to 8 (all 256 equally often).
 *
 * -sum of p log2 p with p = n[v] / sum of n: `Image.convert('L').entropy()` of Pillow. It says nothing of where the
 * values lie: a shuffled picture has the same.
 *
 * @param greys   [256] pixels of each grey value
 * @see Shannon 1948, A Mathematical Theory of Communication
 */
export function entropy(greys: Uint32Array): number {
  let total = 0
  for (const count of greys) total += count
  let bits = 0
  for (const count of greys) if (count > 0) bits -= (count / total) * Math.log2(count / total)
  // A single value would give -0.
  return Math.max(0, bits)
}
