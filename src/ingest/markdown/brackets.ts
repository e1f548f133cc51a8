/** For each opening bracket the offset of its closing one, found in one pass; brackets without partner are not there. */
export function matchBrackets(text: string, open: string, close: string): ReadonlyMap<number, number> {
  const pairs = new Map<number, number>()
  const stack: number[] = []
  const either = new RegExp(`[\\${open}\\${close}]`, 'g')
  for (let match = either.exec(text); match !== null; match = either.exec(text)) {
    if (match[0] === open) stack.push(match.index)
    else {
      const begin = stack.pop()
      if (begin !== undefined) pairs.set(begin, match.index)
    }
  }
  return pairs
}
