/** A panel, or several that share a text. Spans are UTF-16 offsets into the text that was split. */
export interface Panel {
  /** As printed, without brackets: `a`, `A–C`, `Top right`. */
  readonly label: string
  /** Every panel it stands for: `A`, `B`, `C` of `A–C`; position words in lower case. */
  readonly labels: readonly string[]
  /** `source.slice(start, end)`. */
  readonly text: string
  readonly start: number
  readonly end: number
}

/** How a caption marks its panels. */
export type PanelStyle =
  | 'brackets' // (a) text, a) text
  | 'bold' // a bold letter in front
  | 'letter' // a, text / A. text at the begin of sentences
  | 'words' // Panel A shows
  | 'after' // text (a)
  | 'position' // Left: text
  | 'position-after' // text (left)
  | 'order' // From left to right: text, text

export interface PanelReading {
  readonly panels: readonly Panel[]
  /** Where the text that all panels share ends. */
  readonly leadEnd: number
  /** From 0 to 1; 0 when there are no panels. */
  readonly confidence: number
  /** null when there are no panels. */
  readonly style: PanelStyle | null
}
