import type { FigureKind, Problem } from '../paper.js'
import type { Counters } from './counters.js'
import { Draft } from './draft.js'
import type { DraftFigure } from './draftFigure.js'
import type { FlatText } from './flatText.js'
import type { CaptionText, PanelItem } from './floatItems.js'
import type { Float } from './floats.js'
import type { FigureGroup } from './groupFigures.js'
import { InlineReader } from './inline.js'
import type { LabelTable } from './labelTable.js'
import { LIMITS } from './limits.js'
import type { GraphicsResolver } from './resolveGraphics.js'
import { folderOf } from './unitPath.js'

/** What figures of one document share. */
export interface FigureContext {
  readonly flat: FlatText
  readonly text: string
  readonly counters: Counters
  readonly labels: LabelTable
  readonly graphics: GraphicsResolver
  /** Path of the main file in the unit. */
  readonly mainFile: string
  readonly problems: Problem[]
}

/** Makes figures of what floats hold: numbers them as LaTeX does, and gives their labels a meaning. */
export class FigureMaker {
  readonly figures: DraftFigure[] = []
  readonly #context: FigureContext
  /** What stands before the number, where the document says it: \figurename. */
  figureName: string | null = null

  constructor(context: FigureContext) {
    this.#context = context
  }

  /**
   * Adds the figure of one caption, steps its counter and records its labels.
   *
   * @param around the float that holds it
   * @param offset where it begins in the flat text
   */
  add(group: FigureGroup, around: Float, offset: number): DraftFigure | null {
    const float = group.float ?? around
    const number = this.#number(group, float)
    const isTable = float.counter === 'table'
    const hasImage = group.images.length > 0 || group.panels.some((panel) => panel.images.length > 0)
    if (this.figures.length >= LIMITS.figures || (isTable && (!hasImage || group.others.length > 0))) {
      for (const label of group.labels) this.#context.labels.set(label, other(float, number))
      return null
    }
    const keys = group.labels.filter((label) => label !== '' && !this.#context.labels.has(label))
    const key = keys[0] ?? `${float.counter}-${this.figures.length + 1}`
    const footnotes: Draft[] = []
    const place = this.#context.flat.placeOf(offset)
    const { mainFile } = this.#context
    const folders = [folderOf(mainFile), folderOf(place.file), '']
    const images = (hrefs: readonly string[]) => hrefs.map((href) => this.#context.graphics.resolve(href, folders))
    const figure: DraftFigure = {
      key,
      keys: keys.length > 0 ? keys : [key],
      printedLabel: this.#printedLabel(float, number),
      implicitNumber: number === null ? null : this.#context.counters.value(float.counter),
      kind: this.#kind(float, number),
      caption: this.#caption(group.caption, footnotes),
      captionTitle: null,
      captionSource: this.#source(group.caption),
      images: images(group.images),
      panels: this.#panels(group, key, number ?? '', images, footnotes),
      footnotes,
      licenseStatement: null,
      extraction: {
        method: 'latex',
        tool: null,
        confidence: group.judged ? 0.8 : null,
        note: noteOf(group, hasImage, place.file === mainFile ? null : place.file),
      },
      box: null,
      line: place.line,
    }
    for (const label of keys) this.#context.labels.set(label, { key, number, name: float.name, panel: null })
    if (!hasImage) this.#tellOfMissing(figure, group.others)
    this.figures.push(figure)
    return figure
  }

  #number(group: FigureGroup, float: Float): string | null {
    const { counters } = this.#context
    if (!group.numbered) return null
    if (group.continued) return counters.print(float.counter)
    return counters.step(float.counter)
  }

  /** Given where LaTeX prints more than "Figure" and the count. */
  #printedLabel(float: Float, number: string | null): string | null {
    if (number === null) return null
    const own = float.counter === 'figure' ? this.figureName : null
    const usual = own === null || /^fig(?:ure|\.)?$/i.test(own)
    if (usual && float.kind === 'figure' && this.#context.counters.isPlain(float.counter)) return null
    return `${own ?? float.name} ${number}`
  }

  #kind(float: Float, number: string | null): FigureKind {
    if (float.kind !== 'figure') return float.kind
    const printed = `${this.figureName ?? ''} ${number ?? ''}`
    return /suppl|extended data/i.test(printed) || /^\s*S[\d.-]/.test(number ?? '') ? 'supplement' : 'figure'
  }

  #caption(caption: CaptionText | null, footnotes: Draft[]): Draft | null {
    if (caption === null) return null
    const draft = new Draft()
    const footnote = (content: CaptionText['nodes']): void => {
      const note = new Draft()
      new InlineReader(note, { citations: 'drop' }).read(content)
      footnotes.push(note)
    }
    new InlineReader(draft, { citations: 'drop', footnote }).read(caption.nodes)
    return draft.empty ? null : draft
  }

  #source(caption: CaptionText | null): string | null {
    const first = caption?.nodes[0]
    const last = caption?.nodes.at(-1)
    if (first === undefined || last === undefined) return null
    const { flat, text } = this.#context
    const written = flat.written(first.start, last.end) ?? text.slice(first.start, last.end)
    return written.trim() === '' ? null : written.trim().slice(0, LIMITS.captionSource)
  }

  #panels(
    group: FigureGroup,
    key: string,
    number: string,
    images: (hrefs: readonly string[]) => ReturnType<GraphicsResolver['resolve']>[],
    footnotes: Draft[],
  ): DraftFigure['panels'] {
    const { counters, labels } = this.#context
    if (!group.continued) counters.set('subfigure', 0)
    return group.panels.slice(0, LIMITS.panels).map((panel) => {
      const letter = panel.lettered ? letterOf(counters.step('subfigure')) : null
      for (const label of panel.labels) {
        labels.set(label, {
          key: panelKey(panel, label),
          number: number + (letter ?? ''),
          name: 'Figure',
          panel: letter,
        })
      }
      return {
        key: panel.labels[0] ?? (letter === null ? null : `${key}#${letter}`),
        label: letter,
        caption: this.#caption(panel.caption, footnotes),
        images: images(panel.images),
      }
    })
  }

  #tellOfMissing(figure: DraftFigure, others: readonly string[]): void {
    const message = `Expected an image in the figure but found ${others.length === 0 ? 'none' : others.join(' and ')}.`
    this.#context.problems.push({ code: 'IMAGE_MISSING', message, figure: figure.key, line: figure.line })
  }
}

/** All labels of a panel lead to its first one, which is its key. */
const panelKey = (panel: PanelItem, label: string): string => panel.labels[0] ?? label

/** Without the parentheses that \thesubfigure may have. */
const letterOf = (printed: string): string => printed.replace(/[^\p{L}\p{N}]/gu, '')

const other = (float: Float, number: string | null) => ({ key: null, number, name: float.name, panel: null })

function noteOf(group: FigureGroup, hasImage: boolean, file: string | null): string | null {
  const notes: string[] = []
  if (!hasImage && group.others.length > 0) notes.push(`${group.others.join(' and ')} instead of an image file`)
  if (group.judged) notes.push('one of several captions of its float; images matched by their place')
  if (file !== null) notes.push(`in ${file}`)
  return notes.length === 0 ? null : notes.join('; ')
}
