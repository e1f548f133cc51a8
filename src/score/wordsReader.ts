import { FigsiftError } from '../errors.js'
import type { Pixels } from '../image/pixels.js'
import { englishIdf } from './englishIdf.js'
import type { PairScore } from './figureRow.js'
import { FigureWords } from './figureWords.js'
import type { Idf } from './idf.js'
import { defaultOcrCacheFolder, OcrCache } from './ocrCache.js'
import { requireOcrPeers } from './ocrPeers.js'
import { ocrPictures } from './ocrPictures.js'
import { OcrPool } from './ocrPool.js'
import { ocrSettingsKey } from './ocrSettings.js'
import { datasetIdfError, type ResolvedOptions } from './scoreOptions.js'
import { wordsOf } from './words.js'
import { wordsScore } from './wordsScore.js'

/** The words signal with what it owns: the engine's workers, the cache file, the idf table. */
export class WordsReader {
  /** Versions and hashes that decide the numbers. */
  readonly describe: Readonly<Record<string, unknown>>
  readonly #idf: Idf
  readonly #pool: OcrPool
  readonly #cache: OcrCache | undefined
  readonly #figures: FigureWords
  readonly #cacheError: string | undefined
  #disposing: Promise<void> | undefined

  private constructor(parts: {
    describe: Record<string, unknown>
    idf: Idf
    pool: OcrPool
    cache: OcrCache | undefined
    cacheError: string | undefined
  }) {
    this.describe = Object.freeze(parts.describe)
    this.#idf = parts.idf
    this.#pool = parts.pool
    this.#cache = parts.cache
    this.#cacheError = parts.cacheError
    this.#figures = new FigureWords(parts.pool, parts.cache)
  }

  /** @throws FigsiftError PEER_NOT_INSTALLED; IO where a cache folder was named and cannot be used */
  static async open({ idf: table, ocrCache, threads, signal }: ResolvedOptions): Promise<WordsReader> {
    const peers = requireOcrPeers()
    if (table === 'dataset') throw datasetIdfError('a stream or scorer')
    const idf = table === 'english' ? await englishIdf() : table
    const settings = ocrSettingsKey(peers)
    const { cache, cacheError } = await openCache(ocrCache, settings)
    const describe = {
      idf: { name: idf.name, documents: idf.documents, sha256: idf.sha256 },
      ocr: { engine: peers.engineVersion, core: peers.coreVersion, data: peers.dataVersion, settings },
    }
    return new WordsReader({ describe, idf, pool: new OcrPool({ peers, threads, signal }), cache, cacheError })
  }

  get stats(): { read: number; cached: number; repeated: number; cacheError?: string } {
    const cacheError = this.#cacheError ?? this.#cache?.writeError
    return { ...this.#figures.counts, ...(cacheError === undefined ? {} : { cacheError }) }
  }

  /** Starts reading an image; resolves when its pixels are not needed any more. */
  start(sha256: string, pixels: Pixels): Promise<{ text: Promise<string> }> {
    return this.#figures.start(sha256, () => ocrPictures(pixels))
  }

  score(
    text: string,
    figureText: string,
  ): Required<Pick<PairScore, 'wordsScore' | 'wordsShared' | 'wordsFound'>> & {
    textTruncated: boolean
  } {
    const figure = wordsOf(figureText).words
    const { words, truncated } = wordsOf(text)
    const { score, shared } = wordsScore(figure, words, this.#idf)
    return { wordsScore: score, wordsShared: shared, wordsFound: figure.size, textTruncated: truncated }
  }

  dispose(): Promise<void> {
    this.#disposing ??= this.#pool
      .dispose()
      .then(() => this.#figures.settled())
      .then(() => this.#cache?.close())
    return this.#disposing
  }
}

/** The default cache is a convenience and is done without where it cannot be; a folder that was named must work. */
async function openCache(
  folder: string | false | undefined,
  settings: string,
): Promise<{ cache?: OcrCache; cacheError?: string }> {
  if (folder === false) return {}
  try {
    return { cache: await OcrCache.open(folder ?? defaultOcrCacheFolder(), settings) }
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error)
    if (folder === undefined) return { cacheError: reason }
    throw new FigsiftError(
      'IO',
      `Expected a folder to write to for \`ocrCache\` but received "${folder}": ${reason}.`,
      {
        file: folder,
        cause: error,
      },
    )
  }
}
