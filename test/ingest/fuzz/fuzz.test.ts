import { expect, test } from 'vitest'
import { fuzzSource, fuzzSources } from '../../../scripts/ingestFuzz/fuzzSource.js'

/** Few, and the same in every run of the tests; `scripts/fuzz-ingest.ts` does many. */
test.each(fuzzSources())('damaged documents of %s give rows or an error of ours, in time', async (source) => {
  const { findings } = await fuzzSource(source, { runs: 15, seed: 1, timeoutMs: 20_000 })
  expect(findings.map(({ run, reason }) => `run ${run}: ${reason}`)).toEqual([])
})
