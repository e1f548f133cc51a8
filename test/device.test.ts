import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import type { CudaReport } from '../src/bindingTypes.js'
import { cudaReason } from '../src/cudaReason.js'
import { similarityJoin } from '../src/dedup/similarityJoin.js'
import { type Device, defaultThreads, devices, resolveDevice, resolveThreads } from '../src/device.js'

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
    if (!cuda.available) expect(cuda.reason).toMatch(/CUDA library|driver|GPU/)
    else expect(Number(cuda.computeCapability)).toBeGreaterThanOrEqual(8)
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

describe('why CUDA cannot be used', () => {
  const report = {
    found: 0,
    needed: 0,
    error: 0,
    name: '',
    capability: 0,
    driver: 0,
    multiprocessors: 0,
    memory: 0,
    isHost: false,
    path: '/there/libfigsift_cuda.so',
    words: '',
  }
  it('is a sentence with what was found and what is needed', () => {
    const reasonOf = (change: Partial<CudaReport>) => cudaReason({ ...report, refusal: 1, ...change })
    expect(reasonOf({ refusal: 0 })).toBeUndefined()
    expect(reasonOf({ refusal: 1 })).toContain('/there/libfigsift_cuda.so')
    expect(reasonOf({ refusal: 2 })).toContain('libcuda.so.1')
    expect(reasonOf({ refusal: 3, words: 'file too short' })).toContain('file too short')
    expect(reasonOf({ refusal: 4, found: 3, needed: 6 })).toContain('interface 3, needed 6')
    expect(reasonOf({ refusal: 5, found: 12040, needed: 13000 })).toContain('CUDA 12.4, needed one for CUDA 13.0')
    expect(reasonOf({ refusal: 6 })).toContain('sees no GPU')
    expect(reasonOf({ refusal: 7, found: 75, needed: 80, name: 'T4' })).toContain(
      'T4 of compute capability 7.5, needed 8.0',
    )
    expect(reasonOf({ refusal: 8, error: 999 })).toContain('CUDA error 999')
  })
})

const library = join(root, 'build/Release/libfigsift_cuda.so')
const hasCompiler = spawnSync('cc', ['--version']).status === 0

describe.skipIf(!existsSync(library) || !hasCompiler)('a driver', () => {
  // As little of libcuda.so.1 as the CUDA runtime asks for before it looks for a GPU.
  const driver = `#include <string.h>
int cuInit(unsigned flags) { (void)flags; return FAILS; }
int cuDriverGetVersion(int* version) { *version = VERSION; return 0; }
int cuGetExportTable(void** table, void* id) { (void)table; (void)id; return 500; }
int cuGetProcAddress_v2(const char* name, void** out, int version, unsigned long long flags, void* status) {
  (void)version; (void)flags; (void)status;
  *out = strcmp(name, "cuInit") == 0 ? (void*)cuInit : strcmp(name, "cuDriverGetVersion") == 0 ? (void*)cuDriverGetVersion
       : strcmp(name, "cuGetProcAddress") == 0 ? (void*)cuGetProcAddress_v2 : 0;
  return *out == 0 ? 500 : 0;
}`

  it.each([
    ['that is too old', 12040, 0, 'found an NVIDIA driver for CUDA 12.4, needed one for CUDA 13.0'],
    ['that sees no GPU', 13000, 100, 'sees no GPU'],
    ['that cannot be used', 13000, 999, 'failed with CUDA error 999'],
  ])('%s is an error with its reason, and no more', (_, version, fails, reason) => {
    const folder = mkdtempSync(join(tmpdir(), 'figsift-driver-'))
    try {
      writeFileSync(join(folder, 'driver.c'), driver)
      const flags = ['-shared', '-fPIC', `-DVERSION=${version}`, `-DFAILS=${fails}`, '-o', join(folder, 'libcuda.so.1')]
      expect(spawnSync('cc', [...flags, join(folder, 'driver.c')]).status).toBe(0)
      const { FIGSIFT_CUDA_LIBRARY: _, ...env } = process.env
      const code = `import { similarityJoin } from './src/dedup/similarityJoin.ts'
const rows = { data: new Float32Array([1, 0, 1, 0]), rows: 2, cols: 2 }
await similarityJoin(rows, { minCosine: 0.5, device: 'cuda' }).catch(({ code, message }) => console.log(code, message))`
      const said = spawnSync(process.execPath, ['--import', 'tsx', '--input-type=module', '-e', code], {
        cwd: root,
        encoding: 'utf8',
        env: { ...env, LD_LIBRARY_PATH: folder },
      })
      expect(said.stdout).toContain('DEVICE_UNAVAILABLE')
      expect(said.stdout).toContain(reason)
      expect(said.status).toBe(0)
    } finally {
      rmSync(folder, { recursive: true })
    }
  })
})

describe('the device option', () => {
  it('takes the GPU for large joins only, unless it is asked for', () => {
    expect(resolveDevice(undefined, 1e6)).toBe(0)
    expect(resolveDevice('auto', 1e6)).toBe(0)
    expect(resolveDevice('auto', 1e12)).toBe(1)
    expect(resolveDevice('cpu', 1e12)).toBe(0)
    expect(resolveDevice('cuda', 1)).toBe(2)
    expect(() => resolveDevice('gpu' as Device, 1)).toThrow('one of "auto", "cpu", "cuda" for `device`')
  })

  it('comes from FIGSIFT_DEVICE where there is none', () => {
    const before = process.env.FIGSIFT_DEVICE
    try {
      process.env.FIGSIFT_DEVICE = 'cuda'
      expect(resolveDevice(undefined, 1)).toBe(2)
      expect(resolveDevice('cpu', 1)).toBe(0)
      process.env.FIGSIFT_DEVICE = 'gpu'
      expect(() => resolveDevice(undefined, 1)).toThrow('for `FIGSIFT_DEVICE`')
    } finally {
      if (before === undefined) delete process.env.FIGSIFT_DEVICE
      else process.env.FIGSIFT_DEVICE = before
    }
  })

  it('is in the answer where it was given, and an error where the device is not there', async () => {
    const rows = { data: new Float32Array([1, 0, 1, 0]), rows: 2, cols: 2 }
    expect(await similarityJoin(rows, { minCosine: 0.5 })).not.toHaveProperty('device')
    expect((await similarityJoin(rows, { minCosine: 0.5, device: 'auto' })).device).toBe('cpu')
    const { cuda } = devices()
    if (cuda.available) return
    const error = await similarityJoin(rows, { minCosine: 0.5, device: 'cuda' }).catch((thrown) => thrown)
    expect(error.code).toBe('DEVICE_UNAVAILABLE')
    expect(error.message).toContain(cuda.reason)
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
