import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { type IsaName, native, setIsa } from '../../src/binding.js'

/** A level of the processor, or CUDA: what a call may run on in tests. */
export type Level = IsaName | 'cuda'

// Device code built for the processor (npm run build:on-host). FIGSIFT_TEST_CUDA=device takes the GPU instead, none leaves it out.
const onHost = fileURLToPath(new URL('../../.build/on-host/libfigsift_cuda_on_host.so', import.meta.url))
const wanted = process.env.FIGSIFT_TEST_CUDA ?? 'host'
if (wanted === 'host' && existsSync(onHost)) process.env.FIGSIFT_CUDA_LIBRARY ??= onHost

/** The levels of this machine, slowest first: parity tests run at each. */
export const levels: readonly IsaName[] = native().cpu().available

/** Why no test runs on CUDA here; undefined where they do. */
export const noCuda: string | undefined =
  wanted === 'none'
    ? 'FIGSIFT_TEST_CUDA=none'
    : wanted === 'host' && !existsSync(onHost)
      ? 'device code is not built for the processor (npm run build:on-host)'
      : native().cuda().refusal === 0
        ? undefined
        : `CUDA cannot be used (refusal ${native().cuda().refusal})`

/** Levels and CUDA, for what both do. */
export const levelsAndCuda: readonly Level[] = noCuda === undefined ? [...levels, 'cuda'] : levels
if (noCuda !== undefined) console.warn(`CUDA is not tested: ${noCuda}`)

/** Runs `body` at one level and goes back to the one before. */
export async function atLevel<T>(level: Level, body: () => Promise<T>): Promise<T> {
  const before = native().cpu().isa
  setIsa(native(), level)
  try {
    return await body()
  } finally {
    setIsa(native(), before)
  }
}
