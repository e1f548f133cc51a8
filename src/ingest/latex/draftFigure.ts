import type { ImageReference, ParsedFigure, ParsedPanel, RichText } from '../paper.js'
import type { Draft } from './draft.js'
import type { LabelTable } from './labelTable.js'

type DraftPanel = Omit<ParsedPanel, 'caption' | 'images'> & {
  readonly caption: Draft | null
  readonly images: readonly ImageReference[]
}

/** A figure whose references are not yet filled in. */
export type DraftFigure = Omit<ParsedFigure, 'caption' | 'panels' | 'footnotes'> & {
  readonly caption: Draft | null
  readonly footnotes: readonly Draft[]
  readonly panels: readonly DraftPanel[]
}

/** Fills in the references. */
export function finishFigure(figure: DraftFigure, labels: LabelTable): ParsedFigure {
  const finish = (draft: Draft | null): RichText | null => draft?.finish(labels.resolve) ?? null
  const footnotes = figure.footnotes.map((note) => finish(note)?.text ?? '').filter((text) => text !== '')
  const { footnotes: _drafts, ...rest } = figure
  return {
    ...rest,
    caption: finish(figure.caption),
    panels: figure.panels.map((panel) => ({ ...panel, caption: finish(panel.caption) })),
    ...(footnotes.length > 0 ? { footnotes } : {}),
  }
}
