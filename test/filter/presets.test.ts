import { describe, expect, it } from 'vitest'
import { COLUMNS } from '../../src/dataset/names.js'
import { filter } from '../../src/filter/filter.js'
import { formatPresets } from '../../src/filter/formatPresets.js'
import { listPresets, presetRules } from '../../src/filter/presets.js'

/** A row that has a value for every column of ours, of its type. */
const VALUES: Record<string, unknown> = {
  DOUBLE: 0.5,
  INTEGER: 400,
  BIGINT: 40_000,
  BOOLEAN: true,
  VARCHAR: 'en',
  'VARCHAR[]': [],
}
const FULL = Object.fromEntries(
  COLUMNS.filter(({ snake }) => snake !== 'error').map(({ snake, duckdbType }) => [snake, VALUES[duckdbType]]),
)

describe('presets', () => {
  it('are there, each with sources and ids of its own', () => {
    const presets = listPresets()
    expect(presets.map(({ name }) => name)).toEqual([
      'data-juicer-clip',
      'datacomp-basic',
      'datacomp-clip',
      'laion-clip',
      'mmsci-captions',
      'nemo-interleaved',
      's1-mmalign',
      'sciir',
    ])
    for (const { name, rules } of presets) {
      for (const { id, source, reason } of rules) {
        expect(id).toMatch(new RegExp(`^${name}/[a-z-]+$`))
        expect(source).toBeTruthy()
        expect(reason).toBeTruthy()
      }
    }
  })

  it.each(listPresets().map(({ name }) => name))('%s uses columns of ours alone, as their types are', async (name) => {
    const { funnel } = await filter([FULL], presetRules([name]), { dropErrors: false })
    expect(funnel.rules.every(({ nulls }) => nulls === 0)).toBe(true)
  })

  it('drop on their side of each threshold', async () => {
    const drops = async (name: string, row: object) =>
      (await filter([{ ...FULL, ...row }], presetRules([name]))).dropped.flatMap(({ rules }) => rules)
    expect(await drops('s1-mmalign', { image_bytes: 5119 })).toEqual(['s1-mmalign/tiny-file'])
    expect(await drops('s1-mmalign', { image_bytes: 5120 })).toEqual([])
    expect(await drops('sciir', { image_width: 127, image_height: 128, image_aspect: 3 })).toEqual(['sciir/small'])
    expect(await drops('sciir', { image_width: 128, image_height: 128, image_aspect: 3.01 })).toEqual([
      'sciir/elongated',
    ])
    expect(await drops('datacomp-basic', { image_width: 600, image_height: 200 })).toEqual([])
    expect(await drops('datacomp-basic', { image_width: 601, image_height: 200 })).toEqual(['datacomp-basic/elongated'])
    expect(await drops('datacomp-basic', { image_height: 199 })).toEqual(['datacomp-basic/small'])
    expect(await drops('datacomp-basic', { text_words: 2, text_chars: 5 })).toEqual([
      'datacomp-basic/few-words',
      'datacomp-basic/few-characters',
    ])
    expect(await drops('datacomp-basic', { text_words: 3, text_chars: 6, text_language: null })).toEqual([])
    expect(await drops('datacomp-basic', { text_language: 'de' })).toEqual(['datacomp-basic/not-english'])
    expect(await drops('mmsci-captions', { text_words: 50 })).toEqual(['mmsci-captions/short-caption'])
    expect(await drops('mmsci-captions', { text_words: 51 })).toEqual([])
    for (const [name, threshold] of [
      ['data-juicer-clip', 0.1],
      ['nemo-interleaved', 0.15],
      ['datacomp-clip', 0.25],
      ['laion-clip', 0.28],
    ] as const) {
      expect(await drops(name, { cosine: threshold })).toEqual([])
      expect(await drops(name, { cosine: threshold - 0.001 })).toEqual([`${name}/low-cosine`])
    }
  })

  it('come in the order asked for, once each', () => {
    expect(presetRules(['sciir', 's1-mmalign']).map(({ id }) => id)).toEqual([
      'sciir/small',
      'sciir/elongated',
      's1-mmalign/tiny-file',
    ])
    expect(() => presetRules(['sciir', 'sciir'])).toThrow(/once/)
    expect(() => presetRules(['x'])).toThrow(/There are: data-juicer-clip, /)
    expect(() => presetRules(['../presets/sciir'])).toThrow(/name of a preset/)
  })

  it('are listed with their sources and what they do not cover', () => {
    const text = formatPresets(listPresets())
    expect(text).toMatch(
      /sciir\/small: drops where image_width < 128 OR image_height < 128\n {4}SciIR \(arXiv 2606.30124\)/,
    )
    expect(text).toMatch(/not covered: Tables rendered as images/)
  })
})
