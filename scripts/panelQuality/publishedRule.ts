/**
 * The rule by which a published dataset (MMSci) split its captions, for comparison only: a lower-case letter in round
 * brackets at the begin of the text, or behind one space that follows one of `. ! ? ; :`; its text runs to the next.
 */
export function publishedRule(text: string): readonly { labels: readonly string[]; text: string }[] {
  const kept = [...text.matchAll(/\(([a-z])\)/g)].filter(
    ({ index }) => index === 0 || (text[index - 1] === ' ' && /[.!?;:]/.test(text[index - 2] ?? '')),
  )
  return kept
    .map((hit, at) => ({
      labels: [hit[1]!],
      text: text.slice(hit.index + hit[0].length, kept[at + 1]?.index ?? text.length).trim(),
    }))
    .filter((panel) => panel.text !== '')
}
