// Feeds every parser of ingest with damaged documents, each in a thread of its own with bounds on time and memory.
//
//   node --import tsx scripts/fuzz-ingest.ts [--runs 200] [--seed 1] [--only jats,latex] [--seconds 8]
//
// A run mutates a seed of test/ingest/fuzz/corpus/<source>/ and parses it as ingest does. What is found (a crash, a hang,
// memory, an error that is not ours) is printed with its seed and left in a folder; the exit code is then 1.
import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { fuzzSource, fuzzSources } from './ingestFuzz/fuzzSource.js'

const { values } = parseArgs({
  options: {
    runs: { type: 'string', default: '200' },
    seed: { type: 'string', default: String(Date.now() % 1_000_000) },
    only: { type: 'string' },
    seconds: { type: 'string', default: '8' },
  },
})
const names = values.only?.split(',') ?? fuzzSources()
const folder = mkdtempSync(join(tmpdir(), 'figsift-fuzz-'))
let failures = 0
for (const source of names) {
  const options = { runs: Number(values.runs), seed: Number(values.seed), timeoutMs: Number(values.seconds) * 1000 }
  const { findings, slowestMs } = await fuzzSource(source, options)
  console.log(
    `${source}: ${options.runs} runs from seed ${options.seed}, ${findings.length} findings, slowest ${slowestMs} ms`,
  )
  for (const { run, reason, bytes, name } of findings) {
    const path = join(folder, `${source}-${options.seed}-${run}-${name.replaceAll('/', '_')}`)
    writeFileSync(path, bytes)
    console.log(`  run ${run}: ${reason}\n    ${path}`)
    failures++
  }
}
process.exitCode = failures === 0 ? 0 : 1
