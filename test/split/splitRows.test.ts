import { expect, test } from 'vitest'
import { splitRows } from '../../src/split/splitRows.js'

test('rows of one paper are in one part, rows of none in no part', async () => {
  const rows = [
    { paper_id: 'a', doi: '10.1234/x' },
    { paper_id: 'b', doi: 'https://doi.org/10.1234/X' },
    {},
    { paper_id: 'c' },
  ]
  const { split, group } = await splitRows(rows, { shares: { one: 0.5, two: 0.5 }, seed: 3 })
  expect(group).toEqual(['paper:a', 'paper:a', null, 'paper:c'])
  expect(split[0]).toBe(split[1])
  expect(split[2]).toBeNull()
  expect(['one', 'two']).toContain(split[3])
})

test('no row, and wrong options', async () => {
  expect(await splitRows([])).toEqual({ split: [], group: [] })
  await expect(splitRows([], { seed: -1 })).rejects.toThrow('`seed`')
  await expect(splitRows([], { share: 'x' } as never)).rejects.toThrow('Did you mean `shares`?')
})
