import { createRequire } from 'node:module'
import { pathToFileURL } from 'node:url'
import { type ResourceLimits, Worker } from 'node:worker_threads'

/**
 * Starts a module on a thread of its own.
 *
 * @param name the module, without ending, beside the one that asks
 * @param beside `import.meta.url` of the one that asks
 * @param resourceLimits of its memory; a thread that needs more ends, and nothing else does
 */
export function startThread(
  name: string,
  beside: string,
  workerData: unknown,
  resourceLimits: ResourceLimits = {},
): Worker {
  // Flags of the caller's process are not for this thread: --input-type, for one, would end it.
  const options = { workerData, execArgv: [], resourceLimits }
  return beside.endsWith('.ts')
    ? new Worker(sourceThread(new URL(`./${name}.ts`, beside).href), { ...options, eval: true })
    : new Worker(new URL(`./${name}.js`, beside), options)
}

/** From the sources, in tests and benches, the thread is TypeScript too: it loads itself through tsx. */
function sourceThread(thread: string): string {
  const loader = new URL(
    'dist/esm/api/index.mjs',
    pathToFileURL(createRequire(import.meta.url).resolve('tsx/package.json')),
  ).href
  return `import('${loader}').then(({ tsImport }) => tsImport('${thread}', '${thread}'))`
}
