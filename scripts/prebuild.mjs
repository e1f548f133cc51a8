// Makes prebuilds/linux-x64/: the released binary, through the same CMake description as every other build.
// node-gyp looks for Node's headers; those beside the running node are used where they lie, so that nothing is fetched.
import { spawnSync } from 'node:child_process'
import { existsSync, realpathSync, rmSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('..', import.meta.url))
const env = { ...process.env, PATH: `${join(root, 'node_modules', '.bin')}:${process.env.PATH}` }
const prefix = dirname(dirname(realpathSync(process.execPath)))
if (!env.npm_config_nodedir && existsSync(join(prefix, 'include', 'node', 'common.gypi')))
  env.npm_config_nodedir = prefix

rmSync(join(root, 'prebuilds'), { recursive: true, force: true })
const built = spawnSync('prebuildify', ['--napi', '--strip', '--name', 'figsift'], { cwd: root, env, stdio: 'inherit' })
if (built.status !== 0) process.exit(built.status ?? 1)

// prebuildify moves the binary out of build/Release; daily work wants it back.
const daily = spawnSync('npm', ['run', '--silent', 'build:native'], { cwd: root, env, stdio: 'inherit' })
process.exit(daily.status ?? 1)
