import { splitPanels } from '../../caption/panels.js'
import { plainRichText, richTextFrom } from '../../caption/richText.js'
import { stripNumbering } from '../../caption/stripNumbering.js'

/**
 * Panels that a caption names: `(a) … (b) …` are two, `(A–C) …` three; 0 where it names none, or not surely.
 *
 * @see docs/ingest/captions.md, for how they are found and how often that is right
 */
export function panelCount(text: string): number {
  const content = plainRichText(text)
  const { panels } = splitPanels(richTextFrom(content, stripNumbering(content).start))
  return panels.reduce((count, { labels }) => count + labels.length, 0)
}
