// clang-format over native/; with --write it mends. Says so and passes where clang-format is not installed, except in
// CI, where its absence would hide a difference.
import { spawnSync } from 'node:child_process'
import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('..', import.meta.url))
const files = readdirSync(join(root, 'native'), { recursive: true, withFileTypes: true })
  .filter((entry) => entry.isFile() && /\.(h|cpp|cu|cuh)$/.test(entry.name))
  .map((entry) => join(entry.parentPath ?? entry.path, entry.name))

const mode = process.argv.includes('--write') ? ['-i'] : ['--dry-run', '--Werror']
const result = spawnSync('clang-format', [...mode, ...files], { stdio: 'inherit' })
if (result.error?.code === 'ENOENT') {
  console.error('clang-format is not installed: native/ was not checked (Debian: apt-get install clang-format).')
  process.exit(process.env.CI ? 1 : 0)
}
process.exit(result.status ?? 1)
