import { createReadStream } from 'node:fs'
import { type FileHandle, mkdir, open } from 'node:fs/promises'
import { homedir } from 'node:os'
import { join } from 'node:path'

const PREFIX = '{"sha256":"'
const HASH_LENGTH = 64
/** Half a hash tells images apart in memory; the full one is compared when a line is read. */
const KEY_LENGTH = 32
const READ_BYTES = 4096
/** No line that we write is longer; anything longer is not ours. */
const MAX_LINE_BYTES = 1 << 20

/** `$XDG_CACHE_HOME/figsift/ocr`, or the same below `~/.cache`. */
export function defaultOcrCacheFolder(): string {
  return join(process.env.XDG_CACHE_HOME || join(homedir(), '.cache'), 'figsift', 'ocr')
}

/**
 * What was read in which image, kept between calls: one JSON line per image, `{"sha256": …, "text": …}`, in one file
 * per OCR setting.
 *
 * The file is only ever appended to, each record in one write that begins and ends with a line feed. So two processes
 * may share it, and a line torn by a kill or a full disk is lost alone. It is looked through once, when it is opened;
 * memory holds an offset per line, not the texts. What other processes add later is not seen.
 */
export class OcrCache {
  readonly path: string
  readonly #file: FileHandle
  readonly #offsets = new Map<string, number>()
  #writeError: string | undefined

  private constructor(path: string, file: FileHandle) {
    this.path = path
    this.#file = file
  }

  /**
   * @param folder made when it is not there, readable for its owner only
   * @param settingsKey names the OCR settings and versions
   */
  static async open(folder: string, settingsKey: string): Promise<OcrCache> {
    await mkdir(folder, { recursive: true, mode: 0o700 })
    const path = join(folder, `${settingsKey}.jsonl`)
    const file = await open(path, 'a+', 0o600)
    const cache = new OcrCache(path, file)
    try {
      // A pipe or a device has no end to be looked through to.
      if (!(await file.stat()).isFile()) throw new Error(`${path} is not a regular file`)
      await cache.#index()
    } catch (error) {
      await file.close()
      throw error
    }
    return cache
  }

  /** Images that were known when the cache was opened. */
  get size(): number {
    return this.#offsets.size
  }

  /** Why nothing is written any more, once the disk refused a record; readings are then only not kept. */
  get writeError(): string | undefined {
    return this.#writeError
  }

  /** The text kept for an image, or undefined; a record that cannot be read counts as none. */
  async get(sha256: string): Promise<string | undefined> {
    const offset = this.#offsets.get(sha256.slice(0, KEY_LENGTH))
    if (offset === undefined) return undefined
    try {
      const record = JSON.parse(await this.#lineAt(offset)) as { sha256?: unknown; text?: unknown }
      return record.sha256 === sha256 && typeof record.text === 'string' ? record.text : undefined
    } catch {
      return undefined
    }
  }

  async set(sha256: string, text: string): Promise<void> {
    if (this.#writeError !== undefined) return
    const line = Buffer.from(`\n${JSON.stringify({ sha256, text })}\n`)
    if (line.length > MAX_LINE_BYTES) return
    try {
      await this.#file.write(line)
    } catch (error) {
      this.#writeError = error instanceof Error ? error.message : String(error)
    }
  }

  close(): Promise<void> {
    return this.#file.close()
  }

  async #index(): Promise<void> {
    const stream = createReadStream(this.path, { highWaterMark: 1 << 18 })
    let rest: Buffer = Buffer.alloc(0)
    let offset = 0 // of the first byte of `rest` in the file
    for await (const chunk of stream as AsyncIterable<Buffer>) {
      const bytes = rest.length === 0 ? chunk : Buffer.concat([rest, chunk])
      let begin = 0
      for (let end = bytes.indexOf(10); end !== -1; end = bytes.indexOf(10, begin)) {
        this.#indexLine(bytes, begin, end, offset + begin)
        begin = end + 1
      }
      // A line without end that is longer than any of ours is foreign: forget its beginning, its end will not parse.
      const keep = bytes.length - begin > MAX_LINE_BYTES ? bytes.length : begin
      offset += keep
      rest = Buffer.from(bytes.subarray(keep))
    }
  }

  #indexLine(bytes: Buffer, begin: number, end: number, offset: number): void {
    const hashBegin = begin + PREFIX.length
    if (end < hashBegin + HASH_LENGTH || bytes[end - 1] !== 125 /* } */) return
    if (bytes.toString('latin1', begin, hashBegin) !== PREFIX) return
    this.#offsets.set(bytes.toString('latin1', hashBegin, hashBegin + KEY_LENGTH), offset)
  }

  async #lineAt(offset: number): Promise<string> {
    const pieces: Buffer[] = []
    for (let at = offset; at - offset < MAX_LINE_BYTES; at += READ_BYTES) {
      const { bytesRead, buffer } = await this.#file.read(Buffer.alloc(READ_BYTES), 0, READ_BYTES, at)
      const end = buffer.subarray(0, bytesRead).indexOf(10)
      pieces.push(buffer.subarray(0, end === -1 ? bytesRead : end))
      if (end !== -1 || bytesRead === 0) break
    }
    return Buffer.concat(pieces).toString('utf8')
  }
}
