import { createHash } from 'node:crypto'
import { Breather } from '../concurrency.js'
import { ArgumentError } from '../errors.js'
import { argumentError, throwIfAborted } from '../validate.js'
import { wordsOf } from './words.js'

/**
 * How rare words are, in a collection of documents.
 *
 * idf(w) = ln((N + 1) / (df(w) + 1)), N documents of which df(w) hold the word. It is 0 for a word that all documents
 * hold and largest, ln(N + 1), for one that none holds: unknown words are rare.
 */
export class Idf {
  /** `english-1`, the table that ships with the package, or `dataset`. */
  readonly name: string
  /** N, the number of documents. */
  readonly documents: number
  /** Hash of the counts, hex. Two tables with one hash give the same scores. */
  readonly sha256: string
  readonly #documentsWith: ReadonlyMap<string, number>
  readonly #numberDocuments: number

  /**
   * @param table.documentsWith df of every word
   * @param table.numberDocuments df of a word of digits only that is not in the table; 0 when left out
   */
  constructor(table: {
    name: string
    documents: number
    sha256: string
    documentsWith: ReadonlyMap<string, number>
    numberDocuments?: number
  }) {
    this.name = table.name
    this.documents = table.documents
    this.sha256 = table.sha256
    this.#documentsWith = table.documentsWith
    this.#numberDocuments = table.numberDocuments ?? 0
  }

  /** Words in the table. */
  get size(): number {
    return this.#documentsWith.size
  }

  /** idf of one word, at least 0. */
  of(word: string): number {
    const known = this.#documentsWith.get(word)
    const documentsWith = known ?? (isNumber(word) ? this.#numberDocuments : 0)
    return Math.log((this.documents + 1) / (documentsWith + 1))
  }
}

function isNumber(word: string): boolean {
  return /^[0-9]+$/.test(word)
}

/**
 * Counts an idf table over the texts of a dataset, in one pass.
 *
 * One document is one text: what a row is scored by, thus its `text`, or with `withContext` its text and context (see
 * `scoredText`). Texts without words are documents too. The hash covers the counts in order of first appearance, so
 * the same dataset in the same order gives the same hash.
 *
 * @param texts one string per row
 * @param options.signal cancels
 * @throws ArgumentError if there is no text at all, or something is not a string
 */
export async function buildIdf(
  texts: Iterable<string> | AsyncIterable<string>,
  options: { signal?: AbortSignal | undefined } = {},
): Promise<Idf> {
  const documentsWith = new Map<string, number>()
  const breather = new Breather()
  let documents = 0
  for await (const text of texts) {
    if (typeof text !== 'string') throw argumentError(`texts[${documents}]`, 'a string', text)
    for (const word of wordsOf(text).words) documentsWith.set(word, (documentsWith.get(word) ?? 0) + 1)
    documents++
    if (breather.isDue) {
      throwIfAborted(options.signal)
      await breather.breathe()
    }
  }
  if (documents === 0) {
    throw new ArgumentError("Expected at least one text for `texts` but received none. Use `idf: 'english'`.")
  }
  const hash = createHash('sha256').update(`${documents}\n`)
  let lines = ''
  for (const [word, count] of documentsWith) {
    lines += `${word}\t${count}\n`
    if (lines.length < 16_384) continue
    hash.update(lines)
    lines = ''
    if (breather.isDue) await breather.breathe()
  }
  return new Idf({ name: 'dataset', documents, sha256: hash.update(lines).digest('hex'), documentsWith })
}
