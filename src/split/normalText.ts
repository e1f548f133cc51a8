/** More of a text is not compared: reading it would hold the event loop. */
export const MAX_COMPARED_CHARS = 65_536
/** Words of one shingle. */
export const SHINGLE_WORDS = 5

/** Words of a text as it is compared: compatibility forms made one, lower case, letters and digits alone. */
export function comparedWords(text: string): string[] {
  return (
    text
      .slice(0, MAX_COMPARED_CHARS)
      .normalize('NFKC')
      .toLowerCase()
      .match(/[\p{L}\p{M}\p{N}]+/gu) ?? []
  )
}

/** The different runs of SHINGLE_WORDS words; none for a shorter text. */
export function shinglesOf(words: readonly string[]): Set<string> {
  const shingles = new Set<string>()
  for (let end = SHINGLE_WORDS; end <= words.length; end++) {
    shingles.add(words.slice(end - SHINGLE_WORDS, end).join(' '))
  }
  return shingles
}

/** 32 bits of a text (FNV-1a with a final mix); equal texts have equal ones, which others do depends on the salt. */
export function hash32(text: string, salt = 0): number {
  let hash = 0x811c9dc5 ^ salt
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193)
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b)
  return (hash ^ (hash >>> 13)) >>> 0
}

/** Size of the intersection over that of the union; 0 for two empty sets. */
export function jaccard(a: ReadonlySet<string>, b: ReadonlySet<string>): number {
  const [small, large] = a.size < b.size ? [a, b] : [b, a]
  let shared = 0
  for (const item of small) if (large.has(item)) shared++
  return shared === 0 ? 0 : shared / (a.size + b.size - shared)
}
