/** Cut between characters, never inside a surrogate pair. */
export function clipped(text: string, length: number): string {
  if (text.length <= length) return text
  const end = /[\ud800-\udbff]/.test(text[length - 1]!) ? length - 1 : length
  return `${text.slice(0, end)}…`
}
