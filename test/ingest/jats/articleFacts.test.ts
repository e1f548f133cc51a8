import { describe, expect, test } from 'vitest'
import { parse, parseBody } from './article.js'

const META = `
<article-id pub-id-type="pmc">123456</article-id><article-id pub-id-type="doi">https://doi.org/10.1234/abc</article-id>
<article-categories>
  <subj-group subj-group-type="display-channel"><subject>Short Report</subject></subj-group>
  <subj-group subj-group-type="heading"><subject>Research Article</subject></subj-group>
  <subj-group subj-group-type="heading"><subject>Plant Biology</subject></subj-group>
  <subj-group subj-group-type="Discipline-v3"><subject>Ecology</subject><subj-group><subject>Food Webs</subject></subj-group></subj-group>
</article-categories>
<title-group><article-title>Of <italic>Daphnia</italic> in 10<sup>3</sup> ponds<xref ref-type="fn" rid="f">*</xref></article-title></title-group>
<contrib-group><contrib><name><surname>Nobody</surname></name></contrib></contrib-group>
<pub-date pub-type="collection"><year>2019</year></pub-date>
<pub-date pub-type="epub"><day>7</day><month>3</month><year>2018</year></pub-date>
<permissions><copyright-statement>© 2018 The Authors</copyright-statement>
  <license><ali:license_ref>https://creativecommons.org/licenses/by/4.0/</ali:license_ref>
  <license-p>Under the <ext-link xlink:href="https://example.org/x">terms</ext-link> of CC BY.</license-p></license></permissions>
<abstract abstract-type="graphical"><fig id="ga"><graphic xlink:href="ga.png"/></fig></abstract>
<abstract><sec><title>Background.</title><p>Ponds.</p></sec><sec><title>Results</title><p>Water.</p>
  <p>DOI: <ext-link xlink:href="10.1234/abc.001">http://dx.doi.org/10.1234/abc.001</ext-link></p></sec></abstract>
<abstract abstract-type="summary"><title>Author Summary</title><p>For everyone.</p></abstract>`

describe('facts of the paper', () => {
  test('come from the front matter', async () => {
    const { facts, figures, paragraphs } = await parseBody('<p>Text.</p>', { meta: META })
    expect(facts).toEqual({
      paperId: 'PMC123456',
      doi: '10.1234/abc',
      arxivId: null,
      title: 'Of Daphnia in 10³ ponds',
      abstract: 'Background: Ponds.\nResults: Water.',
      publishedAt: '2018-03-07',
      venue: null,
      language: 'en',
      subjects: ['Plant Biology', 'Ecology', 'Food Webs'],
      license: {
        spdx: 'CC-BY-4.0',
        url: 'https://creativecommons.org/licenses/by/4.0/',
        statement: '© 2018 The Authors\nUnder the terms of CC BY.',
      },
    })
    expect(figures.map(({ key, kind }) => [key, kind])).toEqual([['ga', 'graphical-abstract']])
    expect(paragraphs.map(({ kind, section, content }) => [kind, section.join('/'), content.text])).toEqual([
      ['abstract', 'Background.', 'Ponds.'],
      ['abstract', 'Results', 'Water.'],
      ['abstract', 'Author Summary', 'For everyone.'],
      ['text', '', 'Text.'],
    ])
  })

  test('that are not said are null', async () => {
    const { facts } = await parse('<article><body><p>x</p></body></article>')
    expect(facts).toEqual({
      paperId: null,
      doi: null,
      arxivId: null,
      title: null,
      abstract: null,
      publishedAt: null,
      venue: null,
      language: null,
      subjects: [],
      license: null,
    })
  })

  test.each([
    ['<pub-date><year>2020</year><month>13</month></pub-date>', '2020'],
    ['<pub-date iso-8601-date="2020-02"/>', '2020-02'],
    ['<pub-date><year>MMXX</year></pub-date>', null],
    ['<pub-date><string-date>spring</string-date></pub-date>', null],
  ])('a date is as precise as its source: %s', async (meta, expected) => {
    expect((await parseBody('', { meta })).facts.publishedAt).toBe(expected)
  })
})

test.each([
  [
    '<license license-type="open-access" xlink:href="https://creativecommons.org/licenses/by/3.0/"><p>Open.</p></license>',
    'CC-BY-3.0',
  ],
  [
    '<license><license-p>See <ext-link xlink:href="https://creativecommons.org/publicdomain/zero/1.0/">here</ext-link>.</license-p></license>',
    'CC0-1.0',
  ],
  ['<license><license-p>Distributed under CC BY-SA 4.0.</license-p></license>', 'CC-BY-SA-4.0'],
  // No version, no identifier: the difference is a legal one.
  ['<license><license-p>Under the Creative Commons Attribution License.</license-p></license>', null],
  ['<license xlink:href="https://example.org/by/4.0/"><license-p>All rights reserved.</license-p></license>', null],
])('the licence of %s is %s', async (license, expected) => {
  const { facts } = await parseBody('', { meta: `<permissions>${license}</permissions>` })
  expect(facts.license?.spdx).toBe(expected)
})
