// Scripts that put no spaces between words: each character counts as one, as word processors count.
const UNSPACED =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]|[^\s\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]+/gu
const WORDLIKE = /[\p{L}\p{N}]/u

/** Characters (Unicode code points) of a text, spaces included; half of a surrogate pair counts as one. */
export function countChars(text: string): number {
  let count = text.length
  for (let i = 0; i < text.length - 1; i++) {
    if (isHigh(text.charCodeAt(i)) && isLow(text.charCodeAt(i + 1))) {
      count--
      i++
    }
  }
  return count
}

const isHigh = (unit: number) => unit >= 0xd800 && unit <= 0xdbff
const isLow = (unit: number) => unit >= 0xdc00 && unit <= 0xdfff

/**
 * Words of a text: what stands between spaces and has a letter or digit; of Chinese and Japanese every character. For
 * texts in Latin script it is Python's `len(text.split())`, signs that stand alone apart.
 */
export function countWords(text: string): number {
  let count = 0
  for (const [word] of text.matchAll(UNSPACED)) if (WORDLIKE.test(word)) count++
  return count
}
