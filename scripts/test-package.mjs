// Packs figsift, installs the tarball into an empty folder as a stranger would (no compiler on PATH, install scripts
// blocked), and scores a pair there: first with nothing but onnxruntime-node beside it, then with the OCR packages.
import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('..', import.meta.url))
const { devDependencies } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'))

function run(command, args, options = {}) {
  const result = spawnSync(command, args, { encoding: 'utf8', ...options })
  if (result.status !== 0) {
    console.error(result.stdout, result.stderr, result.error ?? '')
    throw new Error(`${basename(command)} ${args.join(' ')} ended with ${result.status ?? result.signal}`)
  }
  return result.stdout
}

const work = mkdtempSync(join(tmpdir(), 'figsift-package-'))
try {
  run('npm', ['run', '--silent', 'prebuild'], { cwd: root, stdio: ['ignore', 'ignore', 'pipe'] })
  run('npm', ['run', '--silent', 'build:ts'], { cwd: root })
  run('npx', ['publint', '--strict'], { cwd: root })
  const [packed] = JSON.parse(run('npm', ['pack', '--json', '--pack-destination', work], { cwd: root }))
  const names = packed.files.map((file) => file.path)
  for (const needed of ['dist/index.js', 'dist/index.d.ts', 'bin/figsift.cjs', 'LICENSE', 'README.md']) {
    assert(names.includes(needed), `the tarball lacks ${needed}`)
  }
  assert(
    names.some((name) => /^prebuilds\/linux-x64\/.*\.node$/.test(name)),
    'the tarball lacks the binary',
  )
  // Where nvcc was found.
  if (existsSync(join(root, 'build/Release/libfigsift_cuda.so'))) {
    assert(names.includes('prebuilds/linux-x64/libfigsift_cuda.so'), 'the tarball lacks the CUDA library')
  }
  assert(
    !names.some((name) => /^(native|test|bench|src|build)\/|binding\.gyp$/.test(name)),
    'sources travel in the tarball',
  )
  console.log(`tarball: ${names.length} files, ${(packed.size / 1e6).toFixed(2)} MB`)

  // Only node, npm and the core utilities they need: a compiler, make or Python would hide a missing binary.
  const bin = join(work, 'bin')
  mkdirSync(bin)
  for (const tool of ['node', 'npm', 'npx', 'sh', 'env', 'uname', 'dirname', 'readlink', 'getconf', 'ldd']) {
    const found = spawnSync('which', [tool], { encoding: 'utf8' }).stdout.trim()
    if (found !== '') symlinkSync(realpathSync(found), join(bin, tool))
  }
  const home = join(work, 'project')
  mkdirSync(home)
  writeFileSync(
    join(home, 'package.json'),
    '{ "name": "stranger", "version": "1.0.0", "type": "module", "private": true }\n',
  )
  const env = { ...process.env, PATH: bin }
  const install = (...packages) =>
    run('npm', ['install', '--ignore-scripts', '--no-audit', '--no-fund', ...packages], { cwd: home, env })

  install(join(work, packed.filename), 'onnxruntime-node@1.30.0')
  for (const compiler of ['cc', 'g++', 'cmake', 'make', 'python3']) {
    assert(!existsSync(join(bin, compiler)))
  }

  // A picture that both halves can use: drawn by sharp from the installed package's own dependency.
  writeFileSync(
    join(home, 'draw.mjs'),
    `import sharp from 'sharp'
await sharp({ create: { width: 320, height: 240, channels: 3, background: '#38c' } }).png().toFile('plain.png')\n`,
  )
  run('node', ['draw.mjs'], { cwd: home, env })

  writeFileSync(
    join(home, 'image.mjs'),
    `import { scorePairs } from 'figsift'
const [row] = await scorePairs([{ image: 'plain.png', text: 'A plain blue field' }], { signals: ['image'] })
console.log(JSON.stringify(row))
const refused = await scorePairs([{ image: 'plain.png', text: 'x y' }], { signals: ['words'] }).catch((error) => error)
console.log(JSON.stringify({ code: refused.code, message: refused.message }))\n`,
  )
  const [imageLine, refusedLine] = run('node', ['image.mjs'], { cwd: home, env }).trim().split('\n')
  const imageRow = JSON.parse(imageLine)
  assert.equal(imageRow.imageWidth, 320)
  assert.match(imageRow.phash, /^[0-9a-f]{16}$/)
  const refused = JSON.parse(refusedLine)
  assert.equal(refused.code, 'PEER_NOT_INSTALLED')
  assert.match(refused.message, /npm install .*tesseract\.js/)
  console.log('scores a pair with no compiler, no scripts and no OCR installed; the missing peer is named')

  install(
    `tesseract.js@${devDependencies['tesseract.js']}`,
    `@tesseract.js-data/eng@${devDependencies['@tesseract.js-data/eng']}`,
  )
  const sample = JSON.parse(readFileSync(join(root, 'assets', 'sample', 'metadata.jsonl'), 'utf8').split('\n')[0])
  const figure = join(root, 'assets', 'sample', sample.image ?? sample.file_name)
  writeFileSync(
    join(home, 'words.mjs'),
    `import { scorePairs } from 'figsift'
const [row] = await scorePairs([${JSON.stringify({ image: figure, text: sample.text ?? sample.caption })}],
  { signals: ['words'], allowOutside: true, ocrCache: false })
console.log(JSON.stringify(row))\n`,
  )
  const wordsRow = JSON.parse(run('node', ['words.mjs'], { cwd: home, env }).trim().split('\n').at(-1))
  assert.equal(wordsRow.error, undefined, JSON.stringify(wordsRow.error))
  assert.equal(typeof wordsRow.wordsScore, 'number')
  console.log(
    `scores a pair by its words: ${wordsRow.wordsScore.toFixed(3)}, shared: ${wordsRow.wordsShared.join(' ')}`,
  )

  const figsift = (...args) =>
    run(join(bin, 'node'), [join(home, 'node_modules', 'figsift', 'bin', 'figsift.cjs'), ...args], { cwd: home, env })
  const { kinds, review } = JSON.parse(figsift('demo', '--json'))
  const swapped = kinds.find(({ kind }) => kind === 'caption-swapped').found
  // Chance would put 1.3 of the 10 swapped captions among the first ten of 75.
  assert(swapped >= 5, `the demo lists ${swapped} of 10 swapped captions`)
  assert.deepEqual(review, { rows: 10, swapped })
  const [first] = readFileSync(join(home, 'figsift-demo', 'review.jsonl'), 'utf8').split('\n')
  const { looks_swapped, better_words_shared } = JSON.parse(first)
  assert(looks_swapped && better_words_shared.length > 0, 'what is to be reviewed comes with its evidence')
  console.log(`the demo lists ${swapped} of 10 swapped captions among the first 10`)

  assert.match(figsift('--help'), /score/)
  console.log('1 passed, 0 failed')
} finally {
  rmSync(work, { recursive: true, force: true })
}
