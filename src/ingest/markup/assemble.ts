import { joinRichText } from '../../caption/richText.js'
import type { PaperDocument, PaperFacts, Paragraph, ParsedFigure, ParsedPanel, Problem, RichText } from '../paper.js'
import type { RawImage } from './block.js'
import type { CollectedBlocks, FigureDraft, PanelDraft } from './figureDraft.js'
import { leadingLabel } from './figureLabel.js'
import { FigureNumbers, type Labelled, printedName } from './figureNumbers.js'
import { resolveImage } from './imagePath.js'
import { panelLabel } from './panelSequence.js'
import { uniqueKeys } from './uniqueKeys.js'

const MAX_SOURCE_CHARACTERS = 100_000

export interface AssembleOptions {
  readonly facts: PaperFacts
  /** Path of the document in its unit. */
  readonly name: string
  readonly method: 'markdown' | 'rst'
  readonly problems: readonly Problem[]
}

/** Counts the figures, and renders every text with the numbers that its references print. */
export function assembleDocument(collected: CollectedBlocks, options: AssembleOptions): PaperDocument {
  const problems = [...options.problems]
  const { keys, problems: twice } = uniqueKeys(collected.figures)
  problems.push(...twice)
  const labelled = new Map<string, Labelled>()
  let count = 0
  const labels = collected.figures.map((figure, index) => {
    const isCounted = 'isCounted' in figure ? figure.isCounted : figure.caption !== null
    if (isCounted) count++
    const printedLabel = 'isCounted' in figure ? labelOf(figure) : figure.printedLabel
    // A number in print and another one by counting would send mentions to two figures.
    const label = { printedLabel, implicitNumber: isCounted && printedLabel === null ? count : null }
    const printed = printedName(label)
    const own = keys[index]!
    for (const key of own.keys) labelled.set(key, { target: own.key, printed })
    for (const panel of figure.panels) addPanel(labelled, panel, own.key, printed)
    return label
  })
  const references = new FigureNumbers(labelled)
  const figures = collected.figures.map((figure, index): ParsedFigure => {
    const own = { ...keys[index]!, ...labels[index]! }
    if (!('isCounted' in figure)) return { ...figure, ...own }
    const images = figure.images.map((image) => resolved(image, own.key, options.name, problems))
    const parts = figure.caption.map((content) => content.render(references, 'caption'))
    const caption = parts.reduce<RichText | null>(joinRichText, null)
    return {
      ...own,
      kind: kindOfFigure(figure, own.keys),
      caption: caption === null || caption.text === '' ? null : caption,
      captionTitle: null,
      captionSource: sourceOf(figure),
      images,
      panels: figure.panels.map((panel): ParsedPanel => {
        const text = panel.caption?.render(references, 'caption') ?? null
        return {
          key: panel.keys[0] ?? null,
          label: text === null ? null : panelLabel(text.text),
          caption: text === null || text.text === '' ? null : text,
          images: panel.images.map((image) => images[figure.images.indexOf(image)]!),
        }
      }),
      licenseStatement: null,
      extraction: { method: options.method, tool: null, confidence: figure.confidence, note: figure.note },
      box: null,
      line: figure.line,
    }
  })
  const paragraphs = collected.paragraphs.flatMap(({ section, kind, content }): Paragraph[] => {
    const text = content.render(references, 'body')
    return text.text === '' ? [] : [{ section, kind, content: text }]
  })
  if (collected.leftOut.length > 0) problems.push(leftOutProblem(collected.leftOut))
  return { facts: options.facts, paragraphs, figures, problems }
}

function labelOf({ caption }: FigureDraft): string | null {
  const first = caption[0]
  const label = first === undefined ? null : leadingLabel(first.plain)
  if (label === null || first === undefined) return null
  return label.isDelimited || first.isEmphasised || first.leadingRun >= label.end ? label.printed : null
}

function kindOfFigure(figure: FigureDraft, keys: readonly string[]): ParsedFigure['kind'] {
  const label = leadingLabel(labelOf(figure) ?? '')
  if (label !== null) return label.kind
  return keys.length > 0 && keys.every((key) => /^(?:tab|tbl)[:_-]/.test(key)) ? 'table-image' : 'figure'
}

function addPanel(
  labelled: Map<string, Labelled>,
  panel: PanelDraft | ParsedPanel,
  figure: string,
  printed: string | null,
): void {
  const keys = 'keys' in panel ? panel.keys : panel.key === null ? [] : [panel.key]
  // The key of a panel is its first one; a figure that has the same key keeps it.
  for (const key of keys) {
    if (!labelled.has(key)) labelled.set(key, { target: keys[0] ?? figure, printed })
  }
}

function sourceOf({ caption }: FigureDraft): string | null {
  const source = caption.map((content) => content.source).join('\n\n')
  return source === '' ? null : source.slice(0, MAX_SOURCE_CHARACTERS)
}

function resolved(image: RawImage, figure: string, document: string, problems: Problem[]): ParsedFigure['images'][0] {
  const { image: reference, problem } = resolveImage(image.href, document)
  if (problem !== null) problems.push({ ...problem, figure, line: image.line })
  return reference
}

function leftOutProblem(images: readonly RawImage[]): Problem {
  const named = images.slice(0, 3).map(({ href }) => JSON.stringify(href.slice(0, 80)))
  const more = images.length > named.length ? ` and ${images.length - named.length} more` : ''
  return {
    code: 'TEXT_MISSING',
    message: `Expected a caption or label for every image but received none for ${named.join(', ')}${more}: no figure was made.`,
    figure: null,
    line: images[0]!.line,
  }
}
