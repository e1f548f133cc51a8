import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { parseRecipe, readRecipe } from '../../src/recipe/readRecipe.js'
import { temporaryFolder } from '../run/support/temporaryFolder.js'

const home = temporaryFolder()
const PATH = '/data/recipes/joss.yaml'
const GOOD = `name: joss
out: out/joss.run
limit: 100
image_root: ../images
ingest: { source: ../papers, from: markdown, window: { sentences: 1 } }
score: { signals: [clip], model: ./clip, embeddings: vectors, long_text: window-max }
swaps: { words: false, embeddings: vectors, ocr_cache: cache }
dedup:
  phash_radius: 4
  against: { mmsci: ../mmsci.jsonl, bench: /other/bench.parquet }
  evidence: evidence.jsonl
filter:
  rules:
    - { id: small, drop_where: image_width < 224, reason: under 224 px }
write: { kept: kept.parquet, shard_rows: 1000 }
report: { title: Figures }
`

test('reads all sections: inputs from the recipe, outputs in the run', () => {
  const recipe = parseRecipe(GOOD, PATH)
  expect(recipe).toEqual({
    file: PATH,
    text: GOOD,
    name: 'joss',
    out: '/data/recipes/out/joss.run',
    input: undefined,
    table: { limit: 100, imageRoot: '/data/images' },
    ingest: { source: '/data/papers', from: 'markdown', window: { sentences: 1 } },
    score: { signals: ['clip'], model: '/data/recipes/clip', embeddings: 'vectors', longText: 'window-max' },
    swaps: {
      words: false,
      embeddings: '/data/recipes/out/joss.run/vectors',
      ocrCache: '/data/recipes/cache',
    },
    dedup: {
      phashRadius: 4,
      against: { mmsci: '/data/mmsci.jsonl', bench: '/other/bench.parquet' },
      evidence: 'evidence.jsonl',
    },
    filter: { rules: [{ id: 'small', dropWhere: 'image_width < 224', reason: 'under 224 px' }] },
    write: { kept: 'kept.parquet', shardRows: 1000 },
    report: { title: 'Figures' },
  })
})

test('sections without options, a name after the file, and what a command line says instead', () => {
  const recipe = parseRecipe('input: figures.jsonl\nlimit: 9\nswaps:\nreport: {}\n', PATH, { limit: 3, out: '/tmp/x' })
  expect(recipe).toMatchObject({
    name: 'joss',
    out: '/tmp/x',
    input: '/data/recipes/figures.jsonl',
    table: { limit: 3 },
  })
  expect(recipe.swaps).toEqual({})
  expect(recipe.report).toEqual({})
  expect(recipe.dedup).toBeUndefined()
  expect(parseRecipe('input: a.jsonl\n', PATH).out).toBe('/data/recipes/joss.run')
})

test.each(['paragraph', 'sentence', 'sentence:2', '{ sentences: 2 }'])('a window of ingest: %s', (window) => {
  expect(parseRecipe(`ingest: { source: a, from: rst, window: ${window} }\n`, PATH).ingest?.window).toBeDefined()
})

describe('what it refuses, by line', () => {
  const bad: [text: string, line: number | undefined, message: RegExp][] = [
    ['', undefined, /Expected a recipe to be keys with values/],
    ['- a\n', 1, /Expected a recipe to be keys with values/],
    ['name: x\n', 1, /either `input` or `ingest` but received neither/],
    ['input: a.jsonl\ningest: { source: b, from: rst }\n', 1, /received both/],
    [
      'input: a.jsonl\nscore:\n  signal: [words]\n',
      3,
      /Expected a known key in `score` but received "signal". Did you mean `signals`\?/,
    ],
    ['input: a.jsonl\ndedupe: {}\n', 2, /Did you mean `dedup`\?/],
    ['input: a.jsonl\ndedup: { phash_radus: 3 }\n', 2, /Did you mean `phash_radius`\?/],
    ['input: a.jsonl\ndedup: { drop: true }\n', 2, /Expected a known key in `dedup` but received "drop"/],
    ['input: a.jsonl\ndedup:\n  policy: greedy\n  phash_radius: 65\n', 4, /an integer from 0 to 64 for `phash_radius`/],
    [
      'input: a.jsonl\ndedup:\n  min_cosine: 0.9\n',
      3,
      /`embeddings` or `model` together with `min_cosine`|`min_cosine`/,
    ],
    ['input: a.jsonl\nscore: { idf: french }\n', 2, /one of "english", "dataset" for `idf`/],
    [
      'input: a.jsonl\nscore:\n  signals: [word]\n',
      3,
      /one of "words", "clip", .* for `signals\[0\]` but received "word"/,
    ],
    ['input: a.jsonl\nscore: { signals: words }\n', 2, /a non-empty array for `signals`/],
    ['input: a.jsonl\nscore:\n  idf: dataset\n  device: gpu\n', 4, /for `device` but received "gpu"/],
    ['input: a.jsonl\nscore: { batch_size: 1.5 }\n', 2, /for `batch_size`/],
    ['input: a.jsonl\nlimit: many\n', 2, /an integer .* for `limit` but received "many"/],
    ['input: 3\n', 1, /a non-empty string for `input`/],
    ['input:\n', 1, /Expected a value for `input` but received nothing/],
    ['ingest:\n  source: a\n  from: word\n', 3, /for `from`/],
    ['ingest: { from: rst }\n', 1, /`source`/],
    [
      'ingest: { source: a, from: rst, window: sentence:101 }\n',
      1,
      /sentence:N .* for `window` but received "sentence:101"/,
    ],
    ['input: a.jsonl\nwrite: no\n', 2, /Expected `write` to be keys with values/],
    ['input: a.jsonl\nwrite: { kept: kept.txt }\n', 2, /`kept`.*ending in/],
    ['ingest: { source: a, from: rst }\nwrite:\n  kept: kept.tar\n', 3, /in .jsonl, .csv or .parquet after `ingest`/],
    ['input: a.jsonl\nwrite: { kept: ../kept.jsonl }\n', 2, /a name in the folder of the run/],
    ['input: a.jsonl\nwrite: { kept: parts/kept.jsonl }\n', 2, /not one that is taken/],
    ['input: a.jsonl\nwrite: { kept: a.jsonl, dropped: ./a.jsonl }\n', 2, /comes twice/],
    ['input: a.jsonl\nfilter:\n  rules:\n    - id: x\n      drop_were: y\n', 5, /Did you mean `drop_where`\?/],
    ['input: a.jsonl\nfilter:\n  rules: []\n', 3, /at least one rule/],
    ['input: a.jsonl\nfilter: { drop_errors: false }\n', 2, /`where`, `rules` or `presets` but received none/],
    ['input: a.jsonl\nfilter: { presets: [nonsense] }\n', 2, /name of a preset but received "nonsense"/],
    ['input: a.jsonl\nfilter: { where: a, drop_errors: 3 }\n', 2, /true or false for `drop_errors`/],
    ['input: a.jsonl\ninput: b.jsonl\n', 2, /Expected `input` once/],
    ['input: &a b.jsonl\nname: *a\n', undefined, /anchor|alias/],
    ['input: !!js/function a\n', 1, /tag/i],
    ['input: a.jsonl\n---\ninput: b.jsonl\n', 2, /one document/],
    ['input: a.jsonl\nscore: {signals: [words\n', undefined, /line \d/],
    [`input: a.jsonl\nscore: ${'['.repeat(1000)}${']'.repeat(1000)}\n`, 2, /more than 100 brackets in one another/],
    [`input: a.jsonl\nscore: [${'[],'.repeat(3000)}]\n`, 2, /more than 2000 opening brackets/],
    [`input: ${'a'.repeat(70_000)}\n`, 1, /70008 characters/],
  ]
  test.each(bad)('%j', (text, line, message) => {
    const read = () => parseRecipe(text, PATH)
    expect(read).toThrow(message)
    try {
      read()
    } catch (error) {
      expect(error).toMatchObject({ code: 'BAD_FORMAT', file: PATH, ...(line === undefined ? {} : { line }) })
    }
  })
})

test('a bomb of aliases is refused at once', () => {
  const lines = ['a0: &a0 [x, x]']
  for (let i = 1; i < 30; i++) lines.push(`a${i}: &a${i} [*a${i - 1}, *a${i - 1}]`)
  expect(() => parseRecipe(lines.join('\n'), PATH)).toThrow(/anchor|alias/)
})

test('a file that is none, or too large, is refused before it is read', async () => {
  await expect(readRecipe(join(home, 'none.yaml'))).rejects.toMatchObject({ code: 'FILE_NOT_FOUND' })
  await expect(readRecipe(home)).rejects.toMatchObject({ code: 'NOT_A_REGULAR_FILE' })
  await writeFile(join(home, 'large.yaml'), '#'.repeat(1 << 17))
  await expect(readRecipe(join(home, 'large.yaml'))).rejects.toMatchObject({ code: 'FILE_TOO_LARGE' })
})
