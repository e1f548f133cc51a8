import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { Tokenizer } from '@huggingface/tokenizers'
import { describe, expect, it } from 'vitest'
import { splitsAtBlanks, WordCache } from '../../src/models/wordCache.js'
import { fixtureModel } from '../support/models.js'
import { seededRandom } from '../support/random.js'
import { sharedData } from '../support/sharedData.js'

const json = (path: string) => JSON.parse(readFileSync(path, 'utf8'))
const real =
  sharedData && ['clip-vit-base-patch32', 'bert-base-uncased'].map((name) => join(sharedData!, 'models', name))
const tokenizers = [fixtureModel('clip-split'), ...(real ?? []), fixtureModel('siglip-split')].map((folder) =>
  join(folder, 'tokenizer.json'),
)

/** What tells words apart, joins them, or is changed before it is looked up. */
const PIECES = [
  ...[
    'a',
    'Voltage',
    "don't",
    '<|endoftext|>',
    '12',
    'σ',
    'ΑΣ',
    'İ',
    'é',
    'e\u0301',
    '\u0301',
    '👩‍👩‍👧',
    '电压',
    'ﬁ',
    '_',
  ],
  ...[
    ' ',
    '  ',
    '\t',
    '\n',
    '\r\n',
    '\u00a0',
    '\u3000',
    '\ufeff',
    '\u200b',
    '\u2028',
    '\0',
    '\ud800',
    '\udc00',
    '\u202e',
  ],
]

describe('words that are tokenized one by one', () => {
  it.each(tokenizers)('give the tokens of the whole text: %s', (path) => {
    const parsed = json(path)
    expect(splitsAtBlanks(parsed)).toBe(true)
    const tokenizer = new Tokenizer(parsed, {})
    const cache = new WordCache(tokenizer)
    const whole = (text: string) => tokenizer.encode(text, { add_special_tokens: false }).ids
    const random = seededRandom(path)
    for (let i = 0; i < 400; i++) {
      const text = Array.from(
        { length: random.integer(0, 12) },
        () => PIECES[random.integer(0, PIECES.length - 1)],
      ).join('')
      expect(cache.encode(text), JSON.stringify(text)).toEqual(whole(text))
    }
  })

  it.skipIf(sharedData === undefined)('give the tokens of 300 real captions', () => {
    const tokenizer = new Tokenizer(json(tokenizers[1]!), {})
    const cache = new WordCache(tokenizer)
    const lines = ['dev.jsonl', 'validation.jsonl'].flatMap((name) =>
      readFileSync(join(sharedData!, 'figures', name), 'utf8')
        .trim()
        .split('\n'),
    )
    for (const line of lines) {
      const { caption, context } = JSON.parse(line)
      for (const text of [caption ?? '', ...(context ?? [])]) {
        expect(cache.encode(text)).toEqual(tokenizer.encode(text, { add_special_tokens: false }).ids)
      }
    }
  })
})

describe('splitsAtBlanks', () => {
  const clip = json(tokenizers[0]!)
  it.each([
    [
      'marks that are everything else',
      { ...clip, normalizer: { type: 'Replace', pattern: { Regex: '[^a]' }, content: '' } },
    ],
    [
      'another pattern',
      { ...clip, pre_tokenizer: { type: 'Split', pattern: { Regex: '.+' }, behavior: 'Removed', invert: true } },
    ],
    ['no pre-tokenizer', { ...clip, pre_tokenizer: null }],
    [
      'a mark on the first word only',
      {
        ...clip,
        pre_tokenizer: {
          type: 'Sequence',
          pretokenizers: [{ type: 'WhitespaceSplit' }, { type: 'Metaspace', prepend_scheme: 'first' }],
        },
      },
    ],
    ['a token with a blank', { ...clip, added_tokens: [{ content: 'a b' }] }],
    [
      'blanks that become something else',
      { ...clip, normalizer: { type: 'Replace', pattern: { String: ' ' }, content: '▁' } },
    ],
  ])('refuses %s', (_, parsed) => {
    expect(splitsAtBlanks(parsed)).toBe(false)
  })
})
