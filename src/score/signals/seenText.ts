/** Of a longer text the signals but `textChars` read only the beginning; no caption comes near. */
export const MAX_SIGNAL_CHARS = 16_384

/** What of a text its signals read: the first 16 384 UTF-16 units. */
export function seenText(text: string): string {
  return text.length > MAX_SIGNAL_CHARS ? text.slice(0, MAX_SIGNAL_CHARS) : text
}
