import { expect, test } from 'vitest'
import { fullRecord } from '../../../src/dataset/fullRecord/fullRecord.js'
import { portionsOf } from '../../../src/ingest/parsing/portions.js'
import type { DraftFigure } from '../../../src/ingest/parsing/readPaper.js'

const figure = (id: string, chars: number, images: DraftFigure['images'] = []): DraftFigure => ({
  name: id,
  record: fullRecord({ id, text: 'x'.repeat(chars) }),
  images,
  panels: [{ images }],
})

test('figures in their order, in portions of a bounded size, a large one by itself', () => {
  const sizes = [10, 75_000, 75_000, 450_000, 10, 10]
  const portions = [...portionsOf(sizes.map((chars, i) => figure(`${i}`, chars)))]
  expect(portions.map(({ figures }) => figures.map(({ name }) => name).join(''))).toEqual(['01', '2', '3', '45'])
  expect([...portionsOf([])]).toEqual([])
})

test('bytes of images are handed over once, and stay one where they were one', () => {
  const store = new Uint8Array([1, 2, 3, 4, 5, 6])
  const bytes = store.subarray(2, 4)
  const [portion] = portionsOf([
    figure('1', 1, [
      { href: 'a', candidates: [], bytes },
      { href: 'b', candidates: ['b'] },
    ]),
  ])
  const [sent] = portion!.figures
  expect(portion!.images).toEqual([sent!.images[0]!.bytes!.buffer])
  expect(sent!.images[0]!.bytes).toEqual(new Uint8Array([3, 4]))
  expect(sent?.panels?.[0]?.images[0]?.bytes).toBe(sent!.images[0]!.bytes)
  expect(sent!.images[1]).toEqual({ href: 'b', candidates: ['b'] })
  expect(store).toHaveLength(6)
})
