import { describe, expect, test } from 'vitest'
import { markdownSource } from '../../../src/ingest/markdown/source.js'
import { resolveImage } from '../../../src/ingest/markup/imagePath.js'
import { isoDate } from '../../../src/ingest/markup/isoDate.js'
import { read } from './read.js'

describe('the document around', () => {
  test('front matter, sections, lists and notes', async () => {
    const { facts, paragraphs } = await read(
      "---\ntitle: 'On **maps**: a study'\ntags:\n  - maps\n  - paper\ndate: 18. December 2020\nlang: en\n---\n\n# Summary\n\nWe map.\n\n# Methods\n\n## Data\n\n- first\n- second\n\nText[^1].\n\n[^1]: A note.\n",
    )
    expect(facts).toMatchObject({
      title: 'On maps: a study',
      subjects: ['maps', 'paper'],
      publishedAt: '2020-12-18',
      language: 'en',
      abstract: 'We map.',
    })
    expect(paragraphs.map(({ section, kind, content }) => [section.join('/'), kind, content.text])).toEqual([
      ['Summary', 'text', 'We map.'],
      ['Methods/Data', 'list', 'first'],
      ['Methods/Data', 'list', 'second'],
      ['Methods/Data', 'text', 'Text.'],
      ['Methods/Data', 'footnote', 'A note.'],
    ])
  })

  test('broken front matter is a problem and its plain lines are read', async () => {
    const { facts, problems } = await read("---\ntitle: 'Over\ntwo lines'\ntags:\n  - a\n---\n\nText.\n")
    expect(facts).toMatchObject({ title: 'Over two lines', subjects: ['a'] })
    expect(problems).toEqual([])
    const broken = await read('---\ntitle: One: two\ntags:\n  - a\n[\n---\n\nText.\n')
    expect(broken.facts).toMatchObject({ title: 'One: two', subjects: ['a'] })
    expect(broken.problems.map(({ code }) => code)).toEqual(['BAD_FORMAT'])
  })

  test('which files are papers', () => {
    expect(['paper.md', 'a/b.qmd', 'c.Rmd'].map(markdownSource.accepts)).toEqual([true, true, true])
    expect(['README.md', 'a/CHANGELOG.md', 'x.txt'].map(markdownSource.accepts)).toEqual([false, false, false])
  })

  test('images are looked for inside only', () => {
    const at = (href: string) => resolveImage(href, 'papers/one/paper.md')
    expect(at('./fig%201.png?raw=true').image.candidates).toContain('papers/one/fig 1.png')
    expect(at('../shared/a.png').image.candidates[0]).toBe('papers/shared/a.png')
    expect(at('plot').image.candidates).toContain('papers/one/plot.pdf')
    expect(at('plot.*').image.candidates[0]).toBe('papers/one/plot.png')
    expect(at('../../../etc/passwd')).toMatchObject({
      image: { candidates: [] },
      problem: { code: 'PATH_OUTSIDE_DATASET' },
    })
    expect(at('https://example.org/a.png').problem?.message).toContain('nothing is fetched')
    expect(at('data:text/html,x').problem).not.toBeNull()
    expect(at('data:image/png;base64,AAAA').image.bytes).toEqual(Buffer.from([0, 0, 0]))
  })

  test('dates as people write them', () => {
    const dates = {
      '17 July 2026': '2026-07-17',
      'Jun, 2, 2017': '2017-06-02',
      '2020-1-5': '2020-01-05',
      'May 2021': '2021-05',
      '2019': '2019',
    }
    for (const [written, iso] of Object.entries(dates)) expect(isoDate(written), written).toBe(iso)
    for (const written of ['03/04/2020', 'today', '2020-13-01', '']) expect(isoDate(written), written).toBeNull()
  })
})
