import type { FigsiftError } from '../../errors.js'
import type { Problem } from '../paper.js'
import type { PublishedEntry, SourceName } from '../source.js'
import type { ToldPlaces } from '../units/places.js'
import type { DraftFigure, PaperRequest } from './readPaper.js'

export interface ParserWorkerData {
  readonly source: SourceName
}

/** The files of a unit. */
export interface FilesMessage {
  readonly root: string
  /**
   * Paths, with NUL between them: twenty thousand strings would take twenty times as long to pass. undefined: those of the
   * message before.
   */
  readonly list: string | undefined
  /** Of those in an archive, what is read. */
  readonly told: ToldPlaces | undefined
}

export type ParserTask =
  | { readonly kind: 'parse'; readonly request: PaperRequest }
  | { readonly kind: 'choose'; readonly documents: readonly string[] }
  /** All entries of a published document, a portion at a time. */
  | { readonly kind: 'rows'; readonly document: string }

/** `next`: what was sent is taken, and more may come. */
export type ParserRequest = { readonly task: ParserTask; readonly files: FilesMessage } | { readonly next: true }

export type ParserAnswer =
  | { readonly ready: true }
  /** Some figures of the document; the thread then waits for `next`. */
  | { readonly figures: readonly DraftFigure[] }
  /** Some entries of a published document; the thread then waits for `next`. */
  | { readonly entries: readonly PublishedEntry[] }
  /** After the last figures or entries. */
  | { readonly problems: readonly Problem[] }
  | { readonly failure: Problem }
  | { readonly chosen: readonly string[] }
  | { readonly error: ThrownError }

/** What is left of an error on its way to another thread. */
export type ThrownError = Pick<FigsiftError, 'code' | 'message' | 'file' | 'line'>
