import type { ReferenceTable } from '../markup/content.js'
import type { Edit } from '../markup/editRichText.js'
import type { Span } from '../paper.js'

/** The text under a rule, with what several rules need. */
export interface RuleContext {
  readonly text: string
  readonly braces: ReadonlyMap<number, number>
  readonly references: ReferenceTable
  readonly place: 'caption' | 'body'
  /** The text as it will be printed, up to the rule's place. */
  readonly printed: string
  /** Where the next formula or piece of code begins, beyond which no key goes on; the end of the text without one. */
  readonly runEnd: number
}

/** What a rule found at its place. `end` says where to go on. */
export interface RuleResult {
  readonly edits: readonly Edit[]
  readonly end: number
  readonly bold?: Span
  readonly label?: string
}
