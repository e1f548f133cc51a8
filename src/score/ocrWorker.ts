/**
 * The thread around one tesseract.js worker. tesseract.js runs its engine in a worker thread of its own and leaves that
 * thread's errors without a listener, which would end the process; here they end only this thread, and the pool starts
 * another one. It also hangs for ever when the language data cannot be read, unless its `errorHandler` speaks up.
 */
import { createRequire } from 'node:module'
import { parentPort, workerData } from 'node:worker_threads'

interface Engine {
  worker: { on(event: 'exit', listener: (code: number) => void): void }
  setParameters(parameters: Record<string, string>): Promise<unknown>
  recognize(picture: Uint8Array, options: object, output: { text: boolean }): Promise<{ data: { text: string } }>
}

interface Tesseract {
  createWorker(languages: string, engineMode: number, options: object): Promise<Engine>
}

/** What the pool sends in `workerData`. */
export interface OcrWorkerData {
  enginePath: string
  dataFolder: string
  parameters: Record<string, string>
}

/** What the thread answers: once `ready`, then one of the others for every image. */
export type OcrAnswer = { ready: true } | { text: string } | { failure: string }

const LSTM_ONLY = 1
const port = parentPort!
const { enginePath, dataFolder, parameters } = workerData as OcrWorkerData

// The engine tells standard error what it thinks of every picture. Silenced here and not by the pool: a stream of a
// worker that is read keeps the process alive.
process.stdout.write = () => true
process.stderr.write = () => true

let isReady = false
const { createWorker } = createRequire(import.meta.url)(enginePath) as Tesseract
const engine = await createWorker('eng', LSTM_ONLY, {
  langPath: dataFolder,
  cacheMethod: 'none',
  gzip: true,
  logger: () => {},
  errorHandler: (reason: unknown) => {
    if (!isReady) throw new Error(String(reason))
  },
})
engine.worker.on('exit', (code) => {
  throw new Error(`the engine's thread ended with code ${code}`)
})
await engine.setParameters(parameters)
isReady = true

port.on('message', async (pictures: readonly Uint8Array[]) => {
  let answer: OcrAnswer
  try {
    const texts: string[] = []
    for (const picture of pictures) texts.push((await engine.recognize(picture, {}, { text: true })).data.text)
    answer = { text: texts.join('\n') }
  } catch (error) {
    answer = { failure: error instanceof Error ? error.message : String(error) }
  }
  port.postMessage(answer)
})
port.postMessage({ ready: true } satisfies OcrAnswer)
