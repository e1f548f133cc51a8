import { describe, expect, it } from 'vitest'
import { readFunnel } from '../../src/report/input/readFunnel.js'

const rule = { id: 'a', kind: 'drop', expression: 'x < 1', reason: null, source: null, rowsIn: 5, dropped: 2, nulls: 0 }
const counts = { fired: 2, overlap: 0, marginal: 2, share: { value: 0.4, low: 0.1, high: 0.8, n: 5, effective: 5 } }
const funnel = { rows: 5, kept: 3, dropped: 2, keptShare: null, rules: [{ ...rule, ...counts }], overlaps: [[2]] }

describe('readFunnel', () => {
  it('gives a funnel as it was written', () => {
    const bySubject = {
      column: 'subject',
      values: 1,
      groups: [{ kind: 'value', name: 's', rows: 5, kept: 3, dropped: 2, keptShare: null, rules: [] }],
    }
    expect(readFunnel({ ...funnel, papers: 2, bySubject })).toEqual({ ...funnel, papers: 2, bySubject })
  })

  it('takes what it does not know for absent', () => {
    for (const value of [
      undefined,
      null,
      5,
      [],
      'funnel',
      {},
      { rows: '5', kept: 1, rules: [] },
      { rows: 1, kept: 1, rules: {} },
    ]) {
      expect(readFunnel(value)).toBeUndefined()
    }
  })

  it('lets through nothing but counts, shares and texts', () => {
    const hostile = {
      rows: 1,
      kept: 1,
      rules: [{ id: { toString: null }, rowsIn: Infinity, dropped: -3, share: { value: 7 }, expression: {} }, 5],
    }
    const read = readFunnel({ ...hostile, rules: [{ ...(hostile.rules[0] as object), id: 7 }, 5], extra: '<script>' })!
    expect(read.rules).toHaveLength(1)
    expect(read.rules[0]).toMatchObject({ id: '7', rowsIn: 0, dropped: 0, share: null, expression: null })
    expect(read).not.toHaveProperty('extra')
  })
})
