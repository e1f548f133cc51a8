import { joinRichText } from '../../caption/richText.js'
import type { RichText } from '../paper.js'
import { captionStart, isPanelMark, panelStart } from './captionStart.js'

export interface ChosenCaption {
  /** undefined when no string is the figure's caption: there are none, or only those of parts. */
  readonly main: RichText | undefined
  /** The caption of this part of a figure: "(a) before". */
  readonly part: RichText | undefined
  /** Captions of other figures, which the tool put to this picture. */
  readonly others: readonly RichText[]
  /** What was left out, for the note. */
  readonly leftOut: readonly string[]
}

/**
 * Makes one caption of the strings that a tool put to a picture.
 *
 * The one with a figure number begins it and those behind belong to it; what stands in front of it is a title or a
 * source line inside the picture and is left out, unless it says what a panel shows. A second number begins another figure's
 * caption. Without any number all strings together are the caption.
 */
export function chooseCaption(captions: readonly RichText[]): ChosenCaption {
  const starts = captions.map(({ text }) => captionStart(text)?.number)
  const first = starts.findIndex((number) => number !== undefined)
  if (first < 0) {
    const areParts = captions.length > 0 && captions.every(({ text }) => panelStart(text) !== undefined)
    const whole = joined(captions)
    return { main: areParts ? undefined : whole, part: areParts ? whole : undefined, others: [], leftOut: [] }
  }
  const second = starts.findIndex((number, at) => at > first && number !== undefined && number !== starts[first])
  const own = captions.slice(first, second < 0 ? undefined : second)
  const before = captions.slice(0, first)
  const panels = before.filter(({ text }) => panelStart(text) !== undefined && !isPanelMark(text))
  return {
    main: joined([...withoutRepeats(own), ...panels]),
    part: undefined,
    others: second < 0 ? [] : groups(captions.slice(second)),
    leftOut: before.filter((caption) => !panels.includes(caption)).map(({ text }) => text),
  }
}

export const joined = (texts: readonly RichText[]): RichText | undefined =>
  texts.length === 0 ? undefined : texts.reduce((whole, text) => joinRichText(whole, text))

const withoutRepeats = (captions: readonly RichText[]): RichText[] =>
  captions.filter(({ text }, at) => captions.findIndex((other) => other.text === text) === at)

/** Each number with the strings behind it. */
function groups(captions: readonly RichText[]): RichText[] {
  const found: RichText[][] = []
  for (const caption of captions) {
    if (captionStart(caption.text) !== undefined || found.length === 0) found.push([caption])
    else found.at(-1)!.push(caption)
  }
  return found.map((group) => joined(group)!)
}
