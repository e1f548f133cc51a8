import { basename, join, resolve } from 'node:path'
import { isDatasetFile } from '../dataset/fileKind.js'
import { shardingOf } from '../dataset/shards.js'
import { ArgumentError, FigsiftError } from '../errors.js'
import { disk, type FileSystem, folderOf, publishFile, writeDurably } from './fileSystem.js'
import { Journal, type PartRecord } from './journal.js'
import { acquireLock, type Lock } from './lock.js'
import type { Output, PartStore } from './partStore.js'

export interface RunFolderOptions {
  command: string
  /** The main output; the run folder is `<out>.figsift` beside it. */
  out: string
  /** Further files that the run will write. */
  otherOutputs?: readonly string[]
  /** The outputs are cut into shards of so many rows: those that are there count as outputs that are there. */
  shardRows?: number | undefined
  /** Files that are read, and so must not be written. */
  inputs?: readonly string[]
  force?: boolean
  files?: FileSystem
}

/** What `manifest.json` in the run folder says about an unfinished run. */
interface RunState {
  tool: 'figsift'
  command: string
  /** The run was started with `force`, so the outputs that are there may be replaced. */
  mayReplace: boolean
  /** Every part is done and outputs are being renamed: what lies at their names is ours. */
  isPublishing: boolean
}

/** The folder in which an unfinished run lives, with its lock and its journal. */
export class RunFolder implements PartStore {
  readonly files: FileSystem
  readonly folder: string
  readonly journal: Journal
  readonly #out: string
  readonly #lock: Lock
  /** Temporary files outside the run folder. */
  readonly #elsewhere: string[] = []
  /** Shards that lay there as the run began: they would be read with the new ones. */
  readonly #oldShards: readonly string[]
  #state: RunState
  #isDiscarded = false

  private constructor(
    files: FileSystem,
    out: string,
    lock: Lock,
    journal: Journal,
    state: RunState,
    oldShards: readonly string[],
  ) {
    this.files = files
    this.#out = out
    this.folder = folderFor(out)
    this.journal = journal
    this.#lock = lock
    this.#state = state
    this.#oldShards = oldShards
  }

  /**
   * Opens the run folder of `out`, taking up an unfinished run if there is one.
   *
   * @throws FigsiftError OUTPUT_EXISTS when an output is there and neither `force` nor our own unfinished run allows to
   *   replace it; RUN_LOCKED when another process works on the same output
   */
  static async open({ command, force = false, files = disk, ...rest }: RunFolderOptions): Promise<RunFolder> {
    const out = resolve(rest.out)
    const outputs = [out, ...(rest.otherOutputs ?? []).map((path) => resolve(path))]
    const oldShards = await findShards(files, outputs, rest.shardRows)
    const existing = [...(await findExisting(files, outputs)), ...oldShards]
    await checkDistinct(files, [...outputs, ...oldShards], rest.inputs ?? [])
    const folder = folderFor(out)
    const isThere = (await files.stat(folder)) !== undefined
    if (!isThere && existing.length > 0 && !force) throw existsError(existing[0]!)
    if (isThere) await checkOurs(files, folder)

    await removeLeftovers(files, folder)
    await files.makeFolder(folder)
    await files.sync(folderOf(folder))
    const lock = await acquireLock(files, join(folder, 'lock'))
    try {
      const previous = await readState(files, folder)
      if (existing.length > 0 && !force && !previous?.mayReplace && !previous?.isPublishing) {
        throw existsError(existing[0]!)
      }
      const state: RunState = {
        tool: 'figsift',
        command,
        mayReplace: force || (previous?.mayReplace ?? false),
        isPublishing: previous?.isPublishing ?? false,
      }
      await writeDurably(files, join(folder, MANIFEST), `${JSON.stringify(state, null, 2)}\n`)
      const journal = await Journal.open(files, join(folder, 'journal.jsonl'))
      return new RunFolder(files, out, lock, journal, state, oldShards)
    } catch (error) {
      await lock.release().catch(() => {})
      throw error
    }
  }

  path(...names: string[]): string {
    return join(this.folder, ...names)
  }

  partsFolder(stage: string): string {
    return this.path('parts', stage)
  }

  temporaryFor(path: string): string {
    const [folder, name] = [folderOf(resolve(path)), basename(path)]
    if (folder === folderOf(this.#out)) return this.path(`unpublished-${name}`)
    const temporary = join(folder, `.unpublished-${name}`)
    this.#elsewhere.push(temporary)
    return temporary
  }

  /** Outputs of a command are not there before all of it is done. */
  async willChange(): Promise<void> {}

  async record(record: PartRecord): Promise<void> {
    await this.#lock.check()
    await this.journal.add(record)
  }

  /**
   * Gives finished outputs their names, writes `<out>.manifest.json` and removes the run folder.
   *
   * A crash at any step leaves either a run that the same command finishes, or a finished one.
   */
  async publish(outputs: readonly Output[], manifest: object): Promise<void> {
    await this.#lock.check()
    this.#state = { ...this.#state, isPublishing: true }
    await writeDurably(this.files, this.path(MANIFEST), `${JSON.stringify(this.#state, null, 2)}\n`)
    // From here on it is not true, and the shards of two runs must not lie beside each other.
    const beside = `${this.#out}.${MANIFEST}`
    const stale = [beside, ...this.#oldShards]
    for (const path of stale) await this.files.remove(path)
    for (const folder of new Set(stale.map(folderOf))) await this.files.sync(folder)
    for (const { temporary, path } of outputs) await publishFile(this.files, temporary, resolve(path))
    const draft = this.path('final.json')
    await this.files.write(draft, `${JSON.stringify(manifest, null, 2)}\n`)
    await publishFile(this.files, draft, beside)
    await this.#discard()
  }

  /** Renamed before it is emptied: a half-emptied folder under its own name would look like an unfinished run. */
  async #discard(): Promise<void> {
    const done = `${this.folder}${DONE}${process.pid}`
    await this.files.rename(this.folder, done)
    await this.files.sync(folderOf(this.folder))
    await this.files.remove(done)
    this.#isDiscarded = true
  }

  /**
   * Lets others work on this run; what is finished stays. A run that finished nothing leaves nothing. Never throws: it
   * mostly runs because something else failed, which is what the user should hear of.
   */
  async close(): Promise<void> {
    if (this.#isDiscarded) return
    for (const path of this.#elsewhere) await this.files.remove(path).catch(() => {})
    const isWorthless = this.journal.isEmpty && !this.#state.isPublishing
    if (isWorthless) await this.#discard().catch(() => {})
    if (!this.#isDiscarded) await this.#lock.release().catch(() => {})
  }
}

const MANIFEST = 'manifest.json'
const DONE = '.done-'

export const folderFor = (out: string): string => `${resolve(out)}.figsift`

/** Through links too. An output that is a link itself is replaced, not what it points to. */
async function checkDistinct(files: FileSystem, outputs: readonly string[], inputs: readonly string[]): Promise<void> {
  const taken = new Map<string, string>()
  for (const path of inputs) taken.set(await files.realPath(path), 'an input').set(resolve(path), 'an input')
  for (const path of outputs) {
    const place = join(await files.realPath(folderOf(path)), basename(path))
    const other = taken.get(place) ?? taken.get(path)
    if (other !== undefined) {
      throw new ArgumentError(`Expected an output of its own but ${JSON.stringify(path)} is also ${other}.`, {
        file: path,
      })
    }
    taken.set(place, 'another output')
  }
}

async function findExisting(files: FileSystem, outputs: readonly string[]): Promise<string[]> {
  const existing: string[] = []
  for (const path of outputs) {
    const parent = await files.stat(folderOf(path))
    if (!parent?.isFolder) {
      throw new ArgumentError(
        `Expected the folder of the output to exist but there is no folder ${JSON.stringify(folderOf(path))}. Make it first.`,
        { file: path },
      )
    }
    const found = await files.stat(path)
    if (found === undefined) continue
    if (!found.isFile) {
      throw new ArgumentError(
        `Expected a file name for the output but ${JSON.stringify(path)} is ${found.isFolder ? 'a folder' : 'not a regular file'}.`,
        { file: path },
      )
    }
    existing.push(path)
  }
  return existing
}

async function findShards(
  files: FileSystem,
  outputs: readonly string[],
  shardRows: number | undefined,
): Promise<string[]> {
  const found: string[] = []
  for (const path of outputs) {
    const sharding = isDatasetFile(path) ? shardingOf(path, shardRows) : undefined
    if (sharding === undefined) continue
    const names = (await files.list(folderOf(path))).filter(sharding.isShard)
    found.push(...names.sort().map((name) => join(folderOf(path), name)))
  }
  return found
}

/** What a kill left of a finished run while its folder was being removed. */
async function removeLeftovers(files: FileSystem, folder: string): Promise<void> {
  for (const name of await files.list(folderOf(folder))) {
    if (name.startsWith(`${basename(folder)}${DONE}`)) await files.remove(join(folderOf(folder), name))
  }
}

async function checkOurs(files: FileSystem, folder: string): Promise<void> {
  if ((await readState(files, folder)) !== undefined) return
  const strange = (await files.list(folder)).filter((name) => !name.startsWith('lock') && !name.startsWith(MANIFEST))
  if (strange.length === 0) return
  throw new FigsiftError(
    'OUTPUT_EXISTS',
    `Expected ${JSON.stringify(folder)} to be free for the unfinished run, or to be one of ours, but it holds ` +
      `${JSON.stringify(strange[0])} and no manifest. Move it away or choose another output.`,
    { file: folder },
  )
}

async function readState(files: FileSystem, folder: string): Promise<RunState | undefined> {
  try {
    const state = JSON.parse((await files.read(join(folder, MANIFEST))) ?? '') as RunState
    return state.tool === 'figsift' ? state : undefined
  } catch (error) {
    if (error instanceof SyntaxError) return undefined
    throw error
  }
}

function existsError(path: string): FigsiftError {
  return new FigsiftError(
    'OUTPUT_EXISTS',
    `Expected a new file for the output but ${JSON.stringify(path)} exists. Choose another name or use \`force\` (--force) to replace it.`,
    { file: path },
  )
}
