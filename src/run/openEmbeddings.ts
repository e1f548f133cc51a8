import { join } from 'node:path'
import { ShapeError } from '../errors.js'
import { Matrix } from '../matrix.js'
import { disk } from './fileSystem.js'

const NPY_IN_FOLDER = 'embeddings.npy'

/** The file itself, or the one in a folder of embeddings. */
export async function npyAt(path: string | undefined): Promise<string | undefined> {
  if (path === undefined) return undefined
  return (await disk.stat(path))?.isFolder ? join(path, NPY_IN_FOLDER) : path
}

/**
 * Opens the embeddings of the rows of a dataset.
 *
 * @param path a `.npy` file; undefined gives undefined
 * @throws ShapeError unless there is one for each row
 */
export async function openEmbeddings(
  path: string | undefined,
  name: string,
  rows: number,
  input: string,
): Promise<Matrix | undefined> {
  if (path === undefined) return undefined
  const matrix = await Matrix.open(path)
  if (matrix.rows === rows) return matrix
  const { rows: received, cols } = matrix
  matrix.dispose()
  throw new ShapeError(
    `Expected [${rows}, d] for \`${name}\`, one row for each of the ${rows} rows of ${JSON.stringify(input)}, ` +
      `but ${JSON.stringify(path)} is [${received}, ${cols}]. Were the embeddings made from another version of the dataset?`,
    { file: path },
  )
}
