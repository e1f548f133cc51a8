import type { RichText } from '../paper.js'

/** How a link to a figure is printed: `Figure 3`, the number alone, or words of its own. */
export interface PrintedReference {
  /** As the markup names them; the first that is known gives the number. */
  readonly keys: readonly string[]
  /** `named`: with the word Figure; `number`: without; a text: as it stands, `%s` and `{number}` standing for the number. */
  readonly style: 'named' | 'number' | { readonly text: string }
}

/** What a reference to a label prints, once all figures are counted. */
export interface ReferenceTable {
  /** `before`: the text up to the reference, which may have said `Figure` already. */
  print(reference: PrintedReference, before: string): string
  /** Targets as `Reference` has them: keys of figures or panels; empty for what is no figure. */
  targets(keys: readonly string[]): string[]
}

/** A run of text as one format wrote it. It is rendered when all figures are known, since references print numbers. */
export interface Content {
  /** Readable, references unresolved: for looking at, not for keeping. */
  readonly plain: string
  /** Keys that stand inside: `\label{fig:x}`, `:label:`. */
  readonly labels: readonly string[]
  /** True when all of it is emphasised or bold. */
  readonly isEmphasised: boolean
  /** Length of the emphasised or bold run that it begins with, in `plain`; 0 for none. */
  readonly leadingRun: number
  /** As written. */
  readonly source: string
  /** @param place captions go without citations, which say nothing of the picture; in the body they tell whose figure is meant */
  render(references: ReferenceTable, place: 'caption' | 'body'): RichText
}
