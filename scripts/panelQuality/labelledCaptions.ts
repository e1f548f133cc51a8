import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { joinRichText } from '../../src/caption/richText.js'
import { parseJats } from '../../src/ingest/jats/parseJats.js'
import { type PaperDocument, plainRichText, type RichText } from '../../src/ingest/paper.js'
import { readCaption } from '../../src/ingest/readCaption.js'

/** Which panels a caption has, by hand: their labels in order, and the first words of each. */
export interface PanelLabel {
  /** Relative to the folder of real figures. */
  readonly source: string
  /** `id` of a row, or the label of a figure of an article; `#7` is its seventh figure. */
  readonly figure: string
  readonly panels: readonly { readonly labels: readonly string[]; readonly start: string }[]
}

export interface LabelledCaption extends PanelLabel {
  readonly content: RichText
}

const LABELS = fileURLToPath(new URL('../../test/ingest/labels/panels.jsonl', import.meta.url))

const lines = <T>(path: string): T[] =>
  readFileSync(path, 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as T)

/** The labelled captions, read from the folder of real figures; those that are not found are named in `missing`. */
export async function labelledCaptions(
  folder: string,
): Promise<{ captions: readonly LabelledCaption[]; missing: readonly string[] }> {
  const captions: LabelledCaption[] = []
  const missing: string[] = []
  const rows = new Map(
    lines<{ id: string; caption: string }>(join(folder, 'figures/dev.jsonl')).map(({ id, caption }) => [id, caption]),
  )
  const articles = new Map<string, PaperDocument>()
  for (const label of lines<PanelLabel>(LABELS)) {
    let content: RichText | undefined
    if (label.source.endsWith('.jsonl')) {
      const caption = rows.get(label.figure)
      content = caption === undefined ? undefined : plainRichText(caption)
    } else {
      const article = articles.get(label.source) ?? (await readArticle(join(folder, label.source)))
      articles.set(label.source, article)
      content = captionOf(article, label.figure)
    }
    if (content === undefined) missing.push(`${label.source} ${label.figure}`)
    else captions.push({ ...label, content })
  }
  return { captions, missing }
}

const readArticle = (path: string) => parseJats(readFileSync(path), { name: path })

function captionOf({ figures }: PaperDocument, name: string): RichText | undefined {
  const figure = name.startsWith('#')
    ? figures[Number(name.slice(1)) - 1]
    : figures.find((candidate) => readCaption(candidate).label === name)
  return figure === undefined ? undefined : joinRichText(figure.captionTitle, figure.caption)
}
