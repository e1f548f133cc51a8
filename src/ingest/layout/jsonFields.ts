import { FigsiftError, FormatError } from '../../errors.js'

/** Layout files hold the text of one paper; the largest with all lines and spans stay below this. */
export const MOST_JSON_BYTES: number = 128 * 2 ** 20

export type JsonObject = { readonly [name: string]: unknown }

export const isObject = (value: unknown): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** @throws FormatError for what is no JSON; FigsiftError LIMIT_EXCEEDED above `MOST_JSON_BYTES` */
export function parseJson(bytes: Uint8Array, file: string): unknown {
  if (bytes.length > MOST_JSON_BYTES) {
    throw new FigsiftError(
      'LIMIT_EXCEEDED',
      `Expected at most ${MOST_JSON_BYTES} bytes but ${file} has ${bytes.length}: no paper is that long, and it is left out.`,
      { file },
    )
  }
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes))
  } catch (cause) {
    const said = cause instanceof Error ? cause.message.slice(0, 120) : String(cause)
    throw new FormatError(`Expected JSON in UTF-8 but ${file} is not: ${said}. Run the layout tool again.`, {
      file,
      cause,
    })
  }
}

export const asText = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined)

export const asNumber = (value: unknown): number | undefined =>
  typeof value === 'number' && Number.isFinite(value) ? value : undefined

/** The array, or nothing. */
export const asArray = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : [])

/** One string, or the strings of an array. */
export const asTexts = (value: unknown): string[] =>
  (Array.isArray(value) ? value : [value]).filter(
    (text): text is string => typeof text === 'string' && text.trim() !== '',
  )

/** Four finite numbers. */
export function asQuad(value: unknown): [number, number, number, number] | undefined {
  if (!Array.isArray(value) || value.length !== 4 || !value.every((number) => asNumber(number) !== undefined))
    return undefined
  return value as [number, number, number, number]
}
