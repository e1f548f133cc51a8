// The thread that tokenizes: @huggingface/tokenizers is synchronous, and a hostile text keeps it busy for a second.
import { readFile } from 'node:fs/promises'
import { parentPort, workerData } from 'node:worker_threads'
import { Tokenizer } from '@huggingface/tokenizers'
import { type LongText, tokenWindows } from './tokenWindows.js'
import { splitsAtBlanks, WordCache } from './wordCache.js'

export interface TokenizerWorkerData {
  tokenizer: string
  padToken: string | undefined
  unknownToken: string | undefined
  lowercase: boolean
  length: number
  unknownId: number | undefined
}

export interface TokenizeRequest {
  id: number
  texts: readonly string[]
  longText: LongText
}

/** Of all texts of a request, one after the other. */
export interface Tokens {
  /** The windows' tokens, without padding. */
  ids: Int32Array
  /** Length of each window. */
  lengths: Int32Array
  /** Per text: windows, tokens had, tokens seen, known tokens seen (-1 where that is not asked for). */
  counts: Int32Array
}

export type TokenizerAnswer =
  | { ready: { padId: number; startTokens: number; endTokens: number; vocabulary: number } }
  | { failure: string; id?: number }
  | ({ id: number } & Tokens)

/** Longer texts are cut: at 64 kB a caption is a mistake, and the tokenizer's time grows faster than its length. */
const MAX_TEXT_CHARS = 1 << 16

const port = parentPort!
const settings = workerData as TokenizerWorkerData

interface Loaded {
  encode(text: string): readonly number[]
  start: number[]
  end: number[]
  padId: number
  vocabulary: number
}

async function load(): Promise<Loaded> {
  const parts = { normalizer: null, pre_tokenizer: null, post_processor: null, decoder: null, added_tokens: [] }
  const json = { ...parts, ...JSON.parse(await readFile(settings.tokenizer, 'utf8')) }
  const tokenizer = new Tokenizer(json, { unk_token: settings.unknownToken })
  const unknown: unknown[] = tokenizer.encode('zqxjkvzqxjkv \u{10fffd}', { add_special_tokens: false }).ids
  if (!unknown.every(Number.isInteger)) throw new Error('it has no token for unknown words')
  const { start, end } = frame(tokenizer)
  const padId = tokenizer.token_to_id(settings.padToken ?? '') ?? json.padding?.pad_id ?? end[0]
  if (!Number.isInteger(padId) || padId < 0) {
    throw new Error(`it has no pad token (${JSON.stringify(settings.padToken ?? null)} is not in its vocabulary)`)
  }
  const words = splitsAtBlanks(json) ? new WordCache(tokenizer) : undefined
  const isLowered = /"type":"Lowercase"|"lowercase":true/.test(JSON.stringify(json.normalizer ?? {}))
  const lowercase = settings.lowercase && !isLowered
  const encode = (text: string) => {
    let cut = text.length > MAX_TEXT_CHARS ? text.slice(0, MAX_TEXT_CHARS).replace(/[\ud800-\udbff]$/, '') : text
    if (lowercase) cut = cut.toLowerCase()
    return words?.encode(cut) ?? tokenizer.encode(cut, { add_special_tokens: false }).ids
  }
  return { encode, start, end, padId, vocabulary: tokenizer.get_vocab().size }
}

/** What the tokenizer puts around a text, found by asking it. */
function frame(tokenizer: Tokenizer): { start: number[]; end: number[] } {
  const bare = tokenizer.encode('a', { add_special_tokens: false }).ids
  const whole = tokenizer.encode('a', { add_special_tokens: true }).ids
  if (bare.length === 0 && whole.length > 0) throw new Error('it has no token for the letter a')
  for (let at = 0; at + bare.length <= whole.length; at++) {
    if (bare.every((id: number, i: number) => id === whole[at + i]))
      return { start: whole.slice(0, at), end: whole.slice(at + bare.length) }
  }
  throw new Error('its start and end tokens could not be made out')
}

function tokenize({ encode, start, end, padId }: Loaded, { texts, longText }: TokenizeRequest): Tokens {
  const windows: Int32Array[] = []
  const counts = new Int32Array(texts.length * 4)
  for (const [i, text] of texts.entries()) {
    const cut = tokenWindows(encode(text), start, end, settings.length, longText)
    const known = settings.unknownId === undefined ? -1 : countKnown(cut.windows, start.length, end.length)
    counts.set([cut.windows.length, cut.tokens, cut.seen, known], i * 4)
    // A text of which the tokenizer keeps nothing still needs a token: with none a model gives NaN.
    windows.push(...cut.windows.map((window) => (window.length > 0 ? window : Int32Array.of(padId))))
  }
  const lengths = Int32Array.from(windows, ({ length }) => length)
  const ids = new Int32Array(lengths.reduce((sum, length) => sum + length, 0))
  let at = 0
  for (const window of windows) {
    ids.set(window, at)
    at += window.length
  }
  return { ids, lengths, counts }
}

/** Known tokens of the first window: the most that any way of scoring surely reads. */
function countKnown([window]: readonly Int32Array[], start: number, end: number): number {
  let known = 0
  for (let i = start; i < window!.length - end; i++) if (window![i] !== settings.unknownId) known++
  return known
}

const send = (answer: TokenizerAnswer, transfer: ArrayBuffer[] = []) => port.postMessage(answer, transfer)
const reason = (error: unknown) => (error instanceof Error ? error.message : String(error))

try {
  const loaded = await load()
  port.on('message', (request: TokenizeRequest) => {
    try {
      const tokens = tokenize(loaded, request)
      const { ids, lengths, counts } = tokens
      send({ id: request.id, ...tokens }, [ids.buffer, lengths.buffer, counts.buffer] as ArrayBuffer[])
    } catch (error) {
      send({ id: request.id, failure: reason(error) })
    }
  })
  const { padId, start, end, vocabulary } = loaded
  send({ ready: { padId, startTokens: start.length, endTokens: end.length, vocabulary } })
} catch (error) {
  send({ failure: reason(error) })
}
