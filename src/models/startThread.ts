import { createRequire } from 'node:module'
import { pathToFileURL } from 'node:url'
import { Worker } from 'node:worker_threads'

/** Starts a file of this folder on a thread of its own; `name` without ending. */
export function startThread(name: string, workerData: unknown): Worker {
  // Flags of the caller's process are not for this thread: --input-type, for one, would end it.
  const options = { workerData, execArgv: [] }
  return import.meta.url.endsWith('.ts')
    ? new Worker(sourceThread(name), { ...options, eval: true })
    : new Worker(new URL(`./${name}.js`, import.meta.url), options)
}

/** From the sources, in tests and benches, the thread is TypeScript too: it loads itself through tsx. */
function sourceThread(name: string): string {
  const loader = new URL(
    'dist/esm/api/index.mjs',
    pathToFileURL(createRequire(import.meta.url).resolve('tsx/package.json')),
  ).href
  const thread = new URL(`./${name}.ts`, import.meta.url).href
  return `import('${loader}').then(({ tsImport }) => tsImport('${thread}', '${thread}'))`
}
