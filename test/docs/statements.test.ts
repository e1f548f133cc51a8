import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { parseRecipe } from '../../src/recipe/readRecipe.js'
import { WORDS_SECONDS } from '../../src/score/ocrPeers.js'

const page = (path: string) => readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8')

test.each(['README.md', 'docs/swaps.md', 'src/score/scoreOptions.ts'])('%s says what reading words costs', (path) => {
  expect(page(path)).toMatch(new RegExp(`${WORDS_SECONDS} s(?!\\w).{0,40}(figure|core)`))
})

test('the recipe of docs/runs.md is one, and cuts its outputs into the files that are listed', () => {
  const text = page('docs/runs.md')
  const recipe = parseRecipe(/```yaml\n([\s\S]*?)```/.exec(text)![1]!, '/data/recipes/joss.yaml')
  expect(recipe).toMatchObject({ filter: { where: 'dup_keep' }, write: { shardRows: 100_000 } })
  const [folder] = /joss\.run\/\n[\s\S]*?```/.exec(text)!
  expect(folder).toMatch(/^ {2}kept-00000-of-00001\.parquet /m)
  expect(folder).toMatch(/^ {2}dropped-00000-of-00001\.parquet /m)
})
