// The thread that parses documents and makes rows of them: seconds of work for a large one.
import { parentPort, workerData } from 'node:worker_threads'
import { FigsiftError } from '../../errors.js'
import { openSource } from '../sources.js'
import { FolderFiles, noFiles } from '../units/folderFiles.js'
import { PlacedFiles } from '../units/placedFiles.js'
import type { ParserAnswer, ParserRequest, ParserTask, ParserWorkerData, ThrownError } from './messages.js'
import { portionsOf } from './portions.js'
import { readPaper } from './readPaper.js'

const port = parentPort!
const { source: name } = workerData as ParserWorkerData
let files = noFiles()
let paths: readonly string[] = []
let more = (): void => {}

const send = (answer: ParserAnswer, transfer: ArrayBuffer[] = []): void => port.postMessage(answer, transfer)

async function answer(task: ParserTask): Promise<void> {
  if (task.kind === 'choose') return send({ chosen: (await source.choose?.(task.documents, files)) ?? task.documents })
  const reading = await readPaper(source, files, task.request)
  if ('failure' in reading) return send(reading)
  for (const { figures, images } of portionsOf(reading.figures)) {
    send({ figures }, images)
    await new Promise<void>((resolve) => {
      more = resolve
    })
  }
  send({ problems: reading.problems })
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

const opened = await openSource(name)
if (opened.kind !== 'papers') throw new Error(`${name} holds no papers`)
const source = opened
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
