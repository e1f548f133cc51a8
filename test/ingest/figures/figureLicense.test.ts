import { describe, expect, test } from 'vitest'
import { figureLicense } from '../../../src/ingest/figures/figureLicense.js'
import { spdxOf } from '../../../src/ingest/figures/spdx.js'

describe('the identifier of a licence', () => {
  test.each([
    ['http://creativecommons.org/licenses/by/4.0/', 'CC-BY-4.0'],
    ['https://creativecommons.org/licenses/by-nc-nd/3.0/deed.en', 'CC-BY-NC-ND-3.0'],
    ['https://creativecommons.org/licenses/by/3.0/igo/', 'CC-BY-3.0-IGO'],
    ['https://creativecommons.org/licenses/nd-nc/1.0/', null],
    ['https://creativecommons.org/licenses/by/9.9/', null],
    ['https://creativecommons.org/licenses/by/2.0/uk/', null],
    ['https://creativecommons.org/publicdomain/zero/1.0/', 'CC0-1.0'],
    ['CC BY 4.0', 'CC-BY-4.0'],
    ['This work is CC-BY-NC-SA 4.0 licensed.', 'CC-BY-NC-SA-4.0'],
    ['CC BY', null],
    ['CC0', 'CC0-1.0'],
    ['Creative Commons Attribution 4.0 International', 'CC-BY-4.0'],
    ['the Creative Commons Attribution-NonCommercial-NoDerivatives 4.0 licence', 'CC-BY-NC-ND-4.0'],
    ['under the Creative Commons Attribution License, which permits unrestricted use', null],
    ['MIT', 'MIT'],
    ['apache-2.0', 'Apache-2.0'],
    ['All rights reserved', null],
    ['', null],
  ])('of %j is %s', (text, spdx) => {
    expect(spdxOf(text)).toBe(spdx)
  })

  test('a megabyte of the worst does not take long', () => {
    for (const part of ['cc by-', 'creative commons ', 'creativecommons.org/licenses/', 'reproduced ', '(c) ']) {
      const text = part.repeat(1_000_000 / part.length)
      const started = performance.now()
      spdxOf(text)
      figureLicense(text, text, null)
      expect(performance.now() - started).toBeLessThan(5000)
    }
  })
})

describe('the licence of a figure', () => {
  const article = { spdx: 'CC-BY-4.0', url: null, statement: null }
  const ofArticle = { spdx: 'CC-BY-4.0', scope: 'article', thirdParty: false, redistributable: true }

  test.each(['Credit: NASA', 'Source: World Bank', 'Photo by J. Doe'])("is not the article's under %j", (credit) => {
    expect(figureLicense(credit, null, article)).toMatchObject({
      spdx: null,
      scope: 'figure',
      thirdParty: true,
      redistributable: null,
    })
    // The words of a caption say what is seen.
    expect(figureLicense(null, `${credit} is what is seen.`, article)).toMatchObject({ spdx: 'CC-BY-4.0' })
  })

  test('is that of its article', () => {
    expect(figureLicense(null, 'Growth of cells.', article)).toMatchObject(ofArticle)
    expect(figureLicense(null, 'Growth of cells.', null)).toBeNull()
    const byName = { spdx: null, url: null, statement: 'under the Creative Commons Attribution License' }
    expect(figureLicense(null, null, byName)).toMatchObject({ spdx: null, redistributable: true })
  })

  test('is its own where it has one', () => {
    const own = figureLicense('Licensed under CC BY-NC 4.0.', 'Growth.', article)
    expect(own).toMatchObject({ spdx: 'CC-BY-NC-4.0', scope: 'figure', thirdParty: false, redistributable: true })
  })

  test.each([
    ['Reproduced with permission from Smith et al.', false],
    ['Map of the lake. © 2020 Elsevier. Dots are wells.', false],
    ['Copyright 1977 Thieme. All rights reserved.', false],
    ['Scheme of the pump. Adapted from Smith et al. (2010).', null],
    ['Image courtesy of NASA.', null],
    ['Photo credit: J. Doe.', null],
    ['Redrawn from [12], CC BY 3.0.', true],
    ['The classes of the library. The figure was taken from its documentation.', null],
    ['Proposed workflow, taken from “Choosing labels” [4].', null],
  ])('%j says that it is not theirs to give', (caption, redistributable) => {
    const license = figureLicense(null, caption, article)
    expect(license).toMatchObject({ scope: 'figure', thirdParty: true, redistributable })
    expect(figureLicense(caption, null, article)).toMatchObject({ thirdParty: true, redistributable })
  })

  test.each([
    'Field plots in (B) 2010 and (C) 2011.',
    'Samples taken from the lake by permissioned divers.',
    'The copy of the gene was modified in strain 3.',
    'Time-lapse taken from fluorescent microscopes.',
    'The black dots are taken from figure 2a of the original paper.',
    'The same areas were taken from the top and back plates.',
    'Images were taken from the left side, and drawings obtained by hand.',
    'Reproduction of Figure 2 of the original publication.',
    'Workflow, taken from left to right.',
  ])('%j says nothing of the kind', (caption) => {
    expect(figureLicense(null, caption, article)).toMatchObject(ofArticle)
  })
})
