import { describe, expect, it } from 'vitest'
import { encodeMembers } from '../../src/dataset/encodeValue.js'
import { jsonMembers } from '../../src/dataset/jsonMembers.js'
import { columnByName } from '../../src/dataset/names.js'
import { spliceJson } from '../../src/dataset/spliceJson.js'
import { seededRandom } from '../support/random.js'
import { hostileObject } from './hostileJson.js'

const columns = ['score', 'words_score', 'words_shared', 'image_width', 'image_height', 'phash', 'error'].map(
  (name) => columnByName(name)!,
)
const values = [0.5, null, ['a"b', 'é'], 3, 4, '00ff', { code: 'X', message: '}', stage: 'read' }]
const ours = encodeMembers(columns, values)
const ourEntries = Object.entries(JSON.parse(`{${ours}}`))

/** What JSON.parse makes of an object, as entries, so that a key called __proto__ counts like any other. */
function entries(text: string): unknown[] {
  return Object.entries(JSON.parse(text))
}

/** Later entries take the place of earlier ones of the same key, as JSON.parse does. */
function merged(list: readonly (readonly [string, unknown])[]): unknown[] {
  return [...new Map(list)]
}

describe('splicing into JSON objects', () => {
  it('adds ours and keeps every byte, for random hostile objects', () => {
    const rng = seededRandom('splice')
    for (let i = 0; i < 5000; i++) {
      const { bytes, members } = hostileObject(rng)
      const out = spliceJson(bytes, ours)
      const brace = bytes.lastIndexOf('}')
      const inserted = out.subarray(brace, out.length - (bytes.length - brace)).toString()
      expect(out.subarray(0, brace).equals(bytes.subarray(0, brace))).toBe(true)
      expect(out.subarray(brace + Buffer.byteLength(inserted)).equals(bytes.subarray(brace))).toBe(true)
      expect(inserted).toBe(members.length === 0 ? ours : `,${ours}`)
      const theirs = members.map((m) => [m.key, JSON.parse(m.value)] as const)
      expect(sorted(entries(out.toString()))).toEqual(
        sorted(merged([...theirs, ...(ourEntries as [string, unknown][])])),
      )
    }
  })

  it('finds the top-level members, for random hostile objects', () => {
    const rng = seededRandom('members')
    for (let i = 0; i < 5000; i++) {
      const { bytes, members } = hostileObject(rng)
      const found = jsonMembers(bytes).map((m) => ({ key: m.key, value: bytes.toString('utf8', m.valueBegin, m.end) }))
      expect(found).toEqual(members)
    }
  })

  it('removes keys of the top level and leaves the other members as they are written', () => {
    const rng = seededRandom('remove')
    const remove = new Set(columns.map((c) => c.snake))
    for (let i = 0; i < 5000; i++) {
      const { bytes, members } = hostileObject(rng)
      const kept = members.filter((m) => !remove.has(m.key))
      const out = spliceJson(bytes, ours, remove)
      JSON.parse(out.toString())
      const found = jsonMembers(out).map((m) => [m.key, out.toString('utf8', m.valueBegin, m.end)])
      expect(found.slice(0, kept.length)).toEqual(kept.map((m) => [m.key, m.value]))
      expect(found.slice(kept.length).map(([key]) => key)).toEqual(columns.map((c) => c.snake))
      if (kept.length === members.length) expect(out.equals(spliceJson(bytes, ours))).toBe(true)
    }
  })

  it('keeps bytes that are no UTF-8', () => {
    const bytes = Buffer.concat([Buffer.from('{"a":"'), Buffer.from([0xff, 0xe2, 0x22]), Buffer.from(',"score":1}')])
    expect(jsonMembers(bytes).map((m) => m.key)).toEqual(['a', 'score'])
    expect(spliceJson(bytes, '"s":1').subarray(0, 9).equals(bytes.subarray(0, 9))).toBe(true)
  })
})

function sorted(list: unknown[]): unknown[] {
  return list.map((entry) => JSON.stringify(entry)).sort()
}
