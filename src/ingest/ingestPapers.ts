import { join, posix } from 'node:path'
import { Breather, mapOrdered } from '../concurrency.js'
import { type Supplements, withImages } from './figures/figureRecords.js'
import { UniqueNames } from './figures/names.js'
import { placeImages } from './figures/placeImages.js'
import type { FileProblem, IngestedItem, IngestItemOptions } from './ingestItem.js'
import type { MentionWindow } from './mentions/citingPassages.js'
import type { Problem } from './paper.js'
import type { ParserPool } from './parsing/parserPool.js'
import type { PaperSource } from './source.js'
import { archiveStem } from './units/archiveName.js'
import type { OpenedSource } from './units/openUnits.js'
import { placeOf, type Unit } from './units/unit.js'

export interface IngestPapersOptions extends IngestItemOptions {
  readonly window: MentionWindow
  readonly supplements?: Supplements | undefined
  readonly parser: ParserPool
}

interface Task {
  readonly unit: Unit
  /** undefined: the unit has only problems to tell. */
  readonly document: string | undefined
  readonly done: () => Promise<void>
}

/** Every paper of a source, in its order, whatever is worked on at the same time. A broken document costs its own rows only. */
export function ingestPapers(
  opened: OpenedSource,
  source: PaperSource,
  options: IngestPapersOptions,
): AsyncGenerator<IngestedItem, void, undefined> {
  const { signal } = options
  // Twice as many papers as threads that parse: while one's images are copied, or its turn is awaited, another is parsed.
  const concurrency = 2 * options.concurrency
  const work = async (task: Task, index: number): Promise<IngestedItem> => {
    try {
      return await ingestDocument(task, index, opened, source, options)
    } finally {
      await task.done()
    }
  }
  return mapOrdered(tasksOf(opened), work, { concurrency, signal })
}

/** The documents of each unit; a unit is disposed of when the last of them is done, or nobody wants more. */
async function* tasksOf(opened: OpenedSource): AsyncGenerator<Task, void, undefined> {
  for await (const unit of opened.units()) {
    const documents = unit.documents.length === 0 ? [undefined] : unit.documents
    let left = documents.length
    const done = async () => {
      left--
      if (left === 0) await unit.dispose()
    }
    let given = 0
    try {
      for (; given < documents.length; given++) yield { unit, document: documents[given], done }
    } finally {
      // Nobody wants more of it: what was handed out is finished by now, or was never begun.
      if (given < documents.length) await unit.dispose()
    }
  }
}

async function ingestDocument(
  { unit, document }: Task,
  index: number,
  opened: OpenedSource,
  source: PaperSource,
  options: IngestPapersOptions,
): Promise<IngestedItem> {
  // Members that were refused are told with the first document of their unit.
  const ofUnit =
    document === undefined || document === unit.documents[0]
      ? unit.problems.map((problem) => inFile(problem, unit.name, unit.isDamaged === true ? 'document' : 'member'))
      : []
  const file = document === undefined ? unit.name : placeOf(unit, document)
  const nothing = { file, papers: 0, records: [], folder: undefined } as const
  if (document === undefined) return { ...nothing, problems: ofUnit }
  const origin = { source: source.name, file, paperId: fallbackId(unit, document, opened, source) }
  const beside = source.beside?.(document) ?? []
  const reading = await options.parser.parse(unit.files, { document, beside, origin, window: options.window })
  if ('failure' in reading) return { ...nothing, problems: [...ofUnit, inFile(reading.failure, file, 'document')] }
  const folder = options.imagesFolder === undefined ? undefined : join(options.imagesFolder, String(index))
  // Half as many images of each of twice as many papers.
  const concurrency = Math.ceil(options.concurrency / 2)
  const place = { ...options, concurrency, files: unit.files, document, folder, names: new UniqueNames() }
  const records = []
  const breather = new Breather()
  for (const figure of reading.figures) {
    // Images that are not there cost no wait, and so no turn.
    if (breather.isDue) await breather.breathe()
    const images = await placeImages(figure, figure.name, place)
    records.push(withImages(figure.record, images))
  }
  const problems = reading.problems.map((problem) => inFile(problem, file, null))
  return { file, papers: 1, records, folder, problems: [...ofUnit, ...problems] }
}

const inFile = (problem: Problem, file: string, lost: FileProblem['lost']): FileProblem => ({ ...problem, file, lost })

const PLAIN_NAMES = new Set(['main', 'paper', 'article', 'manuscript', 'ms', 'index', 'document', 'fulltext', 'auto'])

/** A paper that does not say who it is is called by its file, or by its folder where the file is called `main`, as all are. */
function fallbackId(unit: Unit, document: string, opened: OpenedSource, source: PaperSource): string {
  const stem = posix.basename(document).replace(/(?<=.)\.[^.]*$/, '')
  const inner = posix.dirname(document)
  const folder =
    inner !== '.' && source.units === 'file'
      ? posix.basename(inner)
      : unit.name === ''
        ? posix.basename(opened.root)
        : archiveStem(unit.name)
  const isPlain = PLAIN_NAMES.has(stem.toLowerCase())
  if (source.units === 'file') return isPlain ? folder : stem
  return unit.documents.length > 1 && !isPlain ? `${folder}-${stem}` : folder
}
