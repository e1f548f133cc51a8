import type { FullRecord } from '../../dataset/fullRecord/fullRecord.js'
import { FigsiftError, toRowError } from '../../errors.js'
import { draftRecords, type Origin, type RecordOptions } from '../figures/figureRecords.js'
import type { FigureImages } from '../figures/placeImages.js'
import type { Problem } from '../paper.js'
import type { PaperSource } from '../source.js'
import type { UnitFiles } from '../units/unitFiles.js'

/** Ours: an XML article has some megabytes; the model output of a thesis, with its coordinates, some tens. */
const MAX_DOCUMENT_BYTES: number = 2 ** 27

/** A document, and what its rows say about where they come from. */
export interface PaperRequest extends RecordOptions {
  /** Path in its unit. */
  readonly document: string
  /** Further files that may be read. */
  readonly beside: readonly string[]
  readonly origin: Origin
}

/** A figure's row without its images, and what those are. */
export interface DraftFigure extends FigureImages {
  /** Its own in the paper. */
  readonly name: string
  readonly record: FullRecord
}

/** What became of a document: rows without images, or the reason why it is lost. */
export type PaperReading =
  | { readonly figures: readonly DraftFigure[]; readonly problems: readonly Problem[] }
  | { readonly failure: Problem }

/**
 * From the bytes of a document to its rows without images: all that is computing alone.
 *
 * Everything that a stranger's document can make a parser throw costs that document; what is the machine's fault is thrown.
 */
export async function readPaper(source: PaperSource, files: UnitFiles, request: PaperRequest): Promise<PaperReading> {
  const { document, origin } = request
  try {
    const bytes = await files.read(document, MAX_DOCUMENT_BYTES)
    const paper = await source.parse(bytes, { name: document, files })
    const figures = draftRecords(paper, origin, request).map(({ name, record, figure: { images, panels } }) => ({
      name,
      record,
      images,
      panels: panels.map(({ images }) => ({ images })),
    }))
    return { figures, problems: paper.problems }
  } catch (error) {
    return { failure: failureOf(error) }
  }
}

function failureOf(error: unknown): Problem {
  if (error instanceof FigsiftError) {
    const { code, message } = toRowError(error, 'parse')
    return { code, message, figure: null, line: error.line ?? null }
  }
  const { message, code } = error as NodeJS.ErrnoException
  if (!(error instanceof Error) || (code !== undefined && /^E[A-Z]+$/.test(code))) throw error
  return lostToParser(`the parser failed: ${message.slice(0, 300)}`)
}

/** A document that broke its parser. */
export const lostToParser = (how: string): Problem => ({
  code: 'INTERNAL',
  message: `Expected a document that can be parsed but ${how}`,
  figure: null,
  line: null,
})
