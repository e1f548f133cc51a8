import { describe, expect, test } from 'vitest'
import { FormatError } from '../../../src/errors.js'
import { jsonLineObjects } from '../../../src/ingest/published/jsonLineObjects.js'
import { type JsonObjectOrProblem, jsonObjects, MAX_OBJECT_BYTES } from '../../../src/ingest/published/jsonObjects.js'
import { seededRandom } from '../../support/random.js'

async function* pieces(text: string, size: number): AsyncGenerator<Buffer> {
  const bytes = Buffer.from(text)
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size)
}

async function all(items: AsyncIterable<JsonObjectOrProblem>): Promise<JsonObjectOrProblem[]> {
  const list: JsonObjectOrProblem[] = []
  for await (const item of items) list.push(item)
  return list
}

describe('jsonObjects', () => {
  test('objects of an array, of arrays in it, and one after another', async () => {
    const text = '[ [{"a": "x]}\\"{"}, {"a": [1, {"b": 2}]}],\n [\n{"a": 3}] ]'
    for (const size of [1, 3, 1000]) {
      expect(await all(jsonObjects(pieces(text, size), 'a.json'))).toEqual([
        { value: { a: 'x]}"{' }, path: [0, 0], line: 1 },
        { value: { a: [1, { b: 2 }] }, path: [0, 1], line: 1 },
        { value: { a: 3 }, path: [1, 0], line: 3 },
      ])
    }
    expect((await all(jsonObjects(pieces('{"a":1}\n{"a":2}', 4), 'a.json'))).length).toBe(2)
    expect(await all(jsonObjects(pieces('[1, "x{y", null]', 4), 'a.json'))).toEqual([])
  })

  test('what is no JSON is a problem and the next object is read', async () => {
    const items = await all(jsonObjects(pieces('[{a: 1}, {"b": 2}]', 5), 'a.json'))
    expect(items[0]).toHaveProperty('problem')
    expect(items[1]).toMatchObject({ value: { b: 2 } })
  })

  test('a file that ends too early, arrays without end, an object without end', async () => {
    await expect(all(jsonObjects(pieces('[{"a": 1}, {"b": ', 5), 'a.json'))).rejects.toThrow(FormatError)
    await expect(all(jsonObjects(pieces('['.repeat(100_000), 4096), 'a.json'))).rejects.toThrow('at most 8 arrays')
    const huge = `[{"a": "${'x'.repeat(MAX_OBJECT_BYTES)}"}, {"b": 1}]`
    const items = await all(jsonObjects(pieces(huge, 1 << 16), 'a.json'))
    expect(items.map((item) => 'problem' in item)).toEqual([true, false])
  })

  test('chunks of any size give the same objects', async () => {
    const rng = seededRandom()
    const rows = Array.from({ length: 40 }, (_, i) => ({
      i,
      text: '"\\{[ü\n'.repeat(rng.integer(0, 9)),
      deep: [[{ i }]],
    }))
    for (let round = 0; round < 20; round++) {
      const items = await all(jsonObjects(pieces(JSON.stringify(rows, null, 2), rng.integer(1, 200)), 'a.json'))
      expect(items.map((item) => ('value' in item ? item.value : null))).toEqual(rows)
    }
  })
})

test('JSON lines: a broken line costs itself alone', async () => {
  const text = '{"a": 1}\n{"b": {\n\n[1]\n{"c": 3}'
  for (const size of [1, 7, 1000]) {
    const items = await all(jsonLineObjects(pieces(text, size)))
    expect(items.map((item) => ('value' in item ? item.value : item.line))).toEqual([{ a: 1 }, 2, 4, { c: 3 }])
  }
})
