import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { defaultThreads, devices, resolveThreads } from '../src/device.js'

const root = fileURLToPath(new URL('..', import.meta.url))

/** What a process prints in which the native core is looked for in `folder`. */
function loadFrom(folder: string) {
  const code = `import { devices } from './src/device.ts'
try { devices() } catch (error) { console.log(error.code + '\\n' + error.message) }`
  const env = { ...process.env, FIGSIFT_PREBUILD: folder }
  return spawnSync(process.execPath, ['--import', 'tsx', '--input-type=module', '-e', code], {
    cwd: root,
    encoding: 'utf8',
    env,
  }).stdout
}

describe('devices', () => {
  it('says what there is and why one thing is not', () => {
    const { cpu, cuda } = devices()
    expect(cpu.available[0]).toBe('scalar')
    expect(cpu.available).toContain(cpu.isa)
    expect(cpu.threads).toBe(defaultThreads())
    expect(cuda.available).toBe(false)
    expect(cuda.reason.length).toBeGreaterThan(0)
  })

  it('threads come from the option, then FIGSIFT_THREADS, then the machine', () => {
    const before = process.env.FIGSIFT_THREADS
    try {
      process.env.FIGSIFT_THREADS = '3'
      expect(resolveThreads(undefined)).toBe(3)
      expect(resolveThreads(2)).toBe(2)
      process.env.FIGSIFT_THREADS = 'many'
      expect(() => resolveThreads(undefined)).toThrow('an integer from 1 to 256 for `FIGSIFT_THREADS`')
      process.env.FIGSIFT_THREADS = ''
      expect(resolveThreads(undefined)).toBeGreaterThan(0)
    } finally {
      if (before === undefined) delete process.env.FIGSIFT_THREADS
      else process.env.FIGSIFT_THREADS = before
    }
    expect(() => resolveThreads(257)).toThrow('an integer from 1 to 256 for `threads` but received 257')
  })
})

describe('a native core that cannot be loaded', () => {
  it('is an error with every attempt and what helps against it', () => {
    const folder = mkdtempSync(join(tmpdir(), 'figsift-load-'))
    try {
      const absent = loadFrom(folder)
      expect(absent).toContain('BINDING_NOT_FOUND')
      expect(absent).toContain('build/Release/*.node')
      expect(absent).toContain('prebuilds/linux-x64/*.node')
      expect(absent).toContain('No native build was found')
      expect(absent).toContain('npm run build:native')

      mkdirSync(join(folder, 'build', 'Release'), { recursive: true })
      writeFileSync(join(folder, 'build', 'Release', 'figsift.node'), 'no library')
      expect(loadFrom(folder)).toMatch(/BINDING_NOT_FOUND[\s\S]*(invalid ELF header|file too short)/)
    } finally {
      rmSync(folder, { recursive: true })
    }
  })
})
