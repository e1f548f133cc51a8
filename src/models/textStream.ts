import { FigsiftError } from '../errors.js'
import { describe } from '../validate.js'
import { DEFAULT_SCOPE, FLUSH, notFinite, type StreamOptions } from './imageStream.js'
import type { InferencePool } from './inferencePool.js'
import { runAhead } from './runAhead.js'
import { embedBatches, textBatches } from './textBatches.js'
import type { TextSettings } from './textConfig.js'
import type { TokenizerThread } from './tokenizerThread.js'
import type { LongText } from './tokenWindows.js'

export type TextResult =
  | {
      /** Of each window, unit length; one where the text fits or is cut. */
      windows: Float32Array[]
      /** Tokens of the whole text, start and end token included. */
      tokens: number
      /** Those that the model saw. */
      seen: number
      /** Seen tokens that are not the unknown token, start and end apart; undefined where the model names none. */
      known: number | undefined
      error?: undefined
    }
  | { error: unknown }

export interface TextStreamOptions extends StreamOptions {
  longText?: LongText
  /** Put before every text, as `A photo depicts `. */
  textPrefix?: string
}

export interface TextMaker {
  pool: InferencePool
  tokenizer: TokenizerThread
  settings: TextSettings
  batchSize: number
}

/** Texts that are tokenized, sorted by length and embedded together. */
const GROUP = 128
/** One group is embedded while the next is tokenized. */
const GROUPS = 2

/** Embeds texts in order; a text that comes again inside a scope is embedded once. */
export async function* textStream(
  maker: TextMaker,
  inputs: Iterable<unknown> | AsyncIterable<unknown>,
  { scope = DEFAULT_SCOPE, signal, longText = 'truncate', textPrefix = '' }: TextStreamOptions = {},
): AsyncGenerator<TextResult, void, undefined> {
  const met = new Map<string, Promise<TextResult>>()
  async function* started(): AsyncGenerator<{ result: Promise<TextResult[]> }, void, undefined> {
    for await (const { texts, isFirst } of groups(inputs, scope)) {
      if (isFirst) met.clear()
      const fresh = [...new Set(texts.filter((text) => isText(text) && !met.has(text as string)))] as string[]
      if (fresh.length > 0) {
        const embedded = embedTexts(maker, fresh, longText, textPrefix)
        for (const [i, text] of fresh.entries()) {
          const result = embedded.then((results) => results[i]!)
          result.catch(() => {})
          met.set(text, result)
        }
      }
      const result = Promise.all(texts.map((text) => met.get(text as string) ?? { error: badText(text) }))
      result.catch(() => {})
      yield { result }
    }
  }
  for await (const results of runAhead(started, GROUPS, signal)) yield* results
}

/** Groups of consecutive texts; `isFirst` where a new scope begins. */
async function* groups(
  inputs: Iterable<unknown> | AsyncIterable<unknown>,
  scope: number,
): AsyncGenerator<{ texts: unknown[]; isFirst: boolean }, void, undefined> {
  let texts: unknown[] = []
  let row = 0
  const take = () => {
    const group = { texts, isFirst: (row - texts.length) % scope === 0 }
    texts = []
    return group
  }
  for await (const text of inputs) {
    if (text === FLUSH) {
      if (texts.length > 0) yield take()
      continue
    }
    texts.push(text)
    row++
    if (texts.length === GROUP || row % scope === 0) yield take()
  }
  if (texts.length > 0) yield take()
}

async function embedTexts(
  { pool, tokenizer, settings, batchSize }: TextMaker,
  texts: readonly string[],
  longText: LongText,
  prefix: string,
): Promise<TextResult[]> {
  const tokens = await tokenizer.tokenize(prefix === '' ? texts : texts.map((text) => prefix + text), longText)
  const batches = textBatches(tokens, settings, batchSize)
  const embeddings = await embedBatches(batches, tokens.lengths.length, (job) => pool.run(job))
  let next = 0
  return texts.map((_, i) => {
    const [count, had, seen, known] = tokens.counts.subarray(i * 4, i * 4 + 4) as unknown as [
      number,
      number,
      number,
      number,
    ]
    const windows = embeddings.slice(next, next + count)
    next += count
    if (windows.includes(undefined)) return { error: notFinite('text') }
    return { windows: windows as Float32Array[], tokens: had, seen, known: known < 0 ? undefined : known }
  })
}

function isText(text: unknown): boolean {
  return typeof text === 'string' && text.trim() !== ''
}

function badText(text: unknown): FigsiftError {
  return typeof text === 'string' || text === undefined || text === null
    ? new FigsiftError('TEXT_MISSING', 'Expected a text but received an empty one.')
    : new FigsiftError('BAD_ROW', `Expected a string for the text but received ${describe(text)}.`)
}
