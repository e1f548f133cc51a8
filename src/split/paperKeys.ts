import { objectOf, own } from './fields.js'
import { arxivKey, doiKey, idKey, titleKey } from './paperIds.js'

export interface PaperKeyOptions {
  /** Column that names the paper. */
  by?: string | undefined
  /** Rows of one title are of one paper. */
  titles?: boolean | undefined
  /** Further columns whose equal values keep rows together, such as `dup_cluster`. */
  together?: readonly string[] | undefined
}

/** The columns that keys are read from; `provenance` is that of the full record. */
export const ID_COLUMNS = ['doi', 'arxiv_id', 'provenance'] as const

/**
 * The keys of the paper that a row is from: its id, the DOIs and arXiv ids it is known under, its title.
 *
 * `paper_id` may be a DOI or arXiv id itself. The first key is the row's own paper id, where it has one.
 *
 * @param fields a row as it is in the file; `provenance` as an object or as JSON text
 */
export function paperKeys(
  fields: Readonly<Record<string, unknown>>,
  { by = 'paper_id', titles = true, together = [] }: PaperKeyOptions = {},
): string[] {
  const keys = new Set<string>()
  const add = (key: string | undefined) => key !== undefined && keys.add(key)
  const paper = textOf(own(fields, by))
  if (paper !== undefined) {
    keys.add(`paper:${paper}`)
    add(idKey(paper))
  }
  const provenance = objectOf(own(fields, 'provenance'))
  for (const from of [fields, provenance]) {
    const [doi, arxiv] = [textOf(own(from, 'doi')), textOf(own(from, 'arxiv_id'))]
    if (doi !== undefined) add(doiKey(doi))
    if (arxiv !== undefined) add(arxivKey(arxiv, true) ?? doiKey(arxiv))
  }
  const title = titles ? textOf(own(fields, 'title')) : undefined
  if (title !== undefined) add(titleKey(title))
  for (const column of together) {
    const value = textOf(own(fields, column))
    if (value !== undefined) keys.add(`column:${column}:${value}`)
  }
  return [...keys]
}

/** The row's own paper id among its keys. */
export const ownPaper = (keys: readonly string[]): string | undefined =>
  keys[0]?.startsWith('paper:') ? keys[0] : undefined

/** A text, number or boolean as text; undefined for what is empty or has parts. */
function textOf(value: unknown): string | undefined {
  if (typeof value === 'number' || typeof value === 'bigint' || typeof value === 'boolean') return String(value)
  if (typeof value !== 'string') return undefined
  const text = value.trim().normalize('NFC')
  return text === '' ? undefined : text
}
