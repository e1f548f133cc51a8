import type { OcrCache } from './ocrCache.js'
import type { OcrPool } from './ocrPool.js'

/** Characters of readings kept in memory, so that an image that comes again is not read again. */
const MAX_REMEMBERED_CHARS = 1 << 24

/**
 * The text in an image, read at most once per call: from this call's memory, from the cache, or by the engine.
 *
 * Memory is bounded by MAX_REMEMBERED_CHARS (some 50 000 figures); beyond it, and without a cache, an image that comes
 * again much later is read again.
 */
export class FigureWords {
  readonly #pool: OcrPool
  readonly #cache: OcrCache | undefined
  readonly #underWay = new Map<string, Promise<string>>()
  readonly #remembered = new Map<string, string>()
  #rememberedChars = 0
  /** How often each way was taken. */
  readonly counts = { read: 0, cached: 0, repeated: 0 }

  constructor(pool: OcrPool, cache: OcrCache | undefined) {
    this.#pool = pool
    this.#cache = cache
  }

  /**
   * Starts reading one image; resolves when `pictures` is not needed any more, which is before the text is there.
   *
   * @param sha256 of the image file
   * @param pictures makes what the engine gets; called only when the image must be read
   */
  async start(sha256: string, pictures: () => Promise<readonly Uint8Array[]>): Promise<{ text: Promise<string> }> {
    const known = this.#remembered.get(sha256)
    const underWay = known === undefined ? this.#underWay.get(sha256) : Promise.resolve(known)
    if (underWay !== undefined) {
      this.counts.repeated++
      return { text: underWay }
    }
    let text!: Promise<string>
    await new Promise<void>((release) => {
      text = this.#read(sha256, pictures, release).finally(() => {
        this.#underWay.delete(sha256)
        release()
      })
      this.#underWay.set(sha256, text)
      // Whoever asked gets the failure; nobody asking, as after a cancelled call, must not count as unhandled.
      text.catch(() => {})
    })
    return { text }
  }

  async #read(sha256: string, pictures: () => Promise<readonly Uint8Array[]>, release: () => void): Promise<string> {
    const cached = await this.#cache?.get(sha256)
    if (cached !== undefined) {
      this.counts.cached++
      this.#remember(sha256, cached)
      return cached
    }
    const seen = await pictures()
    release()
    const text = await this.#pool.recognize(seen)
    this.counts.read++
    this.#remember(sha256, text)
    await this.#cache?.set(sha256, text)
    return text
  }

  /** Resolves when nothing is under way any more, so that the cache can be closed. */
  async settled(): Promise<void> {
    await Promise.allSettled(this.#underWay.values())
  }

  #remember(sha256: string, text: string): void {
    this.#remembered.set(sha256, text)
    this.#rememberedChars += text.length
    for (const [oldest, { length }] of this.#remembered) {
      if (this.#rememberedChars <= MAX_REMEMBERED_CHARS) return
      this.#remembered.delete(oldest)
      this.#rememberedChars -= length
    }
  }
}
