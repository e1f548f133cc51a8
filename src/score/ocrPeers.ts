import { existsSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { FigsiftError } from '../errors.js'

/** The optional packages that read words in figures, where they were found. */
export interface OcrPeers {
  /** Main file of tesseract.js. */
  enginePath: string
  engineVersion: string
  coreVersion: string
  /** Folder that holds eng.traineddata.gz. */
  dataFolder: string
  dataVersion: string
}

/** Processor seconds that reading the words of a figure takes, as measured in docs/numerics.md and rounded. */
export const WORDS_SECONDS = 0.7

/** The one command that installs what the words signal needs. */
export const OCR_INSTALL_COMMAND = 'npm install tesseract.js@7 @tesseract.js-data/eng'

const ENGINE_MAJOR = '7'

/**
 * Finds tesseract.js and its English data as this package's own `require` would: beside it, in a project as in a
 * global install. The working directory is not asked: it may be a stranger's dataset, and what is found is run.
 *
 * @returns the peers, or the reason why they cannot be used
 */
export function findOcrPeers(from: readonly string[] = [import.meta.url]): OcrPeers | { missing: string } {
  const engine = findPackage('tesseract.js', from)
  if (engine === undefined) return { missing: 'tesseract.js is not installed' }
  if (engine.version.split('.')[0] !== ENGINE_MAJOR) {
    return { missing: `tesseract.js ${engine.version} is installed, and version ${ENGINE_MAJOR} is needed` }
  }
  const data = findPackage('@tesseract.js-data/eng', from)
  if (data === undefined) return { missing: '@tesseract.js-data/eng is not installed' }
  const dataFolder = join(data.folder, '4.0.0_best_int')
  if (!existsSync(join(dataFolder, 'eng.traineddata.gz'))) {
    return { missing: `@tesseract.js-data/eng ${data.version} has no 4.0.0_best_int/eng.traineddata.gz` }
  }
  const core = findPackage('tesseract.js-core', [join(engine.folder, 'package.json')])
  return {
    enginePath: createRequire(join(engine.folder, 'package.json')).resolve(engine.folder),
    engineVersion: engine.version,
    coreVersion: core?.version ?? 'unknown',
    dataFolder,
    dataVersion: data.version,
  }
}

/** @throws FigsiftError PEER_NOT_INSTALLED, naming the command that installs both packages */
export function requireOcrPeers(): OcrPeers {
  const peers = findOcrPeers()
  if ('missing' in peers) {
    throw new FigsiftError(
      'PEER_NOT_INSTALLED',
      `Expected tesseract.js 7 with English data for the words signal but ${peers.missing}. ` +
        `Run: ${OCR_INSTALL_COMMAND}`,
    )
  }
  return peers
}

function findPackage(name: string, from: readonly string[]): { folder: string; version: string } | undefined {
  for (const start of from) {
    try {
      const path = createRequire(start).resolve(`${name}/package.json`)
      return { folder: dirname(path), version: String(JSON.parse(readFileSync(path, 'utf8')).version) }
    } catch {
      // Not from here; the next place may have it.
    }
  }
  return undefined
}
