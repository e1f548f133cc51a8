import { defineConfig } from 'vitest/config'

const MOCKED = 'test/**/*.mocked.test.ts'

export default defineConfig({
  test: {
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
