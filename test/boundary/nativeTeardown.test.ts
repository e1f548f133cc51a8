import { spawnSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'

const root = fileURLToPath(new URL('../..', import.meta.url))

function runScript(file: string, args: string[], env: Record<string, string> = {}) {
  return spawnSync(process.execPath, ['--import', 'tsx', file, ...args], {
    cwd: root,
    encoding: 'utf8',
    env: { ...process.env, ...env },
    timeout: 50_000,
  })
}

// Only a worker thread tears an environment down while the process goes on: what is wrong with the order of hooks,
// references and threads shows here and nowhere else.
describe('an environment that ends during native calls', () => {
  it.each(['terminate', 'exit', 'throw', 'main'])('ends cleanly and soon: %s', (how) => {
    const { stdout, stderr, status, signal } = runScript('test/boundary/fixtures/teardown.ts', [how])
    expect({ stdout: stdout.trim(), status, signal, stderr: stderr.replace(/npm warn.*\n/g, '') }).toEqual({
      stdout: 'clean',
      status: 0,
      signal: null,
      stderr: '',
    })
  })
})

describe('FIGSIFT_ISA', () => {
  const ask = (isa: string) =>
    spawnSync(
      process.execPath,
      [
        '--import',
        'tsx',
        '--input-type=module',
        '-e',
        "import { devices } from './src/device.ts'\nconsole.log(devices().cpu.isa)",
      ],
      { cwd: root, encoding: 'utf8', env: { ...process.env, FIGSIFT_ISA: isa } },
    )

  it('forces a level', () => {
    expect(ask('scalar').stdout.trim()).toBe('scalar')
  })

  it('is an error where the level is not there, not another level', () => {
    const { stderr, status } = ask('avx1024')
    expect(status).not.toBe(0)
    expect(stderr).toContain('for `FIGSIFT_ISA` but received "avx1024": this machine or build has no such level.')
  })
})
