import { expect, test } from 'vitest'
import { ingestFault } from '../../src/dataset/ingestFault.js'
import { readRecord } from '../../src/dataset/record.js'

const told = { code: 'FILE_NOT_FOUND', message: 'Expected the image "a.jpg" in the source.', stage: 'image' }

test.each([
  ['an object', told, told],
  ['JSON text', JSON.stringify(told), told],
  [
    'a code that ends work on all rows',
    { ...told, code: 'IO', message: 'no' },
    { code: 'IMAGE_MISSING', message: 'IO: no' },
  ],
  [
    'a code of another tool',
    { code: 'E42', message: 'no' },
    { code: 'IMAGE_MISSING', message: 'E42: no', stage: 'image' },
  ],
  ['text of another tool', 'lost in transit', { code: 'IMAGE_MISSING', message: 'lost in transit' }],
  ['JSON that is cut off', '{"code":', { code: 'IMAGE_MISSING', message: '{"code":' }],
  ['a stage of another tool', { ...told, stage: 'x' }, told],
  ['control characters', { ...told, message: 'a\n\u001b[31mb\u202e' }, { message: 'a [31mb' }],
])('%s', (_, value, expected) => {
  expect(ingestFault(value)).toMatchObject(expected)
})

test.each([[undefined], [null], [''], [3], [true], [[]], [{}], [{ code: 'E42' }], ['{}']])('nothing: %j', (value) => {
  expect(ingestFault(value)).toBeUndefined()
})

test('a long message is cut', () => {
  expect(ingestFault({ message: 'x'.repeat(1e6) })!.message).toHaveLength(500)
})

test('only a row without an image has it', () => {
  const options = { defaultId: 'a' }
  expect(readRecord({ ingest_error: told }, options).record.ingestError).toEqual(told)
  expect(readRecord({ ingest_error: told, image: 'b.png' }, options).record.ingestError).toBeUndefined()
})
