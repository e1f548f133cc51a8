import { expect, it } from 'vitest'
import { DenseIds } from '../../src/filter/denseIds.js'
import { seededRandom } from '../support/random.js'

it('numbers keys as a Map would, up to 2^53', () => {
  const rng = seededRandom('ids')
  const [ids, map] = [new DenseIds(), new Map<number, number>()]
  const far = Number.MAX_SAFE_INTEGER
  for (let i = 0; i < 200_000; i++) {
    const key =
      i % 3 === 0
        ? rng.integer(0, 1000)
        : i % 3 === 1
          ? Math.floor(rng.uniform() * far)
          : rng.integer(0, 5000) * 2 ** 32 + rng.integer(0, 3)
    if (!map.has(key)) map.set(key, map.size)
    if (ids.of(key) !== map.get(key)) throw new Error(`key ${key}`)
  }
  expect(ids.count).toBe(map.size)
  expect([ids.of(far), ids.of(far - 1), ids.of(far), ids.of(0)]).toEqual([map.size, map.size + 1, map.size, map.get(0)])
})
