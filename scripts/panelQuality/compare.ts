import { splitPanels } from '../../src/caption/panels.js'
import type { LabelledCaption } from './labelledCaptions.js'
import { publishedRule } from './publishedRule.js'

interface Split {
  readonly labels: readonly string[]
  readonly text: string
}

export interface PanelScore {
  /** Captions that have panels by hand. */
  readonly wanted: number
  /** Captions that were split. */
  readonly split: number
  /** Captions with panels whose labels, order and first words all agree. */
  readonly exact: number
  readonly misses: readonly string[]
}

export const SPLITTERS: Readonly<Record<'ours' | 'published', (caption: LabelledCaption) => readonly Split[]>> = {
  ours: ({ content }) => splitPanels(content).panels,
  published: ({ content }) => publishedRule(content.text),
}

const plain = (text: string) => text.replace(/\s+/g, ' ').toLowerCase()
const shown = (panels: readonly { labels: readonly string[] }[]) =>
  panels.map(({ labels }) => labels.join('+')).join(' ')

/** Holds a splitter against the labels: a caption counts when all of its panels are right. */
export function comparePanels(captions: readonly LabelledCaption[], splitter: keyof typeof SPLITTERS): PanelScore {
  let wanted = 0
  let split = 0
  let exact = 0
  const misses: string[] = []
  for (const caption of captions) {
    const found = SPLITTERS[splitter](caption)
    const { panels } = caption
    if (panels.length > 0) wanted++
    if (found.length > 0) split++
    const same =
      found.length === panels.length &&
      found.every(({ labels, text }, at) => {
        const panel = panels[at]!
        return labels.join() === panel.labels.join() && plain(text).startsWith(plain(panel.start))
      })
    if (same && panels.length > 0) exact++
    if (!same) misses.push(`${caption.source} ${caption.figure}: [${shown(found)}], should be [${shown(panels)}]`)
  }
  return { wanted, split, exact, misses }
}
