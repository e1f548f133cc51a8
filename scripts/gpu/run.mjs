// Runs on a machine with a GPU what needs one: each kernel once, parity and property tests, compute-sanitizer where it is there,
// benches with the device's own timings, and what people write by hand in torch. Writes one JSON, after every step anew, and
// beside it log.txt with all that was said: a run that is cut short leaves what it knew.
//
//   ./node scripts/gpu/run.mjs [--out FILE] [--minutes N] [--quick] [--host] [--only calls,tests,sanitizer,bench,torch]
//
// --host runs device code on the processor, to try the script out: its times say nothing.
import { spawnSync } from 'node:child_process'
import { appendFileSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import { dirname, join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { suites } from './suites.mjs'

const root = fileURLToPath(new URL('../..', import.meta.url))
const args = process.argv.slice(2)
const value = (name, otherwise) => (args.includes(name) ? args[args.indexOf(name) + 1] : otherwise)
const isHost = args.includes('--host')
const isQuick = args.includes('--quick') || isHost
const out = resolve(value('--out', 'cuda.json'))
const only = value('--only', 'calls,tests,sanitizer,bench,torch').split(',')
const end = Date.now() + Number(value('--minutes', 9)) * 60_000
const left = () => Math.max(1000, end - Date.now())

const env = {
  ...process.env,
  NO_COLOR: '1',
  PATH: `${root}:${process.env.PATH}:/usr/local/cuda/bin`,
  FIGSIFT_TEST_CUDA: isHost ? 'host' : 'device',
  ...(isHost ? { FIGSIFT_CUDA_LIBRARY: join(root, '.build/on-host/libfigsift_cuda_on_host.so') } : {}),
}
const result = { machine: { cpu: os.cpus()[0]?.model, cores: os.availableParallelism(), node: process.version } }
mkdirSync(dirname(out), { recursive: true })
const log = join(dirname(out), 'log.txt')
writeFileSync(log, '')
const save = () => writeFileSync(out, JSON.stringify(result, null, 2))

/** Runs, keeps the end of what was said, and stores what is known so far. */
function step(name, command, stepArgs, { most = 240_000, more = {} } = {}) {
  const begin = Date.now()
  result.running = name
  save()
  const options = { cwd: root, env: { ...env, ...more }, encoding: 'utf8', maxBuffer: 2 ** 28, killSignal: 'SIGKILL' }
  const run = spawnSync(command, stepArgs, { ...options, timeout: Math.min(most, left()) })
  const said = `${run.stdout ?? ''}${run.stderr ?? ''}`
  appendFileSync(log, `\n==== ${name}\n${said}`)
  delete result.running
  result[name] = {
    seconds: (Date.now() - begin) / 1000,
    status: run.status,
    ...(run.error === undefined ? {} : { error: String(run.error) }),
    end: said.slice(-4000),
  }
  save()
  const isDone = run.status === 0
  console.log(`${name}: ${isDone ? 'done' : `status ${run.status}`} in ${result[name].seconds.toFixed(0)} s`)
  if (!isDone) console.log(said.slice(-1500))
  return isDone
}

const node = process.execPath
const query = 'name,driver_version,clocks.max.sm,clocks.sm,memory.total,power.limit'
step('card', 'nvidia-smi', [`--query-gpu=${query}`, '--format=csv'])

const small = ['--import', 'tsx', 'bench/gpu/smallCalls.ts']
if (only.includes('calls')) {
  const byWgmma = step('calls by wgmma', node, small, { most: 60_000, more: { FIGSIFT_CUDA_SCREEN: 'wgmma' } })
  const byMma = step('calls by mma', node, small, { most: 60_000, more: { FIGSIFT_CUDA_SCREEN: 'mma' } })
  if (!byWgmma && byMma) {
    // What comes then tells about everything else; why it failed is in the log.
    env.FIGSIFT_CUDA_SCREEN = 'mma'
    result.screen = 'mma, since wgmma failed'
  }
}
if (only.includes('tests')) {
  // Each file by itself: an error of a kernel leaves a process no device.
  for (const suite of isQuick ? ['test/parity/cudaPictures.test.ts'] : suites) {
    step(suite, node, ['node_modules/vitest/vitest.mjs', 'run', '--reporter=default', suite], { most: 150_000 })
  }
}
if (only.includes('sanitizer') && !isHost) {
  for (const tool of ['memcheck', 'racecheck', 'synccheck']) {
    step(tool, 'compute-sanitizer', ['--tool', tool, '--error-exitcode', '9', node, ...small], { most: 90_000 })
  }
}
if (only.includes('torch')) {
  const ceilings = join(dirname(out), 'torch.json')
  const quick = isQuick ? ['--quick'] : []
  if (step('torch', 'python3', ['scripts/gpu/torch_peers.py', ceilings, ...quick], { most: 120_000 })) {
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
save()
console.log(`stored in ${out}`)
