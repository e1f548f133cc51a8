/** The key that a link inside the document names; null for every other address. */
export function fragmentKey(url: string): string | null {
  if (!url.startsWith('#') || url.length < 2) return null
  try {
    return decodeURIComponent(url.slice(1))
  } catch {
    return url.slice(1)
  }
}
