import { describe, expect, test } from 'vitest'
import { type DemoRow, reportFindings } from '../../src/demo/findings.js'
import { formatFindings } from '../../src/demo/formatFindings.js'
import type { Planted } from '../../src/demo/kinds.js'
import type { SuspectCaption } from '../../src/demo/suspectCaptions.js'

let cluster = 1000

function row(id: string, fields: Partial<DemoRow> = {}): DemoRow {
  const alone = { dupCluster: cluster++, dupOf: null, dupBy: null, dupHammingBits: null, cosine: null, droppedBy: null }
  return { id, error: null, phash: '00ff00ff00ff00ff', ...alone, ...fields }
}

const suspect = (id: string): SuspectCaption => ({
  id,
  ownScore: 0,
  betterId: 'z',
  betterScore: 2,
  betterShared: ['volt'],
  isMutual: false,
})

const corrupt = { code: 'IMAGE_CORRUPT', message: 'cut short', stage: 'decode' } as const

const planted: Planted[] = [
  { kind: 'copy-bytes', id: 'a-copy', partner: 'a' },
  { kind: 'near-jpeg', id: 'b-copy', partner: 'b' },
  { kind: 'near-cropped', id: 'c-copy', partner: 'c' },
  { kind: 'image-truncated', id: 'd' },
  { kind: 'image-truncated', id: 'e' },
  { kind: 'image-tiny', id: 'f' },
  { kind: 'image-blank', id: 'g' },
  { kind: 'caption-swapped', id: 'h', partner: 'i' },
  { kind: 'caption-swapped', id: 'i', partner: 'h' },
]

const rows = [
  // The kept one of a pair is whichever has more pixels: here once the copy, once the original.
  row('a', { dupCluster: 1, dupOf: 'a-copy', dupBy: 'bytes', droppedBy: 'duplicate' }),
  row('a-copy', { dupCluster: 1 }),
  row('b', { dupCluster: 2 }),
  row('b-copy', { dupCluster: 2, dupOf: 'b', dupBy: 'phash', dupHammingBits: 2, droppedBy: 'duplicate' }),
  row('c', { phash: '00ff00ff00ff00ff' }),
  row('c-copy', { phash: '00ff00ff00ff0000' }),
  row('d', { error: corrupt, phash: null, droppedBy: 'row-error' }),
  row('e'),
  row('f', { droppedBy: 'tiny' }),
  row('g', { droppedBy: 'duplicate' }),
  row('h'),
  row('i'),
  row('sound'),
]

const outputs = { rows, suspects: [suspect('h'), suspect('sound')], phashRadius: 4 }

function kindOf(kind: string) {
  return reportFindings(planted, outputs).kinds.find((findings) => findings.kind === kind)!
}

describe('reportFindings', () => {
  test('counts a pair as found whichever side was kept, and says by what', () => {
    expect(kindOf('copy-bytes')).toMatchObject({ planted: 1, found: 1, foundBy: { bytes: 1 }, missed: [] })
    expect(kindOf('near-jpeg')).toMatchObject({ found: 1, foundBy: { 'phash, 2 bits': 1 } })
  })

  test('says of a missed pair how far apart it is', () => {
    const why = 'hashes 8 bits apart, radius 4'
    expect(kindOf('near-cropped')).toMatchObject({ planted: 1, found: 0, missed: [{ id: 'c-copy', why }] })
  })

  test('counts broken images by their error and tells the one that got none', () => {
    expect(kindOf('image-truncated')).toMatchObject({
      planted: 2,
      found: 1,
      foundBy: { IMAGE_CORRUPT: 1 },
      missed: [{ id: 'e', why: 'no error' }],
    })
  })

  test('a useless image dropped for another reason is missed', () => {
    expect(kindOf('image-tiny')).toMatchObject({ found: 1, foundBy: { 'rule tiny': 1 } })
    expect(kindOf('image-blank')).toMatchObject({ found: 0 })
  })

  test('counts swapped captions on the review list, and does not count what it did not look for', () => {
    expect(kindOf('caption-swapped')).toMatchObject({ planted: 2, found: 1, missed: [{ id: 'i' }] })
    const blind = reportFindings(planted, { ...outputs, suspects: undefined })
    expect(blind.kinds.at(-1)).toMatchObject({ kind: 'caption-swapped', planted: 2, found: undefined, missed: [] })
    expect(blind.review).toBeUndefined()
  })

  test('every fault is found or missed, never both', () => {
    for (const { planted: n, found, missed } of reportFindings(planted, outputs).kinds)
      expect(found! + missed.length).toBe(n)
  })

  test('counts what was kept, and the faults among it', () => {
    const findings = reportFindings(planted, outputs)
    expect(findings).toMatchObject({ rows: 13, kept: 8, review: { rows: 2, swapped: 1 } })
    // c-copy beside c, e, h and i; of the found pairs one side is gone, and g went, if for another reason.
    expect(findings.keptWithFault).toBe(4)
    expect(findings.falseAlarms).toEqual([])
    // One by its bytes, one by a hash 2 bits away, one missed.
    expect(findings.duplicates).toEqual({ planted: 3, found: 2, foundAtRadius0: 1 })
  })

  test('sound rows that were taken for something are false alarms', () => {
    const extra = [
      row('s1', { error: corrupt, phash: null, droppedBy: 'row-error' }),
      row('s2', { dupOf: 'b', dupBy: 'phash', dupHammingBits: 4, droppedBy: 'duplicate' }),
      row('s3', { droppedBy: 'tiny' }),
    ]
    // Swapped captions are no reason to call two figures duplicates.
    const others = rows.map((each) => (each.id === 'h' ? { ...each, dupOf: 'i', dupBy: 'phash' } : each))
    const { falseAlarms } = reportFindings(planted, { ...outputs, rows: [...others, ...extra] })
    expect(falseAlarms).toEqual([
      { id: 'h', what: 'marked as a duplicate of i' },
      { id: 's1', what: 'error IMAGE_CORRUPT' },
      { id: 's2', what: 'marked as a duplicate of b' },
      { id: 's3', what: 'dropped by rule tiny' },
    ])
  })
})

describe('formatFindings', () => {
  const text = formatFindings(reportFindings(planted, outputs))

  test('names every miss and gives intervals', () => {
    expect(text).toMatch(/border of 2 % cut off +1 +0 +1/)
    expect(text).toContain('c-copy: border of 2 % cut off; hashes 8 bits apart, radius 4')
    expect(text).toContain('Found 5 of 9 planted faults (56 %, 95 % interval 27 % to 81 %).')
    expect(text).toContain('Copies: 2 of 3 found at hash radius 4; `figsift dedup` without flags (radius 0) finds 1.')
    expect(text).toContain('Kept 8 of 13 rows, 4 of them with a planted fault: 3 missed and 1 only listed for review.')
    expect(text).toContain('False alarms among the rows that were dropped: none; the review list has its own line')
  })

  test('says what was not looked for instead of counting it as missed', () => {
    const blind = formatFindings(reportFindings(planted, { ...outputs, suspects: undefined }))
    expect(blind).toMatch(/caption of another figure +2 +- +- +not looked for/)
    expect(blind).toContain('Found 4 of 7 planted faults')
    expect(blind).toContain('4 of them with a planted fault: 2 missed and 2 not looked for.')
    expect(blind).toMatch(/False alarms among the rows that were dropped: none$/m)
    expect(blind).not.toContain('Review list')
  })
})
