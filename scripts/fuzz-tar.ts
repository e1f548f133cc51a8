// Reads and copies damaged WebDataset archives with bounds on time. What is found (an error that is not ours, another image
// than the member's, a copy with other samples) is left in a folder; the exit code is then 1.
//
//   node --import tsx scripts/fuzz-tar.ts [--runs 1000] [--seed 1] [--seconds 8]
import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { fuzzTar } from './tarFuzz/fuzzTar.js'

const { values } = parseArgs({
  options: {
    runs: { type: 'string', default: '1000' },
    seed: { type: 'string', default: String(Date.now() % 1_000_000) },
    seconds: { type: 'string', default: '8' },
  },
})
const options = { runs: Number(values.runs), seed: Number(values.seed), timeoutMs: Number(values.seconds) * 1000 }
const { findings, accepted } = await fuzzTar(options)
console.log(
  `${options.runs} runs from seed ${options.seed}, ${accepted} archives accepted, ${findings.length} findings`,
)
if (findings.length > 0) {
  const folder = mkdtempSync(join(tmpdir(), 'figsift-fuzz-'))
  for (const { run, reason, archive } of findings) {
    writeFileSync(join(folder, `${options.seed}-${run}.tar`), archive)
    console.log(`  run ${run}: ${reason}\n    ${join(folder, `${options.seed}-${run}.tar`)}`)
  }
}
process.exitCode = findings.length === 0 ? 0 : 1
