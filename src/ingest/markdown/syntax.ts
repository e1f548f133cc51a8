import { gfm } from 'micromark-extension-gfm'
import { math } from 'micromark-extension-math'
import type { Construct, Event, Extension } from 'micromark-util-types'
import { unendedHtml } from './unendedHtml.js'

/** Of a note's call: its marks and a key of some pieces. Ours. */
const MAX_CALL_EVENTS = 64

/** The rules beyond CommonMark that papers are read with, without those that take the square of a text's length. */
export const SYNTAX: Extension[] = [papersSyntax(), math(), { text: { 60: unendedHtml } }]

/**
 * Tables, footnotes and deletions; one tilde is a tie or a subscript in papers. Bare addresses stay text: at every letter
 * of a caption their rule looks back over the whole caption (64 s for 100 kB).
 */
function papersSyntax(): Extension {
  const syntax = gfm({ singleTilde: false })
  const text = Object.entries(syntax.text ?? {}).map(([code, constructs]) => [
    code,
    [constructs]
      .flat()
      .filter((construct) => construct !== undefined && !/Autolink$/.test(construct.name ?? ''))
      .map((construct) => (construct?.name === 'gfmPotentialFootnoteCall' ? nearCall(construct) : construct)),
  ])
  return { ...syntax, text: Object.fromEntries(text) }
}

/**
 * `![^key]` is an exclamation mark and a note. The rule for it looks, at every closing bracket, back to the last `![` and
 * takes the text from there for a key: 16 s for 74 kB of closing brackets behind one `![`.
 */
function nearCall(construct: Construct): Construct {
  return {
    ...construct,
    tokenize(effects, ok, nok) {
      return isBehindImage(this.events) ? construct.tokenize.call(this, effects, ok, nok) : nok
    },
  }
}

function isBehindImage(events: readonly Event[]): boolean {
  for (let at = events.length - 1; at >= Math.max(0, events.length - MAX_CALL_EVENTS); at--) {
    if (events[at]![1].type === 'labelImage') return true
  }
  return false
}
