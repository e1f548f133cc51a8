// Runs on a machine with a GPU what needs one: parity and property tests, compute-sanitizer where it is there, benches with
// the device's own timings, and what people write by hand in torch. Writes one JSON.
//
//   ./node scripts/gpu/run.mjs [--out FILE] [--minutes N] [--quick] [--host] [--only tests,sanitizer,bench,torch]
//
// --host runs device code on the processor, to try the script out: its times say nothing.
import { spawnSync } from 'node:child_process'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import { dirname, join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('../..', import.meta.url))
const args = process.argv.slice(2)
const value = (name, otherwise) => (args.includes(name) ? args[args.indexOf(name) + 1] : otherwise)
const isHost = args.includes('--host')
const isQuick = args.includes('--quick') || isHost
const out = resolve(value('--out', 'cuda.json'))
const only = value('--only', 'tests,sanitizer,bench,torch').split(',')
const end = Date.now() + Number(value('--minutes', 9)) * 60_000
const left = () => Math.max(1000, end - Date.now())

const env = {
  ...process.env,
  PATH: `${root}:${process.env.PATH}`,
  FIGSIFT_TEST_CUDA: isHost ? 'host' : 'device',
  ...(isHost ? { FIGSIFT_CUDA_LIBRARY: join(root, '.build/on-host/libfigsift_cuda_on_host.so') } : {}),
}
const result = { machine: { cpu: os.cpus()[0]?.model, cores: os.availableParallelism(), node: process.version } }
mkdirSync(dirname(out), { recursive: true })

/** Runs, keeps the end of what was said, and stores what is known so far: a run that is cut short leaves something. */
function step(name, command, stepArgs, { most = 240_000, more = {} } = {}) {
  const begin = Date.now()
  const timeout = Math.min(most, left())
  const run = spawnSync(command, stepArgs, { cwd: root, env: { ...env, ...more }, encoding: 'utf8', timeout })
  const said = `${run.stdout ?? ''}${run.stderr ?? ''}`
  result[name] = {
    seconds: (Date.now() - begin) / 1000,
    status: run.status,
    ...(run.error === undefined ? {} : { error: String(run.error) }),
    end: said.slice(-4000),
  }
  writeFileSync(out, JSON.stringify(result, null, 2))
  console.log(`${name}: ${run.status === 0 ? 'done' : `status ${run.status}`} in ${result[name].seconds.toFixed(0)} s`)
  return run
}

const node = process.execPath
const query = 'name,driver_version,clocks.max.sm,clocks.sm,memory.total,power.limit'
step('card', 'nvidia-smi', [`--query-gpu=${query}`, '--format=csv'])
const print = `import { devices } from './src/device.ts'; console.log(JSON.stringify(devices()))`
step('devices', node, ['--import', 'tsx', '--input-type=module', '-e', print])

if (only.includes('tests')) {
  const suites = isQuick
    ? ['test/parity/cudaPictures.test.ts']
    : [
        'test/parity',
        'test/property',
        'test/golden/images.test.ts',
        'test/image/preprocess.test.ts',
        'test/device.test.ts',
      ]
  step('tests', node, ['node_modules/vitest/vitest.mjs', 'run', '--reporter=default', ...suites], { most: 300_000 })
}
if (only.includes('sanitizer') && !isHost) {
  for (const tool of ['memcheck', 'racecheck']) {
    const command = ['--tool', tool, '--error-exitcode', '9', node, '--import', 'tsx', 'bench/gpu/smallCalls.ts']
    step(tool, 'compute-sanitizer', command, { most: 120_000 })
  }
}
if (only.includes('torch')) {
  const ceilings = join(dirname(out), 'torch.json')
  const quick = isQuick ? ['--quick'] : []
  if (step('torch', 'python3', ['scripts/gpu/torch_peers.py', ceilings, ...quick], { most: 120_000 }).status === 0) {
    result.torch.measured = JSON.parse(readFileSync(ceilings, 'utf8'))
  }
}
if (only.includes('bench')) {
  const measured = join(dirname(out), 'bench.json')
  const quick = isQuick ? ['--quick'] : []
  const minutes = String(Math.max(0.5, left() / 60_000 - 0.2))
  const bench = ['--import', 'tsx', 'bench/gpu/cuda.ts', measured, '--minutes', minutes, ...quick]
  step('bench', node, bench, { most: left(), more: { FIGSIFT_CUDA_TRACE: join(dirname(out), 'trace.jsonl') } })
  try {
    result.bench.measured = JSON.parse(readFileSync(measured, 'utf8'))
  } catch (error) {
    result.bench.error = String(error)
  }
}
writeFileSync(out, JSON.stringify(result, null, 2))
console.log(`stored in ${out}`)
