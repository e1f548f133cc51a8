import { FormatError } from '../../errors.js'

/** A paper as text has some 50 kB; the longest books a few MB. */
const MAX_BYTES = 16 * 1024 * 1024

/**
 * The text of a document of some markup.
 *
 * @throws FormatError LIMIT_EXCEEDED above 16 MiB
 */
export function decodeText(bytes: Uint8Array, markup: string, name: string): string {
  if (bytes.length <= MAX_BYTES) return new TextDecoder().decode(bytes)
  throw new FormatError(
    `Expected at most ${MAX_BYTES} bytes of ${markup} but received ${bytes.length}.`,
    { file: name },
    'LIMIT_EXCEEDED',
  )
}
