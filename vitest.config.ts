import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vitest/config'

const MOCKED = 'test/**/*.mocked.test.ts'

// A process opens the CUDA library once, and many files share a process: which one it is must be known before the first of them
// (test/support/levels.ts).
const onHost = fileURLToPath(new URL('.build/on-host/libfigsift_cuda_on_host.so', import.meta.url))
const isOnHost = (process.env.FIGSIFT_TEST_CUDA ?? 'host') === 'host' && existsSync(onHost)

export default defineConfig({
  test: {
    env: isOnHost ? { FIGSIFT_CUDA_LIBRARY: process.env.FIGSIFT_CUDA_LIBRARY ?? onHost } : {},
    pool: 'forks',
    // Vitest leaves one core free, which on two cores is half of them.
    maxWorkers: '100%',
    testTimeout: 60_000,
    hookTimeout: 120_000,
    // Files share processes, so that native libraries are loaded once in each; what replaces modules has its own.
    projects: [
      { extends: true, test: { name: 'shared', isolate: false, include: ['test/**/*.test.ts'], exclude: [MOCKED] } },
      { extends: true, test: { name: 'mocked', include: [MOCKED] } },
    ],
  },
})
