import { type ErrorCode, FigsiftError } from '../../errors.js'
import type { Problem } from '../paper.js'
import { noFiles, shownPath } from './folderFiles.js'
import type { Unit } from './unit.js'

export const limitProblem = (message: string): Problem => ({
  code: 'LIMIT_EXCEEDED',
  message,
  figure: null,
  line: null,
})

export const memberProblem = (code: ErrorCode, path: string, what: string): Problem => ({
  code,
  message: `Left out the member ${shownPath(path)}: ${what}.`,
  figure: null,
  line: null,
})

/** A unit without documents, which has something to tell. */
export const problemUnit = (name: string, problems: readonly Problem[]): Unit => ({
  name,
  files: noFiles(),
  documents: [],
  problems,
  dispose: async () => {},
})

/** Says that an archive has no members, which else would be read as a document without words. */
export const emptyArchive = (name: string): Unit => {
  const message = `Expected papers in the archive ${shownPath(name)} but it is empty.`
  return problemUnit(name, [{ code: 'BAD_FORMAT', message, figure: null, line: null }])
}

/** True for what is wrong with an archive itself, and so costs what follows in it and no more. */
export const isDamage = (error: unknown): error is FigsiftError =>
  error instanceof FigsiftError && (error.code === 'BAD_FORMAT' || error.code === 'LIMIT_EXCEEDED')

/** Says that an archive is damaged from here on. */
export const damagedUnit = (name: string, { code, message }: FigsiftError): Unit => ({
  ...problemUnit(name, [{ code, message, figure: null, line: null }]),
  isDamaged: true,
})
