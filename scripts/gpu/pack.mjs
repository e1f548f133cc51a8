// Packs what a machine with a GPU and without network, Node or compiler needs to run scripts/gpu/run.mjs: the running node
// binary, the addon and libfigsift_cuda, sources, tests and benches, and the packages that run them. One archive of less than
// 48 MiB, so that it and a checkout are less than 64. What was packed is loaded once before it is an archive: a package that a
// test needs and nobody packed is found here, not there.
//
//   node scripts/gpu/pack.mjs [FOLDER]     default .build/gpu; there: tar xJf figsift-gpu.tar.xz, ./node scripts/gpu/run.mjs
import { spawnSync } from 'node:child_process'
import { cpSync, existsSync, mkdirSync, readFileSync, realpathSync, rmSync, statSync } from 'node:fs'
import { dirname, join, relative, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { suites } from './suites.mjs'

const root = fileURLToPath(new URL('../..', import.meta.url))
const folder = resolve(process.argv[2] ?? join(root, '.build/gpu'))
const stage = join(folder, 'figsift-gpu')
const MAX_BYTES = 48 * 2 ** 20

rmSync(stage, { recursive: true, force: true })
mkdirSync(stage, { recursive: true })
for (const needed of ['build/Release/figsift.node', 'build/Release/libfigsift_cuda.so']) {
  if (!existsSync(join(root, needed))) {
    console.error(`${needed} is missing: run \`npm run build:native\` where nvcc is found.`)
    process.exit(1)
  }
}
const parts = ['package.json', 'tsconfig.json', 'vitest.config.ts', 'src', 'build/Release', 'scripts/gpu', 'bench']
const tests = ['parity', 'property', 'reference', 'support', 'golden', 'image', 'device.test.ts']
for (const part of [...parts, ...tests.map((name) => join('test', name))]) {
  cpSync(join(root, part), join(stage, part), { recursive: true })
}
const onHost = '.build/on-host/libfigsift_cuda_on_host.so'
if (existsSync(join(root, onHost))) cpSync(join(root, onHost), join(stage, onHost))
cpSync(realpathSync(process.execPath), join(stage, 'node'))

// Packages with all they depend on, as far as they are installed.
const copied = new Set()
function copyPackage(name, from) {
  for (let at = from; ; at = dirname(at)) {
    const place = join(at, 'node_modules', name)
    if (existsSync(join(place, 'package.json'))) {
      if (copied.has(place)) return
      copied.add(place)
      cpSync(place, join(stage, relative(root, place)), { recursive: true })
      const {
        dependencies = {},
        optionalDependencies = {},
        peerDependencies = {},
      } = JSON.parse(readFileSync(join(place, 'package.json'), 'utf8'))
      for (const next of Object.keys({ ...dependencies, ...optionalDependencies, ...peerDependencies })) {
        if (!['sharp', 'jsdom', 'happy-dom'].includes(next)) copyPackage(next, place)
      }
      return
    }
    if (at === root || at === dirname(at)) return
  }
}
for (const name of ['vitest', 'tsx', 'node-gyp-build']) copyPackage(name, root.replace(/\/$/, ''))

const own = { cwd: stage, env: { PATH: '/usr/bin:/bin', HOME: folder }, encoding: 'utf8' }
const listed = spawnSync(join(stage, 'node'), ['node_modules/vitest/vitest.mjs', 'list', ...suites], own)
if (listed.status !== 0) {
  console.error(`What was packed cannot load its tests:\n${listed.stdout}${listed.stderr}`)
  process.exit(1)
}
console.log(`${listed.stdout.trim().split('\n').length} tests can be loaded`)

const archive = join(folder, 'figsift-gpu.tar.xz')
const packed = spawnSync('tar', ['-C', folder, '-cf', archive, '-I', 'xz -3 -T0', 'figsift-gpu'], { stdio: 'inherit' })
if (packed.status !== 0) process.exit(packed.status ?? 1)
rmSync(stage, { recursive: true })
const { size } = statSync(archive)
console.log(`${relative(root, archive)}: ${(size / 2 ** 20).toFixed(1)} MiB`)
if (size > MAX_BYTES) {
  console.error(`It may have ${MAX_BYTES / 2 ** 20} MiB.`)
  process.exit(1)
}
