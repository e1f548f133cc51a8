import { blankOut } from './words.js'

interface Span {
  readonly start: number
  readonly end: number
}

interface CaptionColumn {
  readonly raw?: string | null
  readonly main?: string | null
  readonly math?: readonly Span[] | null
}

/** What the comparison reads of a row that `figsift ingest` wrote; nested columns may be JSON text. */
export interface IngestedRow {
  readonly id?: unknown
  readonly text?: string | null
  readonly label?: string | null
  readonly context?: readonly string[] | null
  readonly caption?: CaptionColumn | string | null
  readonly caption_parts?: CaptionColumn | string | null
  readonly captionParts?: CaptionColumn | string | null
  readonly panels?: readonly { readonly label?: string; readonly labels?: readonly string[] }[] | string | null
  readonly mentions?: readonly { readonly text: string; readonly section?: readonly string[] }[] | string | null
  readonly provenance?: { readonly file?: string | null; readonly key?: string | null } | string | null
}

const nested = <T>(value: T | string | null | undefined): T | undefined =>
  value === null || value === undefined ? undefined : typeof value === 'string' ? (JSON.parse(value) as T) : value

export const provenanceOf = (row: IngestedRow): { file: string | null; key: string | null } => {
  const { file = null, key = null } = nested(row.provenance) ?? {}
  return { file, key }
}

/** The caption without its numbering and without math. */
export function captionOf(row: IngestedRow): string {
  const written = row.caption_parts ?? row.captionParts ?? row.caption
  // A flat `caption` column is the caption itself, not JSON text.
  const parts = typeof written === 'string' && !written.startsWith('{') ? undefined : nested(written)
  const main = parts?.main ?? row.text ?? ''
  const raw = parts?.raw
  if (typeof raw !== 'string' || !parts?.math?.length || !raw.endsWith(main)) return main
  return blankOut(raw, parts.math).slice(raw.length - main.length)
}

/** The labels of all panels, ranges taken apart. */
export const panelsOf = (row: IngestedRow): string[] =>
  (nested(row.panels) ?? []).flatMap(({ label, labels }) => labels ?? (label === undefined ? [] : [label]))

export interface Passage {
  readonly text: string
  readonly heading: string | null
  /** How many mentions it holds; null where the row does not say. */
  readonly n: number | null
}

/** The citing passages of a row, each once. */
export function passagesOf(row: IngestedRow): Passage[] {
  const mentions = nested(row.mentions)
  if (mentions === undefined) return (row.context ?? []).map((text) => ({ text, heading: null, n: null }))
  const passages = new Map<string, Passage>()
  for (const { text, section } of mentions) {
    const heading = passages.get(text)?.heading ?? section?.at(-1) ?? null
    passages.set(text, { text, heading, n: (passages.get(text)?.n ?? 0) + 1 })
  }
  return [...passages.values()]
}
