import type { ParsedFigure, RichText } from '../paper.js'
import { RichTextBuilder } from '../richTextBuilder.js'
import { isAddressLine } from './articleFacts.js'
import { FILE_TYPE_LINE } from './figureKind.js'
import type { FoundFigure } from './findFigures.js'
import { linkedImage, readImages } from './images.js'
import { type Targets, writeInline } from './inline.js'
import { permissionsText } from './license.js'
import { fillRanges } from './ranges.js'
import { childElements, firstChild, plainText, serialize, type XmlElement } from './xmlTree.js'

const SOURCE_CHARACTERS = 100_000

/**
 * @param name             path of the document in its unit
 * @param implicitNumber   what a format that numbers by itself would print
 */
export function readFigure(
  { element, key, keys, label, kind, panels, group, captionBehind }: FoundFigure,
  targets: Targets,
  name: string,
  implicitNumber: number | null,
): ParsedFigure {
  const captionElement = captionBehind ?? firstChild(element, 'caption') ?? firstChild(group, 'caption')
  const own = readImages(element, name)
  const images = own.length === 0 && kind === 'supporting-file' ? linkedImage(element, name) : own
  return {
    key,
    keys,
    printedLabel: label,
    implicitNumber,
    kind,
    caption: readCaptionText(captionElement, targets),
    captionTitle: readCaptionTitle(captionElement, targets),
    captionSource: captionElement === undefined ? null : serialize(captionElement, SOURCE_CHARACTERS),
    images,
    panels: panels.map((panel) => ({
      key: panel.key,
      label: panel.label,
      caption: wholeCaption(firstChild(panel.element, 'caption'), targets),
      images: readImages(panel.element, name),
    })),
    licenseStatement: creditOf(element),
    extraction: {
      method: 'jats',
      tool: null,
      confidence: null,
      note: captionBehind === undefined ? null : 'Caption printed as the paragraph behind the figure.',
    },
    box: null,
    line: element.line,
  }
}

const inlineOptions = (targets: Targets) => ({ targets, onBlock: () => {}, keepLists: true })

function readCaptionTitle(caption: XmlElement | undefined, targets: Targets): RichText | null {
  const builder = new RichTextBuilder()
  for (const title of caption === undefined ? [] : childElements(caption, 'title', 'subtitle')) {
    writeInline(title, builder.break(), inlineOptions(targets))
  }
  return builder.build() ?? null
}

function readCaptionText(caption: XmlElement | undefined, targets: Targets): RichText | null {
  if (caption === undefined) return null
  const builder = new RichTextBuilder()
  const parts = childElements(caption).filter(({ name }) => name !== 'title' && name !== 'subtitle')
  // Words straight in the caption, or in a paragraph that serves as one.
  const isPlain = caption.name === 'p' || childElements(caption).length === 0
  for (const part of isPlain ? [caption] : parts) {
    const text = plainText(part)
    if (isAddressLine(text) || FILE_TYPE_LINE.test(text)) continue
    writeInline(part, builder.break(), inlineOptions(targets))
  }
  return withRanges(builder, targets)
}

function withRanges(builder: RichTextBuilder, targets: Targets): RichText | null {
  const text = builder.build()
  return text === undefined ? null : fillRanges(text, targets)
}

function wholeCaption(caption: XmlElement | undefined, targets: Targets): RichText | null {
  if (caption === undefined) return null
  const builder = new RichTextBuilder()
  writeInline(caption, builder, inlineOptions(targets))
  return withRanges(builder, targets)
}

/** Permissions and credit lines of this figure alone. */
function creditOf(element: XmlElement): string | null {
  const statements = childElements(element, 'permissions', 'attrib').map((part) =>
    part.name === 'attrib' ? plainText(part) : permissionsText(part),
  )
  return (
    statements
      .filter((statement) => statement !== null && statement !== '')
      .join('\n')
      .slice(0, 2_000) || null
  )
}
