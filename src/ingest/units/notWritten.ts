import { systemRemedy } from '../../dataset/systemFault.js'
import { FigsiftError } from '../../errors.js'

/** What the disk refuses is the machine's fault and ends the run; it is no error of a row. */
export const notWritten = (path: string, cause: NodeJS.ErrnoException): FigsiftError =>
  new FigsiftError(
    'IO',
    `Expected to write ${JSON.stringify(path)} but the system said: ${cause.message}. ` +
      `${systemRemedy(cause.code)}, then run the same command again.`,
    { file: path, cause },
  )
