import { describe, expect, test } from 'vitest'
import { draftRecords, type Supplements } from '../../../src/ingest/figures/figureRecords.js'
import { outline, parse, parseBody } from './article.js'

describe('captions', () => {
  test('have title, paragraphs, bold runs, lists and formulas, and keep their source', async () => {
    const { figures } =
      await parseBody(`<fig id="f1"><label>Figure 1.</label><caption><title>Growth of <italic>E. coli</italic>.</title>
      <p>(<bold>A</bold>) At 37&#xa0;°C, 10<sup>7</sup> cells in 5&thinsp;cm<sup>2</sup>; CO<sub>2</sub>, k<sub>on</sub>, s<sup>−1</sup>, Ca<sup>2+</sup>.</p>
      <p>With <inline-formula><alternatives><tex-math>$\\alpha \\leq 2$</tex-math><inline-graphic xlink:href="e1.gif"/></alternatives></inline-formula> and
      <inline-formula><mml:math><mml:mi>β</mml:mi></mml:math></inline-formula>.</p>
      <list><list-item><label>(b)</label><p>second</p></list-item></list>
      <p>DOI: <ext-link xlink:href="x">http://dx.doi.org/10.1234/abc.002</ext-link></p>
      <p><supplementary-material id="d1"><label>Figure 1—source data 1.</label><caption><title>Numbers.</title></caption></supplementary-material></p>
      </caption><graphic xlink:href="f1"/></fig>`)
    const [figure] = figures
    expect(figures).toHaveLength(1)
    expect(figure?.printedLabel).toBe('Figure 1')
    expect(figure?.captionTitle?.text).toBe('Growth of E. coli.')
    const caption = figure!.caption!
    expect(caption.text).toBe('(A) At 37 °C, 10⁷ cells in 5 cm2; CO2, kon, s⁻¹, Ca2+. With α ≤ 2 and β. (b) second')
    expect(caption.bold.map(({ start, end }) => caption.text.slice(start, end))).toEqual(['A'])
    expect(caption.math.map(({ start, end, source }) => [caption.text.slice(start, end), source])).toEqual([
      ['α ≤ 2', '$\\alpha \\leq 2$'],
      ['β', '<mml:math><mml:mi>β</mml:mi></mml:math>'],
    ])
    expect(caption.breaks.map((at) => caption.text.slice(at, at + 4))).toEqual(['With', '(b) ', 'seco'])
    expect(figure?.captionSource).toContain('<tex-math>$\\alpha \\leq 2$</tex-math>')
    expect(figure?.line).toBe(5)
  })

  test('that are not there are null, never empty', async () => {
    const { figures } = await parseBody(
      '<fig id="f"><label> </label><caption><p> </p></caption><graphic xlink:href=""/></fig>',
    )
    expect(figures).toMatchObject([{ printedLabel: null, caption: null, captionTitle: null, images: [] }])
  })

  test('a formula that is only a picture leaves a mark, not a gap', async () => {
    const { figures } = await parseBody(
      '<fig id="f"><caption><p>With <inline-formula><inline-graphic xlink:href="e1"/></inline-formula> kept.</p></caption></fig>',
    )
    expect(figures[0]?.caption?.text).toBe('With [formula] kept.')
  })
})

describe('groups', () => {
  const fig = (id: string, label: string, caption = `Text of ${id}.`, more = ''): string =>
    `<fig id="${id}"${more}><label>${label}</label><caption><p>${caption}</p></caption><graphic xlink:href="${id}.png"/></fig>`

  test('that only keep figures together: supplements are figures of their own', async () => {
    const { figures } = await parseBody(
      `<p>Before <fig-group>${fig('a', 'Figure 1.')}${fig('b', 'Figure 1—figure supplement 1.')}</fig-group> after.</p>
       <fig id="c"><label>Figure 2.</label><caption><p>Two.</p></caption><p content-type="supplemental-figure">${fig('d', 'Figure 2—figure supplement 1.', 'Deep.', ' specific-use="child-fig"')}</p></fig>`,
    )
    expect(outline(figures)).toEqual([
      'a | Figure 1 | figure | Text of a.',
      'b | Figure 1—figure supplement 1 | supplement | Text of b.',
      'c | Figure 2 | figure | Two.',
      'd | Figure 2—figure supplement 1 | supplement | Deep.',
    ])
    expect(figures[2]?.images).toEqual([])
    expect(figures[2]?.keys).toEqual(['c'])
  })

  test('with a caption of their own: letters are panels', async () => {
    const { figures } = await parseBody(
      `<fig-group id="g"><label>Figure 3</label><caption><p>All.</p></caption>${fig('g1', '(a)')}${fig('g2', 'Figure 3B')}<fig id="g3"><graphic xlink:href="g3.png"/></fig></fig-group>
       <p><xref ref-type="fig" rid="g2">Fig. 3B</xref></p>`,
    )
    expect(outline(figures)).toEqual(['g | Figure 3 | figure | All. | [(a)] | [Figure 3B] | [null]'])
    expect(figures[0]?.panels.map(({ key, caption, images }) => [key, caption?.text, images[0]?.href])).toEqual([
      ['g1', 'Text of g1.', 'g1.png'],
      ['g2', 'Text of g2.', 'g2.png'],
      ['g3', undefined, 'g3.png'],
    ])
  })

  test('with a common caption and numbered members: each is a figure, and has the caption when it has none', async () => {
    const { figures } = await parseBody(
      `<fig-group><caption><title>Common.</title></caption>${fig('h1', 'Figure 4')}<fig id="h2"><label>Figure 5</label><graphic xlink:href="h2.png"/></fig></fig-group>`,
    )
    expect(outline(figures)).toEqual(['h1 | Figure 4 | figure | Text of h1.', 'h2 | Figure 5 | figure | Common.'])
  })

  test('a film in a group is no figure', async () => {
    const { figures } = await parseBody(
      `<fig-group>${fig('a', 'Figure 1')}<media mimetype="video" id="v" xlink:href="v.mp4"><label>Figure 1—Video 1.</label></media></fig-group>`,
    )
    expect(outline(figures)).toEqual(['a | Figure 1 | figure | Text of a.'])
  })
})

describe('which figures are the paper’s, and of what kind', () => {
  const kinds = async (body: string, rest = {}): Promise<[string, string][]> =>
    (await parseBody(body, rest)).figures.map(({ key, kind }) => [key, kind])

  test.each([
    ['<label>Scheme 1</label>', '', 'scheme'],
    ['<label>Plate II.</label>', '', 'plate'],
    ['<label>Chart 3</label>', '', 'chart'],
    ['<label>Box 1</label>', '', 'box'],
    ['<label>Box 1—figure 1</label>', '', 'figure'],
    ['<label>Table 1</label>', '', 'table-image'],
    ['<label>Video 1</label>', '', 'other'],
    ['<label>Figure S2</label>', '', 'supplement'],
    ['<label>Extended Data Fig. 1</label>', '', 'supplement'],
    ['<label>Fig. 12</label>', ' fig-type="scheme"', 'figure'],
    ['', ' fig-type="scheme"', 'scheme'],
    ['', ' fig-type="graphical-abstract"', 'graphical-abstract'],
    ['', '', 'figure'],
  ])('%s%s is %s', async (label, attribute, kind) => {
    expect(await kinds(`<fig id="f"${attribute}>${label}<graphic xlink:href="f.png"/></fig>`)).toEqual([['f', kind]])
  })

  test('supporting files that are figures with a caption of their own count; data, films, bare files do not', async () => {
    const file = (
      id: string,
      label: string,
      type = 'image/tiff',
      caption = `<p>About ${id}.</p><p>(TIF)</p>`,
    ): string =>
      `<supplementary-material id="${id}" xlink:href="info:doi/10.1/journal.x.${id}" mimetype="${type}"><label>${label}</label><caption>${caption}</caption></supplementary-material>`
    const { figures } = await parseBody(
      file('s1', 'S1 Fig') +
        file('s2', 'S1 Table') +
        file('s3', 'Figure 1—source data 1') +
        file('s4', 'Figure S2', 'application/pdf', '<title>About s4.</title><p>(PDF, 1.2 MB)</p>') +
        file('s5', 'S3 Fig', 'video/quicktime') +
        file('s6', 'S4 Fig', 'application/x-excel') +
        file('s7', 'S5 Fig', 'image/tiff', '<p>(TIF)</p>') +
        file('s8', 'S6 Fig legends', 'application/msword'),
    )
    expect(outline(figures)).toEqual([
      's1 | S1 Fig | supporting-file | About s1.',
      expect.stringMatching(/^s4 \| Figure S2 \| supporting-file \|/),
    ])
    expect(figures[0]?.images[0]?.candidates).toContain('papers/x.s1.tif')
  })

  test('and get no rows where they are not wanted', async () => {
    const document = await parseBody(
      '<fig id="f"><label>Figure 1</label><caption><p>One.</p></caption></fig>' +
        '<supplementary-material id="s"><label>S1 Fig</label><caption><p>Two.</p></caption></supplementary-material>',
    )
    const origin = { source: 'jats', file: 'a.xml', paperId: 'a' }
    const keys = (supplements?: Supplements) =>
      draftRecords(document, origin, { window: 'paragraph', supplements }).map(({ record }) => record.provenance?.key)
    expect(keys()).toEqual(['f', 's'])
    expect(keys('figures')).toEqual(['f', 's'])
    expect(keys('none')).toEqual(['f'])
  })

  test('appendices and floats count, letters and answers are marked, reference lists do not count', async () => {
    const fig = (id: string): string => `<fig id="${id}"><graphic xlink:href="${id}.png"/></fig>`
    const found = await kinds(`<sec>${fig('a')}</sec>`, {
      back: `<app-group><app>${fig('b')}</app></app-group><ref-list><ref><note>${fig('no1')}</note></ref></ref-list>`,
      more: `<floats-group>${fig('c')}</floats-group><sub-article><body>${fig('no2')}</body></sub-article><response><body>${fig('no3')}</body></response>`,
    })
    expect(found).toEqual([
      ['a', 'figure'],
      ['b', 'figure'],
      ['c', 'figure'],
      ['no2', 'response'],
      ['no3', 'response'],
    ])
  })

  test('a figure in a table cell is kept, the cells are not', async () => {
    const { figures, paragraphs } = await parseBody(
      '<table-wrap><caption><p>Cells.</p></caption><table><tr><td>Figure 9 in a cell</td><td><fig id="t"><caption><p>In.</p></caption></fig></td></tr></table><table-wrap-foot><fn><p>Note.</p></fn></table-wrap-foot></table-wrap>',
    )
    expect(outline(figures)).toEqual(['t | figure | In.'])
    expect(paragraphs.map(({ content }) => content.text)).toEqual(['Cells.', 'Note.'])
  })
})

describe('a caption printed as the paragraph behind', () => {
  const texts = async (body: string) => {
    const { figures, paragraphs } = await parseBody(body)
    return [...outline(figures), ...paragraphs.map(({ content }) => content.text)]
  }

  test('is the caption of a figure that has only its number', async () => {
    expect(
      await texts('<fig id="f"><caption><p>Fig 1.</p></caption></fig><p>Fig. 1: The <bold>plan</bold>.</p>'),
    ).toEqual(['f | figure | Fig. 1: The plan.'])
    expect(await texts('<fig id="f"><label>Figure 2</label></fig><p>Figure 2. The plan.</p>')).toHaveLength(1)
  })

  test.each([
    '<fig id="f"><label>Figure 2</label></fig><p>Figure 2 shows the plan.</p>',
    '<fig id="f"><label>Figure 2</label></fig><p>Figure 3. The plan.</p>',
    '<fig id="f"><label>Figure 2</label><caption><p>Words.</p></caption></fig><p>Figure 2. The plan.</p>',
    '<fig id="f"/><p>Figure 1. The plan.</p>',
  ])('is not taken from the text: %s', async (body) => {
    expect((await parseBody(body)).paragraphs).toHaveLength(1)
  })
})

describe('keys', () => {
  test('are unique, and include the anchors that converters leave in captions', async () => {
    const { figures, paragraphs } = await parseBody(
      `<fig><caption><p>One.<styled-content id="figU003Aone"/></p></caption></fig><fig id="x"/><fig id="x"/><fig/>
       <p>Fig. <xref alt="[fig:one]" rid="figU003Aone">[fig:one]</xref> and <xref rid="nowhere">Fig. 7</xref></p>`,
    )
    expect(figures.map(({ key }) => key)).toEqual(['figU003Aone', 'x', 'figure-3', 'figure-4'])
    expect(paragraphs[0]?.content.references.map(({ targets, kind }) => [kind, ...targets])).toEqual([
      ['figure', 'figU003Aone'],
      ['other', 'nowhere'],
    ])
  })

  test('figures are counted only where none has a label', async () => {
    const counted = await parseBody(
      '<fig><caption><p>A</p></caption></fig><fig/><fig><caption><p>B</p></caption></fig>',
    )
    expect(counted.figures.map(({ implicitNumber }) => implicitNumber)).toEqual([1, null, 2])
    const labelled = await parseBody('<fig><label>Figure 1</label></fig><fig><caption><p>B</p></caption></fig>')
    expect(labelled.figures.map(({ implicitNumber }) => implicitNumber)).toEqual([null, null])
  })
})

describe('images', () => {
  const images = async (inside: string, name?: string) =>
    (await parse(`<article xmlns:xlink="x"><body><fig id="f">${inside}</fig></body></article>`, name)).figures[0]!
      .images

  test('one picture in several files is one image, the largest that can be drawn first', async () => {
    const found =
      await images(`<alternatives><graphic xlink:href="f_thumb.png" specific-use="thumbnail"/><graphic xlink:href="f.gif"/>
      <graphic xlink:href="f.tif"/><media mimetype="application" xlink:href="f.xlsx"/></alternatives><graphic xlink:href="g.svg"/>`)
    expect(found.map(({ href }) => href)).toEqual(['f.tif', 'g.svg'])
    expect(found[0]?.candidates.filter((path) => /^papers\/f[._a-z]+$/.test(path))).toEqual([
      'papers/f.tif',
      'papers/f.gif',
      'papers/f_thumb.png',
    ])
  })

  test('a name without extension is tried with those that archives use', async () => {
    const [image] = await images('<graphic xlink:href="elife-1-fig1"/>')
    expect(image?.candidates.slice(0, 3)).toEqual([
      'papers/elife-1-fig1.png',
      'papers/elife-1-fig1.jpg',
      'papers/elife-1-fig1.tif',
    ])
    expect(image?.candidates).toContain('images/one/elife-1-fig1.pdf')
    expect(image?.candidates.length).toBeLessThanOrEqual(64)
  })

  test.each([
    ['media/a%20b.png', 'papers/media/a b.png'],
    ['../x/./y.png', 'x/y.png'],
    ['https://example.org/deep/z.png?w=1', 'papers/z.png'],
    ['info:doi/10.1371/journal.pone.1.g004', 'papers/pone.1.g004.tif'],
  ])('%s may lie at %s', async (href, path) => {
    expect((await images(`<graphic xlink:href="${href}"/>`))[0]?.candidates).toContain(path)
  })

  test.each([
    '../../../etc/passwd.png',
    '/etc/passwd.png',
    'file:///etc/passwd.png',
    '..%2f..%2f..%2fetc/passwd.png',
  ])('no candidate of %s leads out of the unit', async (href) => {
    const [image] = await images(`<graphic xlink:href="${href}"/>`)
    for (const path of image!.candidates) expect(path).not.toMatch(/^\/|(?:^|\/)\.\.(?:\/|$)/)
  })

  test.each(['data:image/png;base64,AAAA', 'javascript:alert(1)', '', 'folder/'])('%s is no file', async (href) => {
    expect((await images(`<graphic xlink:href="${href}"/>`)).flatMap(({ candidates }) => candidates)).toEqual([])
  })
})

test('permissions and credits belong to the figure that states them', async () => {
  const { figures } = await parseBody(
    `<fig id="a"><attrib>Photo: N. N.</attrib><permissions><copyright-statement>© 1999 A Press</copyright-statement><license><license-p>With permission.</license-p></license></permissions></fig><fig id="b"/>`,
  )
  expect(figures.map(({ licenseStatement }) => licenseStatement)).toEqual([
    'Photo: N. N.\n© 1999 A Press\nWith permission.',
    null,
  ])
})
