import { expect, it } from 'vitest'
import { splitThreads } from '../../src/models/threadSplit.js'

const MB = 2 ** 20

it('gives each lane one thread until the weights fill the memory', () => {
  expect(splitThreads(1, 600 * MB, 'cpu')).toEqual({ lanes: 1, threadsPerLane: 1 })
  expect(splitThreads(2, 600 * MB, 'cpu')).toEqual({ lanes: 2, threadsPerLane: 1 })
  expect(splitThreads(16, 600 * MB, 'cpu')).toEqual({ lanes: 5, threadsPerLane: 3 })
  expect(splitThreads(16, 1 * MB, 'cpu')).toEqual({ lanes: 16, threadsPerLane: 1 })
  expect(splitThreads(8, 9000 * MB, 'cpu')).toEqual({ lanes: 1, threadsPerLane: 8 })
  expect(splitThreads(8, 600 * MB, 'cuda').lanes).toBe(1)
})

it('never takes more threads than it is given', () => {
  for (let threads = 1; threads <= 64; threads++) {
    for (const size of [1, 100, 600, 1700, 5000]) {
      const { lanes, threadsPerLane } = splitThreads(threads, size * MB, 'cpu')
      expect(lanes * threadsPerLane).toBeLessThanOrEqual(threads)
      expect(lanes * threadsPerLane * 2).toBeGreaterThan(threads)
    }
  }
})
