import { captionMisses } from './captionMisses.js'
import type { FigureLabel, LabelledMention } from './figureLabel.js'
import { type IngestedRow, type Passage, panelsOf, passagesOf, provenanceOf } from './ingestedRow.js'
import { matchRows } from './matchRows.js'
import { beginsNear } from './words.js'

export interface Share {
  readonly right: number
  readonly of: number
}

export interface Comparison {
  readonly figures: Share
  readonly extra: number
  readonly captions: Share
  readonly panels: Share
  /** Of the passages that the rows hold. */
  readonly precision: Share
  /** Of the labelled passages of the running text. */
  readonly recall: Share
  /** Of the passages found, those with as many mentions as labelled. */
  readonly mentionCounts: Share
  /** Of the passages found, those under the labelled heading. */
  readonly headings: Share
  /** Labelled passages in captions and tables; the other shares leave them out. */
  readonly apart: Share
  /** One line per miss, for reading. */
  readonly misses: readonly string[]
}

/** Words of a passage among which its labelled start must stand: math or a citation may come first. */
const REACH = 40

const matches = (passage: Passage, { start, also }: LabelledMention) =>
  beginsNear(passage.text, start, REACH) || (also !== undefined && beginsNear(passage.text, also, REACH))
const sameSet = (a: readonly string[], b: readonly string[]) =>
  [...new Set(a.map((label) => label.toLowerCase()))].sort().join() ===
  [...new Set(b.map((label) => label.toLowerCase()))].sort().join()

class Tally implements Share {
  right = 0
  of = 0
  add(isRight: boolean): boolean {
    this.of++
    if (isRight) this.right++
    return isRight
  }
}

/** Holds rows that `figsift ingest` wrote against labels made by hand. */
export function compare(labels: readonly FigureLabel[], rows: readonly IngestedRow[]): Comparison {
  const { pairs, extra } = matchRows(labels, rows)
  const [figures, captions, panels, precision] = [new Tally(), new Tally(), new Tally(), new Tally()]
  const [recall, mentionCounts, headings, apart] = [new Tally(), new Tally(), new Tally(), new Tally()]
  const misses: string[] = []
  for (const label of labels) {
    const miss = (what: string) =>
      misses.push(`${label.file} ${label.key ?? `#${label.ordinal}`} (${label.label ?? 'no label'}): ${what}`)
    const row = pairs.get(label)
    if (!figures.add(row !== undefined)) miss('no row')
    const wrong = row === undefined ? ['no row'] : captionMisses(label, row)
    if (!captions.add(wrong.length === 0) && row !== undefined) miss(`caption ${wrong.join('; ')}`)
    if (label.panels !== null) {
      const found = row === undefined ? [] : panelsOf(row)
      if (!panels.add(row !== undefined && sameSet(found, label.panels))) {
        miss(`panels [${found.join(' ')}], should be [${label.panels.join(' ')}]`)
      }
    }
    if (label.mentions === null) continue
    const passages = row === undefined ? [] : passagesOf(row)
    for (const mention of label.mentions) {
      const passage = passages.find((candidate) => matches(candidate, mention))
      if (mention.in !== undefined) {
        apart.add(passage !== undefined)
        continue
      }
      if (!recall.add(passage !== undefined)) miss(`passage not found: '${mention.start} …' (${mention.text})`)
      if (passage === undefined) continue
      if (passage.n !== null && !mentionCounts.add(passage.n === mention.n)) {
        miss(`${passage.n} mentions, should be ${mention.n}: '${mention.start} …'`)
      }
      if (passage.heading !== null && mention.sections !== null) {
        if (!headings.add(beginsNear(passage.heading, mention.sections, REACH))) {
          miss(`heading '${passage.heading}', should be '${mention.sections}'`)
        }
      }
    }
    for (const passage of passages) {
      const mention = label.mentions.find((candidate) => matches(passage, candidate))
      if (mention?.in !== undefined) continue
      if (!precision.add(mention !== undefined)) miss(`cites another figure or none: '${passage.text.slice(0, 60)} …'`)
    }
  }
  for (const row of extra) {
    const { file, key } = provenanceOf(row)
    misses.push(`${file} ${key} (${row.label ?? 'no label'}): a row that no label asks for`)
  }
  const shares = { figures, captions, panels, precision, recall, mentionCounts, headings, apart }
  return { ...shares, extra: extra.length, misses }
}
