/** How the answers of all rules for one row are put into unsigned words: bit `r % bits` of word `r / bits` is rule r's. */
export interface MaskShape {
  rules: number
  words: number
  /** Bits per word. */
  bits: 8 | 16
  type: 'UTINYINT' | 'USMALLINT'
}

/** What rule r says of a row, as SQL that is TRUE or FALSE. */
export interface TruthSql {
  fires: string
  isNull: string
}

export function maskShape(rules: number): MaskShape {
  if (rules <= 8) return { rules, words: 1, bits: 8, type: 'UTINYINT' }
  return { rules, words: Math.ceil(rules / 16), bits: 16, type: 'USMALLINT' }
}

/** The words as a SELECT list: those of the rules that fire, then those of the rules that are NULL. */
export function maskSelect(shape: MaskShape, truths: readonly TruthSql[]): string[] {
  const word = (at: number, of: (truth: TruthSql) => string) => {
    const own = truths.slice(at * shape.bits, (at + 1) * shape.bits)
    const bits = own.map((truth, bit) => `CASE WHEN ${of(truth)} THEN ${literal(shape, bit)} ELSE 0::${shape.type} END`)
    return bits.join(' | ') || `0::${shape.type}`
  }
  const words = Array.from({ length: shape.words }, (_, at) => at)
  return [
    ...words.map((at) => word(at, (truth) => truth.fires)),
    ...words.map((at) => word(at, (truth) => truth.isNull)),
  ]
}

function literal({ type }: MaskShape, bit: number): string {
  return `${2 ** bit}::${type}`
}

/** Indices of the bits that are set, ascending. */
export function bitsOf({ words, bits }: MaskShape, wordAt: (word: number) => number): number[] {
  const found: number[] = []
  for (let word = 0; word < words; word++) {
    for (let rest = wordAt(word); rest !== 0; rest &= rest - 1) {
      found.push(word * bits + 31 - Math.clz32(rest & -rest))
    }
  }
  return found
}
