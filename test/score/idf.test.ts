import { readFileSync } from 'node:fs'
import { gunzipSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { assetPath } from '../../src/assets.js'
import { englishIdf } from '../../src/score/englishIdf.js'
import { buildIdf } from '../../src/score/idf.js'

describe('buildIdf', () => {
  it('refuses no texts, and what is not a text', async () => {
    await expect(buildIdf([])).rejects.toMatchObject({ code: 'BAD_USAGE' })
    await expect(buildIdf(['a text', 7 as never])).rejects.toThrow('Expected a string for `texts[1]` but received 7.')
  })

  it('is ln((N + 1) / (df + 1)), counting a word once per text', async () => {
    const idf = await buildIdf(['Red red RED line', 'a red dot', 'blue', ''])
    expect(idf.documents).toBe(4)
    expect(idf.of('red')).toBe(Math.log(5 / 3))
    expect(idf.of('blue')).toBe(Math.log(5 / 2))
    expect(idf.of('green')).toBe(Math.log(5))
    expect(idf.of('2024')).toBe(Math.log(5))
  })

  it('gives 0 to a word that every text has', async () => {
    expect((await buildIdf(['red', 'red dot'])).of('red')).toBe(0)
  })

  it('has the same hash for the same texts, from an array or a stream, and another one for others', async () => {
    async function* stream() {
      yield 'one two'
      yield 'two three'
    }
    const a = await buildIdf(['one two', 'two three'])
    expect((await buildIdf(stream())).sha256).toBe(a.sha256)
    expect((await buildIdf(['one two', 'two four'])).sha256).not.toBe(a.sha256)
    expect((await buildIdf(['one two', 'two three', ''])).sha256).not.toBe(a.sha256)
  })

  it('can be cancelled, and lets timers tick', async () => {
    const controller = new AbortController()
    setTimeout(() => controller.abort(), 20)
    function* endless() {
      for (let i = 0; ; i++) yield `word${i} and others`
    }
    await expect(buildIdf(endless(), { signal: controller.signal })).rejects.toMatchObject({ code: 'CANCELLED' })
  })
})

describe('englishIdf', () => {
  it('ranks words as English does: the < figure < eigenvalue < what nobody wrote', async () => {
    const idf = await englishIdf()
    const [the, figure, eigenvalue, unknown] = ['the', 'figure', 'eigenvalue', 'zzxqj'].map((w) => idf.of(w))
    expect(the).toBeLessThan(1)
    expect(figure).toBeGreaterThan(the!)
    expect(eigenvalue).toBeGreaterThan(figure!)
    expect(unknown).toBeGreaterThan(eigenvalue!)
    expect(unknown).toBe(Math.log(1_000_001))
  })

  it('takes numbers as common, words with digits as unknown', async () => {
    const idf = await englishIdf()
    expect(idf.of('2024')).toBeLessThan(4)
    expect(idf.of('10')).toBe(idf.of('99999'))
    expect(idf.of('conv2d')).toBe(Math.log(1_000_001))
  })

  it('is the table that its README names', async () => {
    const idf = await englishIdf()
    const readme = readFileSync(assetPath('idf/README.md'), 'utf8')
    expect(readme).toContain(idf.sha256)
    expect(readme).toContain(idf.name)
    expect(idf.size).toBe(82_749)
    const header = JSON.parse(
      gunzipSync(readFileSync(assetPath('idf/english.tsv.gz')))
        .toString()
        .split('\n')[0]!,
    )
    expect(readme).toContain(header.sourceSha256)
    expect(idf.documents).toBe(header.documents)
  })
})
