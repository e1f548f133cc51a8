import { join, resolve } from 'node:path'
import { copyParquet } from '../dataset/copyParquet.js'
import { throwIfAborted } from '../validate.js'
import { BESIDE, joinNpy } from './embeddingParts.js'
import { ioError } from './fileSystem.js'
import { summarizeFiles } from './inputs.js'
import type { Output, PartStore } from './partStore.js'

/** Files of a folder of embeddings: `embeddings.npy` holds the images', which is what `dedup` reads. */
const FILES = {
  images: 'embeddings.npy',
  texts: 'text_embeddings.npy',
  ids: 'ids.parquet',
  facts: 'embeddings.json',
} as const

/** What `embeddings.json` says of the model and the numbers, besides rows, dims and the files' checksums. */
export interface EmbeddingFacts {
  model: string
  /** Hash of the model's files. */
  sha256: string
  dims: number
  precision: string
  [fact: string]: unknown
}

export const embeddingsFolderFiles = (folder: string): string[] =>
  Object.values(FILES).map((name) => resolve(join(folder, name)))

/**
 * Makes the files of a folder of embeddings from the parts of a run, under temporary names.
 *
 * @param parts the parts' own files; the embeddings lie beside them
 * @returns the outputs, the one that tells of the others last
 */
export async function prepareEmbeddings(
  run: PartStore,
  folder: string,
  parts: readonly string[],
  rows: number,
  { signal, ...facts }: EmbeddingFacts & { signal: AbortSignal | undefined },
): Promise<Output[]> {
  const output = (name: string): Output => {
    const path = resolve(join(folder, name))
    return { path, temporary: run.temporaryFor(path) }
  }
  const [images, texts, ids] = [output(FILES.images), output(FILES.texts), output(FILES.ids)]
  const besides = (ending: string) => parts.map((part) => `${part}${ending}`)
  try {
    for (const { temporary, ending } of [
      { ...images, ending: BESIDE.images },
      { ...texts, ending: BESIDE.texts },
    ]) {
      throwIfAborted(signal)
      await run.files.fill(temporary, () => joinNpy(temporary, besides(ending), rows, facts.dims))
    }
    if (parts.length > 0) {
      const input = besides(BESIDE.ids)
      const all = [{ path: ids.temporary, begin: 0, end: rows, rows }]
      const written = { input, foreign: ['id'], beside: [], columns: [], signal }
      await copyParquet(all, written, async ({ path }, copy) => void (await run.files.fill(path, copy)))
    }
  } catch (error) {
    throw ioError(error, 'write', folder)
  }
  const made = parts.length > 0 ? [images, texts, ids] : [images, texts]
  const summaries = await summarizeFiles(
    run.files,
    made.map(({ temporary }) => temporary),
  )
  const files = Object.fromEntries(
    made.map(({ path }, i) => [path.slice(path.lastIndexOf('/') + 1), summaries[i]!.sha256]),
  )
  const described = output(FILES.facts)
  await run.files.write(described.temporary, `${JSON.stringify({ ...facts, rows, files }, null, 2)}\n`)
  return [...made, described]
}
