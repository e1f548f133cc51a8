import { stat } from 'node:fs/promises'
import { resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { FigsiftError } from '../errors.js'
import { checkString } from '../validate.js'
import { cachedRepositories, cachedSnapshot, cacheFolder, isRepositoryName } from './huggingFaceCache.js'
import {
  inspectModelFolder,
  type ModelFamily,
  type ModelFolder,
  type OpenModelFolderOptions,
  openModelFolder,
} from './modelFolder.js'

/** The model that ships with the package. */
export const EMBEDDED_MODEL = 'figsift-mini'

/**
 * Finds a model by name or path: `figsift-mini`, a folder, or `org/name` in the local Hugging Face cache. Nothing is ever
 * downloaded.
 *
 * @throws FigsiftError MODEL_NOT_FOUND listing where it was looked for; MODEL_INVALID where it does not fit
 */
export async function findModel(nameOrPath: string, options: OpenModelFolderOptions = {}): Promise<ModelFolder> {
  checkString('model', nameOrPath)
  const { folder, name } = await locate(nameOrPath)
  return { ...(await openModelFolder(folder, options)), ...(name !== undefined && { name }) }
}

async function locate(nameOrPath: string): Promise<{ folder: string; name?: string }> {
  const looked: string[] = []
  if (nameOrPath === EMBEDDED_MODEL) {
    const folder = embeddedFolder()
    if (await isFolder(folder)) return { folder, name: EMBEDDED_MODEL }
    looked.push(`${folder} (the embedded model: install figsift again)`)
  }
  const folder = resolve(nameOrPath)
  if (await isFolder(folder)) return { folder }
  looked.push(folder)
  if (isRepositoryName(nameOrPath)) {
    const snapshot = await cachedSnapshot(nameOrPath)
    if (snapshot !== undefined) return { folder: snapshot, name: nameOrPath }
    looked.push(`${cacheFolder()} (the local Hugging Face cache)`)
  }
  throw new FigsiftError(
    'MODEL_NOT_FOUND',
    `There is no model ${JSON.stringify(nameOrPath.slice(0, 200))}. It was looked for in ${looked.join(', ')}. figsift downloads ` +
      `nothing: fetch the model yourself (\`hf download org/name\`) and give its folder, or use "${EMBEDDED_MODEL}".`,
  )
}

/** What `models list` shows. */
export interface ModelSummary {
  name: string
  path: string
  source: 'embedded' | 'huggingface'
  /** Absent where the folder cannot be used; `problem` says why. */
  family?: ModelFamily
  precision?: string
  dims?: number
  bytes?: number
  summary?: string
  problem?: string
}

/** The embedded model and what the local Hugging Face cache holds, with the reason for each that cannot be used. */
export async function listModels(): Promise<ModelSummary[]> {
  const found: Pick<ModelSummary, 'name' | 'path' | 'source'>[] = [
    { name: EMBEDDED_MODEL, path: embeddedFolder(), source: 'embedded' },
  ]
  const cache = cacheFolder()
  for (const name of await cachedRepositories(cache)) {
    const path = await cachedSnapshot(name, cache)
    if (path !== undefined) found.push({ name, path, source: 'huggingface' })
  }
  const models: ModelSummary[] = []
  for (const entry of found) {
    try {
      const { family, precision, dims, bytes, figsift } = await inspectModelFolder(entry.path)
      models.push({
        ...entry,
        family,
        precision,
        dims,
        bytes,
        ...(figsift?.summary !== undefined && { summary: figsift.summary }),
      })
    } catch (error) {
      if (!(error instanceof FigsiftError)) throw error
      models.push({ ...entry, problem: error.message })
    }
  }
  return models
}

function embeddedFolder(): string {
  return fileURLToPath(new URL(`../../models/${EMBEDDED_MODEL}`, import.meta.url))
}

async function isFolder(path: string): Promise<boolean> {
  return (await stat(path).catch(() => undefined))?.isDirectory() === true
}
