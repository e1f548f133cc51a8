/** An open fenced code block. */
export interface Fence {
  readonly marker: '`' | '~'
  readonly length: number
}

const FENCE = /^[ \t>]*(?:[-*+][ \t]+|\d{1,9}[.)][ \t]+)?(`{3,}|~{3,})([^\n]*)$/

/** The fence that a line opens; null for every other line. */
export function fenceOf(line: string): Fence | null {
  const match = FENCE.exec(line)
  if (match === null) return null
  const marker = match[1]![0] as Fence['marker']
  // Between backticks on one line there is inline code.
  return marker === '`' && match[2]!.includes('`') ? null : { marker, length: match[1]!.length }
}

export function isClosing(line: string, fence: Fence): boolean {
  const bare = line.replace(/^[ \t>]+/, '').trimEnd()
  return bare.length >= fence.length && bare[0] === fence.marker && bare === fence.marker.repeat(bare.length)
}
