/**
 * npm run bench [-- NAME … --quick]: runs the suites whose name contains one of NAMEs (all without), one after the
 * other, each in a process of its own, and stores what they return as JSON. --quick uses small sizes and stores under
 * build/bench, since its numbers are a check that the suites work, not a result.
 */
import { spawnSync } from 'node:child_process'
import { readdirSync } from 'node:fs'
import { basename, join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { saveResult } from './harness.js'

const here = fileURLToPath(new URL('.', import.meta.url))
const args = process.argv.slice(2)
const quick = args.includes('--quick')
const single = args.find((a) => a.startsWith('--suite='))?.slice('--suite='.length)

if (single !== undefined) {
  const suite = await import(pathToFileURL(single).href)
  const result: object = await suite.default({ quick })
  const path = saveResult(basename(single, '.bench.ts'), result)
  console.log(JSON.stringify(result, null, 2))
  console.log(`stored in ${path}`)
} else {
  const names = args.filter((a) => !a.startsWith('--'))
  const suites = ['kernels', 'pipeline', 'compare'].flatMap((folder) =>
    readdirSync(join(here, folder))
      .filter((file) => file.endsWith('.bench.ts'))
      .map((file) => join(here, folder, file)),
  )
  const chosen = suites.filter((path) => names.length === 0 || names.some((name) => basename(path).includes(name)))
  if (chosen.length === 0) {
    console.error(
      `No suite matches ${names.join(', ')}. There are: ${suites.map((s) => basename(s, '.bench.ts')).join(', ')}.`,
    )
    process.exit(2)
  }
  // Some environments pin OpenBLAS to an older core, which would slow the peers that use it.
  const { OPENBLAS_CORETYPE: _pinned, ...env } = process.env
  if (quick) env.FIGSIFT_BENCH_OUT ??= join(here, '..', 'build', 'bench')
  let failed = 0
  for (const path of chosen) {
    console.log(`\n== ${basename(path, '.bench.ts')}`)
    const child = spawnSync(
      process.execPath,
      ['--expose-gc', '--import', 'tsx', join(here, 'run.ts'), `--suite=${path}`, ...(quick ? ['--quick'] : [])],
      { stdio: 'inherit', env },
    )
    if (child.status !== 0) failed++
  }
  if (failed > 0) {
    console.error(`${failed} of ${chosen.length} suites failed.`)
    process.exit(1)
  }
}
