import { posix } from 'node:path'
import type { FullRecord } from '../../dataset/fullRecord/fullRecord.js'
import { draftRecords } from '../figures/figureRecords.js'
import { leadingLabel } from '../markup/figureLabel.js'
import {
  type ImageReference,
  NO_FACTS,
  type PaperFacts,
  type Paragraph,
  type ParsedFigure,
  plainRichText,
} from '../paper.js'
import type { PublishedRow, SourceName } from '../source.js'

/** A figure as a published dataset tells it. */
export interface PublishedFigure {
  /** Unique in its paper: the stem of its file. */
  readonly name: string
  readonly caption: string | null
  readonly title?: string | null
  readonly images: readonly ImageReference[]
  readonly extra: FullRecord['extra']
  readonly line: number
}

export interface PublishedPaper {
  readonly source: SourceName
  /** The document, relative to its unit. */
  readonly file: string
  readonly paperId: string
  readonly facts: Partial<PaperFacts>
  readonly paragraphs?: readonly Paragraph[]
  readonly subject?: string | null
}

/** Rows of figures of one paper: their captions are taken apart and their mentions found as those of any paper. */
export function publishedRows(paper: PublishedPaper, figures: readonly PublishedFigure[]): PublishedRow[] {
  const parsed = figures.map(parsedFigure)
  const document = {
    facts: { ...NO_FACTS, ...paper.facts },
    paragraphs: paper.paragraphs ?? [],
    figures: parsed,
    problems: [],
  }
  const origin = { source: paper.source, file: paper.file, paperId: paper.paperId }
  return draftRecords(document, origin, { window: 'paragraph' }).map(({ record }, index): PublishedRow => {
    const figure = figures[index]!
    const subject = paper.subject ?? record.subject
    const id = `${paper.paperId}/${figure.name}`
    return { record: { ...record, id, paperId: paper.paperId, subject, extra: figure.extra }, images: figure.images }
  })
}

function parsedFigure(figure: PublishedFigure): ParsedFigure {
  const words = figure.title ?? figure.caption ?? ''
  const label = leadingLabel(words)
  return {
    key: figure.name,
    keys: [],
    printedLabel: label?.isDelimited === true ? label.printed : null,
    implicitNumber: null,
    kind: label?.kind ?? 'figure',
    caption: figure.caption === null ? null : plainRichText(figure.caption),
    captionTitle: figure.title == null ? null : plainRichText(figure.title),
    captionSource: null,
    images: figure.images,
    panels: [],
    licenseStatement: null,
    extraction: { method: 'dataset', tool: null, confidence: null, note: null },
    box: null,
    line: figure.line,
  }
}

/** An image of a dataset: looked for beside its document, then in the folders given, relative to the document's. */
export function publishedImage(href: string, document: string, ...folders: string[]): ImageReference {
  const base = posix.dirname(document)
  const places = ['.', ...folders].map((folder) => posix.normalize(posix.join(base, folder, `./${href}`)))
  const isLocal = !/^[a-z][a-z0-9+.-]+:|^\/\//i.test(href)
  const inside = places.filter((place) => isLocal && place !== '..' && !place.startsWith('../') && place !== '.')
  return { href, candidates: [...new Set(inside)] }
}

/** File name without its ending. */
export const stemOf = (path: string): string => posix.basename(path).replace(/(?<=.)\.[^.]*$/, '')

/** Where a row without a paper around it came from. */
export const datasetProvenance = (
  source: SourceName,
  file: string,
  key: string | null,
  line: number,
): NonNullable<FullRecord['provenance']> => ({
  source,
  file,
  line,
  doi: null,
  arxivId: null,
  publishedAt: null,
  venue: null,
  language: null,
  subjects: [],
  key,
  kind: null,
  method: 'dataset',
  tool: null,
  confidence: null,
  note: null,
  box: null,
  images: [],
})
