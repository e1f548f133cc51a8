import { expect, test } from 'vitest'
import { byteSize, integerFrom, listOf, numberFrom } from '../../src/cli/flags.js'

test.each([
  ['512M', 2 ** 29],
  ['4g', 2 ** 32],
  ['1.5GiB', 1.5 * 2 ** 30],
  ['2097152', 2 ** 21],
])('%s is %i bytes', (text, bytes) => {
  expect(byteSize(text)).toBe(bytes)
})

test.each(['', '4 apples', '-1G', '10', '1e3G'])('%j is no size', (text) => {
  expect(() => byteSize(text)).toThrow('Expected a size')
})

test.each(['1.5', '-1', '', ' 3', '1e2', '0x10', '4294967296'])('%j is no whole number', (text) => {
  expect(() => integerFrom(0)(text)).toThrow('Expected a whole number')
})

test.each(['', 'x', 'NaN', '1.01', 'Infinity'])('%j is no cosine', (text) => {
  expect(() => numberFrom(0, 1)(text)).toThrow('Expected a number')
})

test('lists take known words only', () => {
  const parse = listOf(['words', 'image'])
  expect(parse('words, image')).toEqual(['words', 'image'])
  expect(() => parse('words,,image')).toThrow('Expected words, image')
})
