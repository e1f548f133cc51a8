// The thread that parses documents and makes rows of them: seconds of work for a large one.
import { parentPort, workerData } from 'node:worker_threads'
import { FigsiftError } from '../../errors.js'
import { openSource } from '../sources.js'
import { FolderFiles, noFiles } from '../units/folderFiles.js'
import { PlacedFiles } from '../units/placedFiles.js'
import { entryPortions } from './entryPortions.js'
import type { ParserAnswer, ParserRequest, ParserTask, ParserWorkerData, ThrownError } from './messages.js'
import { portionsOf } from './portions.js'
import { readPaper } from './readPaper.js'

const port = parentPort!
const { source: name } = workerData as ParserWorkerData
let files = noFiles()
let paths: readonly string[] = []
let more = (): void => {}

const send = (answer: ParserAnswer, transfer: ArrayBuffer[] = []): void => port.postMessage(answer, transfer)

/** Sends, and waits until that is taken. */
function sendPortion(answer: ParserAnswer, transfer?: ArrayBuffer[]): Promise<void> {
  send(answer, transfer)
  return new Promise((resolve) => {
    more = resolve
  })
}

async function answer(task: ParserTask): Promise<void> {
  if (task.kind === 'rows') return answerRows(task.document)
  if (source.kind === 'rows') throw new Error(`${name} holds no papers`)
  if (task.kind === 'choose') return send({ chosen: (await source.choose?.(task.documents, files)) ?? task.documents })
  const reading = await readPaper(source, files, task.request)
  if ('failure' in reading) return send(reading)
  for (const { figures, images } of portionsOf(reading.figures)) await sendPortion({ figures }, images)
  send({ problems: reading.problems })
}

async function answerRows(document: string): Promise<void> {
  if (source.kind === 'papers') throw new Error(`${name} holds no rows`)
  for await (const entries of entryPortions(source.read({ name: document, files }))) await sendPortion({ entries })
  send({ problems: [] })
}

function thrown(error: unknown): ThrownError {
  if (error instanceof FigsiftError) {
    const { code, message, file, line } = error
    return { code, message, file, line }
  }
  const { code, message } = error as NodeJS.ErrnoException
  const isSystem = code !== undefined && /^E[A-Z]+$/.test(code)
  const words = isSystem ? `Expected to read a document but the system said: ${message}.` : String(error)
  return { code: isSystem ? 'IO' : 'INTERNAL', message: words, file: undefined, line: undefined }
}

const source = await openSource(name)
port.on('message', (request: ParserRequest) => {
  if ('next' in request) return more()
  const { root, list, told } = request.files
  if (list !== undefined) paths = list === '' ? [] : list.split('\0')
  files =
    told === undefined
      ? new FolderFiles(root, paths)
      : new PlacedFiles(told.archive, (path) => told.places.get(path), root, paths)
  answer(request.task).catch((error: unknown) => send({ error: thrown(error) }))
})
send({ ready: true })
