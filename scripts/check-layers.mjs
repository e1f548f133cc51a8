// Holds the house to its one direction of import, in TypeScript and in C++, and to no circles. Prints every breach and
// exits 1.
import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join, relative, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('..', import.meta.url))
const breaches = []

function filesUnder(folder, endings) {
  return readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && endings.some((ending) => entry.name.endsWith(ending)))
    .map((entry) => join(entry.parentPath ?? entry.path, entry.name))
}

// --- TypeScript: a room may import from its own room and from lower levels; rooms on one level do not know each other.
const LEVELS = [
  [
    'errors',
    'validate',
    'safeYaml',
    'concurrency',
    'startThread',
    'assets',
    'binding',
    'bindingTypes',
    'npy',
    'tarHeader',
    'tarMember',
    'matrix',
    'device',
    'cudaReason',
    'version',
    'stats',
  ], // the ground floor, one room
  ['image', 'dataset'],
  ['models', 'caption'], // models embed images, so they may decode them
  ['score', 'dedup', 'filter', 'ingest', 'split', 'swaps', 'enhance', 'evaluate'],
  ['run'],
  ['demo', 'report', 'review', 'export'],
  ['recipe'],
  ['cli'],
]
const levelOf = new Map(LEVELS.flatMap((rooms, level) => rooms.map((room) => [room, level])))
/** The files that a file imports as it is loaded, types included. */
const imported = new Map()

for (const file of filesUnder('src', ['.ts'])) {
  const inside = relative(join(root, 'src'), file)
  const room = inside.split('/')[0].replace(/\.ts$/, '')
  const text = readFileSync(file, 'utf8')
  const where = relative(root, file)
  const loaded = [...text.matchAll(/^(?:import|export)\s(?:[^'";]*\sfrom\s)?'(\.[^']+)'/gm)].map(([, path]) => path)
  imported.set(file, new Set(loaded.map((path) => resolve(dirname(file), path.replace(/\.js$/, '.ts')))))
  const imports = [...text.matchAll(/(?:from|import)\s*\(?\s*'([^']+)'/g)].map((match) => match[1])

  if (/node-gyp-build|createRequire\(.*\)\(.*\.node/.test(text) && inside !== 'binding.ts') {
    breaches.push(`${where}: only src/binding.ts loads native code`)
  }
  if (inside === 'index.ts') {
    if (/^\s*(?:const|let|function|class)\s/m.test(text)) breaches.push(`${where}: re-exports only`)
    continue
  }
  if (!levelOf.has(room)) {
    breaches.push(`${where}: room '${room}' has no level; give it one in scripts/check-layers.mjs`)
    continue
  }
  for (const specifier of imports) {
    if (!specifier.startsWith('.')) continue
    const target = relative(join(root, 'src'), resolve(dirname(file), specifier))
      .split('/')[0]
      .replace(/\.js$/, '')
    if (target === room || target === '..') continue
    const from = levelOf.get(room)
    const to = levelOf.get(target)
    if (target === 'index') breaches.push(`${where}: imports index; name the module itself`)
    else if (to === undefined) breaches.push(`${where}: imports '${target}', which has no level`)
    else if (to > from) breaches.push(`${where}: '${room}' imports '${target}', which lies above it`)
    else if (to === from && from > 0) breaches.push(`${where}: '${room}' and '${target}' are on one level`)
  }
}

// --- TypeScript: no file imports itself by way of others, be it for a type: then neither can be understood alone.
const DONE = new Set()
function findCircle(file, path) {
  const at = path.indexOf(file)
  if (at >= 0)
    breaches.push(`circle of imports: ${[...path.slice(at), file].map((one) => relative(root, one)).join(' -> ')}`)
  if (at >= 0 || DONE.has(file)) return
  for (const other of imported.get(file) ?? []) findCircle(other, [...path, file])
  DONE.add(file)
}
for (const file of imported.keys()) findCircle(file, [])

// --- C++: addon -> algorithms -> backends -> kernels -> core, and only the addon knows Node.
// `cuda` is the ground floor of device code.
const NATIVE = ['core', 'cuda', 'kernels', 'backends', 'algorithms', 'addon']
const MAY = {
  core: ['core', 'backends/backend.h'],
  cuda: ['cuda', 'core', 'backends/backend.h'],
  kernels: ['kernels', 'core', 'cuda', 'backends/backend.h'],
  backends: ['backends', 'kernels', 'core', 'cuda'],
  algorithms: ['algorithms', 'backends', 'core'],
  addon: NATIVE,
}
for (const file of filesUnder('native', ['.h', '.cpp', '.cu', '.cuh'])) {
  const inside = relative(join(root, 'native'), file)
  const room = inside.split('/')[0]
  const where = relative(root, file)
  const text = readFileSync(file, 'utf8')
  for (const [, header] of text.matchAll(/#include\s+[<"]([^>"]+)[>"]/g)) {
    if (header === 'napi.h' && inside !== 'addon/napi_setup.h')
      breaches.push(`${where}: napi.h comes through napi_setup.h`)
    if (/^(cuda|mma)[^/]*\.h$/.test(header) && !/\.cuh?$/.test(file))
      breaches.push(`${where}: CUDA headers belong to .cu files`)
    const target = header.split('/')[0]
    if (!NATIVE.includes(target)) continue
    if (!MAY[room].includes(target) && !MAY[room].includes(header))
      breaches.push(`${where}: '${room}' includes '${header}'`)
    if (room === 'kernels' && target === 'kernels' && header.split('/')[1] !== inside.split('/')[1]) {
      breaches.push(`${where}: kernels do not call kernels ('${header}')`)
    }
  }
}

if (breaches.length > 0) {
  console.error(breaches.join('\n'))
  process.exit(1)
}
console.log('Layers hold.')
