import { expect, it } from 'vitest'
import { fuzzTar } from '../../../scripts/tarFuzz/fuzzTar.js'
import { seededRandom } from '../../support/random.js'

it('damaged archives are read or refused, and never anything else', async () => {
  const { seed } = seededRandom('archives')
  const { findings, accepted } = await fuzzTar({ runs: 150, seed, timeoutMs: 8000 })
  expect(findings.map(({ run, reason }) => `run ${run}: ${reason}`)).toEqual([])
  expect(accepted).toBeGreaterThan(10)
})
