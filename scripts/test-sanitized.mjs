// Builds the native core with AddressSanitizer and UndefinedBehaviorSanitizer into build/sanitize, and runs the suites
// that reach it. Further arguments go to vitest: `node scripts/test-sanitized.mjs test/parity`.
import { execFileSync, spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('..', import.meta.url))
const folder = 'build/sanitize'
const run = (command, args, env = {}) => {
  const { status } = spawnSync(command, args, { cwd: root, stdio: 'inherit', env: { ...process.env, ...env } })
  if (status !== 0) process.exit(status ?? 1)
}

// node-gyp-build looks for build/Release under FIGSIFT_PREBUILD.
const output = `-DFIGSIFT_OUTPUT=${folder}/build/Release`
run('cmake', [
  '-S',
  '.',
  '-B',
  `${folder}/cmake`,
  '-DFIGSIFT_SANITIZE=ON',
  '-DFIGSIFT_WERROR=ON',
  '-DFIGSIFT_CUDA=OFF',
  output,
])
run('cmake', ['--build', `${folder}/cmake`, '-j2'])

const library = (name) => execFileSync('g++', [`-print-file-name=${name}`], { encoding: 'utf8' }).trim()
const suites =
  process.argv.length > 2
    ? process.argv.slice(2)
    : ['test/parity', 'test/property', 'test/boundary/native', 'test/dedup', 'test/matrix', 'test/image']
run('npx', ['vitest', 'run', '--testTimeout=600000', ...suites], {
  FIGSIFT_PREBUILD: join(root, folder),
  LD_PRELOAD: `${library('libasan.so')}:${library('libubsan.so')}`,
  // Node keeps memory until it exits; leaks would be all its own. One test asks for more memory than there is and
  // expects an error.
  ASAN_OPTIONS: 'detect_leaks=0:allocator_may_return_null=1',
  UBSAN_OPTIONS: 'print_stacktrace=1',
})
