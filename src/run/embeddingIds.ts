import { join } from 'node:path'
import type { Dataset } from '../dataset/dataset.js'
import { readSidecar } from '../dataset/sidecar.js'
import { ArgumentError } from '../errors.js'
import { ID_COLUMN } from './embeddingParts.js'
import { disk } from './fileSystem.js'

/**
 * Holds the ids that a folder of embeddings was made with against those of the rows it is used for.
 *
 * @param folder with or without `ids.parquet`; without, there is nothing to hold
 * @param name of the option, for the message
 * @throws ArgumentError naming the first row that differs, and both ids
 */
export async function checkEmbeddingIds(
  folder: string,
  name: string,
  dataset: Dataset,
  signal: AbortSignal | undefined,
): Promise<void> {
  const path = join(folder, 'ids.parquet')
  if ((await disk.stat(path)) === undefined) return
  const stored = readSidecar(path, [ID_COLUMN], { signal })
  try {
    for await (const { id, index } of dataset.rows({ signal })) {
      const { value } = await stored.next()
      if (value?.id === id) continue
      const found = value === undefined ? 'no further row' : JSON.stringify(value.id)
      throw new ArgumentError(
        `Expected the rows of \`${name}\` in the order of the dataset, whose row ${index} is ${JSON.stringify(id)}, but ` +
          `${JSON.stringify(path)} has ${found} there. Make the embeddings from this version of the dataset.`,
        { row: index, file: path },
      )
    }
  } finally {
    await stored.return()
  }
}
