// Checks that the tests of the joins can fail: builds the native core with each of the unsound bounds that
// native/algorithms/bound.h can be built with (FIGSIFT_MUTANT = 1, 2, …), and runs the tests on it. They must pass
// without and fail with each, for one of a few fixed seeds: random rows show a bound that is nearly right now and then only.
// Arguments choose mutants by number.
import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('..', import.meta.url))
const header = readFileSync(join(root, 'native/algorithms/bound.h'), 'utf8')
const all = [...header.matchAll(/FIGSIFT_MUTANT == (\d+)/g)].map(([, number]) => Number(number))
const chosen = process.argv.slice(2).map(Number)
const mutants = [...new Set(all)].filter((number) => chosen.length === 0 || chosen.includes(number)).sort()
if (mutants.length === 0) {
  console.error(`No mutant to check; native/algorithms/bound.h has ${all.join(', ') || 'none'}.`)
  process.exit(2)
}

const folder = 'build/mutants'
// The failures of a mutant are expected, thousands of lines of them.
const run = (command, args, { env = {}, stdio = 'inherit' } = {}) =>
  spawnSync(command, args, { cwd: root, stdio, env: { ...process.env, ...env } }).status

function build(mutant) {
  const output = `-DFIGSIFT_OUTPUT=${folder}/build/Release`
  const configured = run('cmake', [
    '-S',
    '.',
    '-B',
    `${folder}/cmake`,
    `-DFIGSIFT_MUTANT=${mutant}`,
    '-DFIGSIFT_CUDA=OFF',
    output,
    '--log-level=ERROR',
  ])
  const stdio = ['ignore', 'ignore', 'inherit']
  if (configured !== 0 || run('cmake', ['--build', `${folder}/cmake`, '-j2'], { stdio }) !== 0) process.exit(1)
}

// node-gyp-build looks for build/Release under FIGSIFT_PREBUILD.
const passes = (stdio) =>
  ['1', '2', '3'].every(
    (FIGSIFT_SEED) =>
      run('npx', ['vitest', 'run', '--bail=1', 'test/property/join', 'test/parity/cosine'], {
        env: { FIGSIFT_PREBUILD: join(root, folder), FIGSIFT_SEED },
        stdio,
      }) === 0,
  )

build(0)
if (!passes('inherit')) {
  console.error('The tests fail without any mutant.')
  process.exit(1)
}
const survivors = mutants.filter((mutant) => {
  build(mutant)
  const survives = passes('ignore')
  console.log(`mutant ${mutant}: ${survives ? 'SURVIVES, no test fails' : 'caught'}`)
  return survives
})
process.exit(survivors.length === 0 ? 0 : 1)
