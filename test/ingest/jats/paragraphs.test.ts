import { describe, expect, test } from 'vitest'
import { parseBody } from './article.js'

const texts = async (body: string, rest = {}): Promise<string[]> =>
  (await parseBody(body, rest)).paragraphs.map(
    ({ kind, section, content }) => `${kind} ${section.join(' > ')}: ${content.text}`,
  )

describe('paragraphs', () => {
  test('stand under their headings, in lists, boxes, quotes, notes and appendices', async () => {
    const found = await texts(
      `<sec><label>1</label><title>Results<xref ref-type="fn" rid="x">*</xref></title><p>One.</p>
        <sec><title>Deeper</title><p>Two: <list><list-item><p>item</p></list-item></list> and on.<fn><p>note</p></fn></p></sec>
        <boxed-text><label>Box 1.</label><caption><title>A box</title></caption><p>Boxed.</p></boxed-text>
        <disp-quote><p>Quoted.</p></disp-quote><sec><label>1.2</label><p>Bare.</p></sec></sec>`,
      {
        back: `<ack><p>Thanks for Figure 1.</p></ack><app-group><app><title>Appendix A</title><p>App.</p></app></app-group>
          <fn-group><fn><p>Foot.</p></fn></fn-group><ref-list><ref><mixed-citation>See Figure 2 of Smith.</mixed-citation></ref></ref-list>`,
      },
    )
    expect(found).toEqual([
      'text Results: One.',
      'text Results > Deeper: Two: and on.',
      'list Results > Deeper: item',
      'footnote Results > Deeper: note',
      'text Results > A box: Boxed.',
      'text Results: Quoted.',
      'text Results > 1.2: Bare.',
      'text Appendix A: App.',
      'footnote : Foot.',
    ])
  })

  test('go on behind a figure that stands inside them, without its caption', async () => {
    const { paragraphs, figures } = await parseBody(
      '<p>The left<fig id="f"><label>Figure 1</label><caption><p>Inside.</p></caption></fig>right side.</p>',
    )
    expect(paragraphs.map(({ content }) => content.text)).toEqual(['The left right side.'])
    expect(figures).toHaveLength(1)
  })

  test('keep raised citation numbers apart from words and figure numbers', async () => {
    const [first] = (
      await parseBody(
        '<p>As in Figure 1<sup><xref ref-type="bibr" rid="r1">12</xref></sup> or Fig. 2<xref ref-type="bibr" rid="r2"><sup>3</sup></xref>.</p>',
      )
    ).paragraphs
    expect(first?.content.text).toBe('As in Figure 1 [12] or Fig. 2 [3].')
  })
})

describe('links', () => {
  const figures = [1, 2, 3, 4, 5].map((n) => `<fig id="f${n}"><label>Figure ${n}.</label></fig>`).join('')
  const links = async (paragraph: string): Promise<string[]> => {
    const { paragraphs } = await parseBody(
      `<p>${paragraph}</p>${figures}<supplementary-material id="s1"><label>S1 Fig</label><caption><p>A map.</p></caption></supplementary-material>`,
    )
    const { text, references } = paragraphs[0]!.content
    return references.map(({ start, end, targets, kind }) => `${kind} "${text.slice(start, end)}" ${targets.join(',')}`)
  }

  test.each([
    ['See <xref ref-type="fig" rid="f1">Figure 1A</xref>.', ['figure "Figure 1A" f1']],
    ['<xref ref-type="fig" rid="f2 f3">Figs 2 and 3</xref>', ['figure "Figs 2 and 3" f2,f3']],
    ['<xref ref-type="supplementary-material" rid="s1">S1 Fig</xref>', ['figure "S1 Fig" s1']],
    ['<xref rid="#f2">Fig. 2</xref>', ['figure "Fig. 2" f2']],
    ['(<xref ref-type="fig" rid="f4"/>)', ['figure "Figure 4" f4']],
    ['<xref ref-type="bibr" rid="r9">[9]</xref>', ['other "[9]" r9']],
    ['Figure <xref ref-type="fig" rid="f3"><bold>3B</bold></xref>', ['figure "3B" f3']],
  ])('%s', async (paragraph, expected) => {
    expect(await links(paragraph)).toEqual(expected)
  })

  test.each(['–', '-', ' to ', '&#8212;'])('a range with "%s" names the figures between', async (dash) => {
    const found = await links(
      `Figs <xref ref-type="fig" rid="f2">2</xref>${dash}<xref ref-type="fig" rid="f5">5</xref>`,
    )
    expect(found).toHaveLength(3)
    expect(found.find((link) => link.endsWith(' f3,f4'))).toBeDefined()
  })

  test('two links with a word between them are no range', async () => {
    expect(await links('<xref rid="f2">2</xref> and <xref rid="f5">5</xref>')).toHaveLength(2)
  })
})
