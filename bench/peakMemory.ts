import { readFileSync } from 'node:fs'

/** Runs `work` and tells by how many MiB the anonymous memory of the process grew at most. */
export async function peakMemory<T>(work: () => Promise<T>): Promise<{ result: T; extraMiB: number }> {
  globalThis.gc?.()
  const before = anonymousMiB()
  let peak = before
  const timer = setInterval(() => {
    peak = Math.max(peak, anonymousMiB())
  }, 20)
  try {
    const result = await work()
    return { result, extraMiB: Math.round(Math.max(peak, anonymousMiB()) - before) }
  } finally {
    clearInterval(timer)
  }
}

function anonymousMiB(): number {
  return Number(/RssAnon:\s+(\d+)/.exec(readFileSync('/proc/self/status', 'utf8'))?.[1]) / 1024
}
