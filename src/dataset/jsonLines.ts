import type { RecordEnds } from './rawRecord.js'

/** In JSON lines every line feed ends a record: JSON has none inside its strings. */
export class LineEnds implements RecordEnds {
  lines = 0

  next(chunk: Buffer, from: number): number {
    const end = chunk.indexOf(0x0a, from)
    if (end !== -1) this.lines++
    return end
  }
}

/** True for a line of nothing but white space, which is no row. */
export function isBlank(bytes: Buffer): boolean {
  for (const byte of bytes) if (byte !== 0x20 && byte !== 0x09 && byte !== 0x0d) return false
  return true
}

/** The object on a line, or the reason why it is no row. Invalid UTF-8 is read as U+FFFD; the bytes of the row stay. */
export function parseJsonLine(bytes: Buffer): { fields: Record<string, unknown> } | { problem: string } {
  let value: unknown
  try {
    value = JSON.parse(bytes.toString('utf8'))
  } catch (error) {
    return { problem: `no valid JSON (${shorten((error as Error).message)})` }
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    return {
      problem: `a JSON ${Array.isArray(value) ? 'array' : value === null ? 'null' : typeof value}, not an object`,
    }
  }
  return { fields: value as Record<string, unknown> }
}

function shorten(message: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: a stranger's control characters stay out of messages
  const clean = message.replace(/[\u0000-\u001f\u007f-\u009f]/g, ' ')
  return clean.length > 120 ? `${clean.slice(0, 117)}…` : clean
}
