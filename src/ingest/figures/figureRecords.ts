import {
  type CaptionParts,
  type FullRecord,
  fullRecord,
  type MentionRecord,
  type PanelRecord,
  type RecordBox,
} from '../../dataset/fullRecord/fullRecord.js'
import type { RowError } from '../../errors.js'
import { citingPassages, type Mention, type MentionWindow } from '../mentions/citingPassages.js'
import type { PageBox, PaperDocument, PaperFacts, ParsedFigure } from '../paper.js'
import { type CaptionReading, readCaption } from '../readCaption.js'
import { boundedFacts } from './boundedFacts.js'
import { clean, cleanAll, cleanSpan } from './cleanText.js'
import { figureLicense } from './figureLicense.js'
import { figureName, UniqueNames } from './names.js'
import type { PlacedImages } from './placeImages.js'

/** Where a document came from. */
export interface Origin {
  /** The source as `--from` names it. */
  readonly source: string
  /** The document relative to SOURCE. */
  readonly file: string
  /** Of the paper when its document names none. */
  readonly paperId: string
}

export interface RecordOptions {
  readonly window: MentionWindow
  /** What becomes of supporting files that are figures: rows (default), or nothing. */
  readonly supplements?: Supplements | undefined
}

export const SUPPLEMENTS = ['figures', 'none'] as const
export type Supplements = (typeof SUPPLEMENTS)[number]

/** A figure before its images have a place: `name` is its own in the paper. */
export interface DraftRecord {
  readonly name: string
  readonly figure: ParsedFigure
  readonly record: FullRecord
}

/** What `context` may hold together: a figure that a book cites everywhere does not need all of it. */
const MAX_CONTEXT_CHARS = 500_000

/** One record per figure of a document, in its order, without images. */
export function draftRecords(document: PaperDocument, origin: Origin, options: RecordOptions): DraftRecord[] {
  const passages = citingPassages(document, { window: options.window })
  const names = new UniqueNames()
  const problems = new Map<string, RowError>()
  for (const { figure, code, message } of document.problems) {
    if (figure !== null && !problems.has(figure)) problems.set(figure, { code, message, stage: 'parse' })
  }
  const facts = boundedFacts(document.facts)
  const paperId = paperIdOf(facts) ?? origin.paperId
  const isWanted = ({ kind }: ParsedFigure) => options.supplements !== 'none' || kind !== 'supporting-file'
  return document.figures.filter(isWanted).map((figure) => {
    const caption = readCaption(figure)
    const name = names.take(figureName(caption.label, figure.key))
    const mentions = passages.get(figure.key) ?? []
    const license = figureLicense(figure.licenseStatement, caption.raw, facts.license)
    const record = fullRecord({
      id: `${paperId}/${name}`,
      text: clean(caption.main),
      context: contextOf(mentions),
      paperId,
      title: clean(facts.title),
      abstract: clean(facts.abstract),
      subject: clean(facts.subjects.join('; ')),
      source: clean(facts.venue),
      license: license?.spdx ?? null,
      label: clean(caption.label),
      captionParts: captionParts(figure, caption),
      panels: panelsOf(figure, caption),
      mentions: mentions.map(mentionOf),
      licenseInfo:
        license === null ? null : { ...license, url: clean(license.url), statement: clean(license.statement) },
      provenance: provenanceOf(figure, facts, origin),
      ingestError: problems.get(figure.key) ?? null,
    })
    return { name, figure, record }
  })
}

/** An id that other datasets know the paper by comes first: leaks are found by it. */
const paperIdOf = (facts: PaperFacts): string | null => clean(facts.paperId) ?? clean(facts.arxivId) ?? clean(facts.doi)

function captionParts(figure: ParsedFigure, caption: CaptionReading): CaptionParts | null {
  if (figure.caption === null && figure.captionTitle === null) return null
  const { number } = caption
  return {
    raw: cleanSpan(caption.raw),
    main: clean(caption.main),
    source: clean(figure.captionSource),
    number:
      number === null
        ? null
        : {
            prefix: clean(number.prefix),
            value: number.value,
            suffix: clean(number.suffix),
            supplement: number.supplement,
          },
    math: caption.math
      .filter(({ source }) => source !== '')
      .map(({ start, end, source }) => ({ start, end, source: cleanSpan(source) })),
    footnotes: cleanAll(figure.footnotes ?? []),
  }
}

/** What the source marks as panels comes before what the caption's words say; a panel of both has both. */
function panelsOf(figure: ParsedFigure, caption: CaptionReading): PanelRecord[] {
  const fromWords: PanelRecord[] = caption.panels.panels.map(({ label, labels, text, start, end }) => ({
    label: cleanSpan(label),
    labels: cleanAll(labels),
    text: clean(text),
    start,
    end,
    image: null,
    box: null,
  }))
  if (figure.panels.length === 0) return fromWords
  const isOneByOne = fromWords.length === figure.panels.length && figure.panels.every(({ caption }) => caption === null)
  const marked = figure.panels.map((panel, i): PanelRecord => {
    const label = clean(panel.label) ?? letterOf(i)
    const same = isOneByOne ? fromWords[i] : fromWords.find(({ labels }) => labels.length === 1 && labels[0] === label)
    const own = clean(withoutLabel(panel.caption?.text ?? '', label))
    return {
      label: same !== undefined && panel.label === null ? same.label : label,
      labels: same !== undefined && panel.label === null ? same.labels : [label],
      text: own ?? same?.text ?? null,
      start: own === null ? (same?.start ?? null) : null,
      end: own === null ? (same?.end ?? null) : null,
      image: null,
      box: boxOf(panel.images[0]?.box ?? null),
    }
  })
  return marked
}

/** The words of a panel behind the label that they begin with: `(a) Left` is `Left`, as in captions. */
function withoutLabel(text: string, label: string | null): string {
  const forms = label === null ? [] : [`(${label})`, `${label})`, `${label}.`, `${label}:`]
  const form = forms.find((one) => text.startsWith(one))
  return form === undefined ? text : text.slice(form.length).trimStart()
}

/** As LaTeX and most publishers count panels: a to z, then aa. */
const letterOf = (index: number): string =>
  (index < 26 ? '' : letterOf(Math.floor(index / 26) - 1)) + String.fromCharCode(97 + (index % 26))

function contextOf(mentions: readonly Mention[]): string[] {
  const passages = new Set<string>()
  let chars = 0
  for (const { text } of mentions) {
    const passage = clean(text)
    if (passage === null || passages.has(passage)) continue
    chars += passage.length
    if (chars > MAX_CONTEXT_CHARS) break
    passages.add(passage)
  }
  return [...passages]
}

function mentionOf({ text, sentence, section, start, end, mention, kind, panels }: Mention): MentionRecord {
  return {
    text: cleanSpan(text),
    sentence: clean(sentence),
    section: cleanAll(section),
    start,
    end,
    mention: cleanSpan(mention),
    kind,
    panels: cleanAll(panels),
  }
}

function provenanceOf(figure: ParsedFigure, facts: PaperFacts, origin: Origin): FullRecord['provenance'] {
  const { method, tool, confidence, note } = figure.extraction
  return {
    source: origin.source,
    file: clean(origin.file),
    line: figure.line,
    doi: clean(facts.doi),
    arxivId: clean(facts.arxivId),
    publishedAt: clean(facts.publishedAt),
    venue: clean(facts.venue),
    language: clean(facts.language),
    subjects: cleanAll(facts.subjects),
    key: clean(figure.key),
    kind: figure.kind,
    method,
    tool: clean(tool),
    confidence,
    note: clean(note),
    box: boxOf(figure.box ?? figure.images[0]?.box ?? null),
    images: [],
  }
}

const boxOf = (box: PageBox | null): RecordBox | null => {
  if (box === null) return null
  const { page, x0, y0, x1, y1, pageWidth, pageHeight, origin } = box
  return [page, x0, y0, x1, y1].every(Number.isFinite) ? { page, x0, y0, x1, y1, pageWidth, pageHeight, origin } : null
}

/** A record with its images. A failure is the row's error unless an earlier step had one; what was found stays. */
export function withImages(record: FullRecord, images: PlacedImages): FullRecord {
  const { paths, panelPaths, provenance, error } = images
  return {
    ...record,
    image: paths.length === 0 ? null : paths.length === 1 ? paths[0]! : paths,
    panels: record.panels.map((panel, i) => ({ ...panel, image: panelPaths[i] ?? panel.image })),
    provenance: record.provenance === null ? null : { ...record.provenance, images: provenance },
    ingestError: record.ingestError ?? error,
  }
}
