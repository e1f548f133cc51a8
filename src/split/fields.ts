type Fields = Readonly<Record<string, unknown>>

/** A field of a stranger's row: keys such as `constructor` must not be found on the prototype. */
export function own(fields: Fields, name: string): unknown {
  return Object.hasOwn(fields, name) ? fields[name] : undefined
}

/** An object, or the JSON text of one as Parquet and CSV carry it; an empty one where it is neither. */
export function objectOf(value: unknown): Fields {
  const parsed = typeof value === 'string' ? parseQuietly(value) : value
  return typeof parsed === 'object' && parsed !== null ? (parsed as Fields) : {}
}

function parseQuietly(text: string): unknown {
  if (!text.startsWith('{')) return undefined
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
