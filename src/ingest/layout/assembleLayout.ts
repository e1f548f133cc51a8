import { NO_FACTS, type PaperDocument, type PaperFacts, type ParsedFigure, type ParsedPanel } from '../paper.js'
import { panelStart } from './captionStart.js'
import { captionPictures } from './findLayoutFigures.js'
import type { LayoutDocument } from './layoutItem.js'
import { mergeParts, type PictureGroup } from './mergeParts.js'
import { readSections } from './readSections.js'

const SOURCE_CHARACTERS = 100_000
const PARTS_CONFIDENCE = 0.8

/** Makes a paper of the items that a layout tool found on its pages. */
export function assembleLayout(layout: LayoutDocument, facts: Partial<PaperFacts>): PaperDocument {
  const { items, tool, problems } = layout
  const { pictures, usedTexts } = captionPictures(items)
  const groups = mergeParts(pictures, items)
  const { title, abstract, paragraphs } = readSections(items, usedTexts)
  const figures = groups.map((group, index) => figureOf(group, index, tool))
  return { facts: { ...NO_FACTS, title, abstract, ...facts }, paragraphs, figures, problems }
}

function figureOf({ main, parts }: PictureGroup, index: number, tool: string): ParsedFigure {
  const { item } = main
  const key = item.keys[0] ?? `figure-${index + 1}`
  const isWhole = parts.length === 1
  const caption = main.caption ?? (isWhole ? main.part : undefined)
  const source = [...parts.flatMap((part) => part.item.captions), ...(caption === undefined ? [] : [caption])]
  const notes = [
    ...parts.flatMap((part) => part.notes),
    ...(isWhole ? [] : [`${parts.length} pictures that stand together share the caption.`]),
  ]
  return {
    key,
    keys: [...new Set([key, ...parts.flatMap((part) => part.item.keys)])],
    printedLabel: null,
    implicitNumber: null,
    kind: item.kind,
    caption: caption ?? null,
    captionTitle: null,
    captionSource: [...new Set(source.map(({ text }) => text))].join('\n').slice(0, SOURCE_CHARACTERS) || null,
    images: isWhole ? item.images : [],
    panels: isWhole ? [] : parts.map(panelOf),
    footnotes: parts.flatMap((part) => part.item.footnotes.map(({ text }) => text)),
    licenseStatement: null,
    extraction: {
      method: 'layout',
      tool,
      confidence: isWhole ? main.confidence : Math.min(main.confidence ?? 1, PARTS_CONFIDENCE),
      note: notes.length === 0 ? null : notes.join(' '),
    },
    box: isWhole ? item.box : null,
    line: null,
  }
}

function panelOf({ item, part }: PictureGroup['main']): ParsedPanel {
  return {
    key: item.keys[0] ?? null,
    label: part === undefined ? null : (panelStart(part.text) ?? null),
    caption: part ?? null,
    images: item.images,
  }
}
