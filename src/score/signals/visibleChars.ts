/** Characters (code points) that are no spaces: what the shares of the text signals are shares of. */
export function countVisible(text: string): number {
  let count = 0
  for (const character of text) if (!/\s/.test(character)) count++
  return count
}
