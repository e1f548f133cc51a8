import { join, relative, resolve, sep } from 'node:path'
import { FigsiftError } from '../errors.js'
import { type FileSystem, folderOf, publishFile, writeDurably } from '../run/fileSystem.js'
import { type FileSummary, summarizeFiles } from '../run/inputs.js'
import { Journal, type PartRecord } from '../run/journal.js'
import { acquireLock, type Lock } from '../run/lock.js'
import type { Output, PartStore } from '../run/partStore.js'
import { MANIFEST_NAME, type RunManifest, type StageName } from '../run/recipe/manifest.js'
import { StageLedger, type StageRecord } from './stageLedger.js'
import { CACHE, sweep } from './sweep.js'

/** What only the run itself reads: journal, ledger, lock, and what is being made. */
export const INNER = '.figsift'
const STATE = 'state.json'

export interface RecipeFolderOptions {
  folder: string
  /** Of the recipe: one folder holds the run of one recipe. */
  name: string
  /** Takes over the folder of another recipe, and does all of it anew. */
  force: boolean
  files: FileSystem
}

/**
 * The folder of a run by a recipe. It stays: what is finished in it is kept as long as nothing that it was made from
 * changes, and `run.json` is there exactly as long as it is true.
 */
export class RecipeFolder implements PartStore {
  readonly files: FileSystem
  readonly folder: string
  readonly journal: Journal
  readonly ledger: StageLedger
  readonly #lock: Lock
  /** Stages whose parts belong to this run. */
  readonly #partStages = new Set<string>()
  /** Further files that belong to it, from the run's folder. */
  readonly #current = new Set<string>()

  private constructor(files: FileSystem, folder: string, lock: Lock, journal: Journal, ledger: StageLedger) {
    this.files = files
    this.folder = folder
    this.#lock = lock
    this.journal = journal
    this.ledger = ledger
  }

  /**
   * Takes up the run in a folder, or begins one.
   *
   * @throws FigsiftError OUTPUT_EXISTS for a folder that holds something else; RUN_LOCKED while another process works in it
   */
  static async open({ folder: path, name, force, files }: RecipeFolderOptions): Promise<RecipeFolder> {
    const folder = resolve(path)
    const inner = join(folder, INNER)
    await checkOurs(files, folder, name, force)
    await files.makeFolder(inner)
    for (const one of [folderOf(folder), folder]) await files.sync(one)
    const lock = await acquireLock(files, join(inner, 'lock'))
    try {
      if (force) for (const one of ['journal.jsonl', CACHE]) await files.remove(join(inner, one))
      await writeDurably(files, join(inner, STATE), `${JSON.stringify({ tool: 'figsift', name })}\n`)
      await files.remove(join(inner, 'work'))
      await files.makeFolder(join(inner, 'work'))
      const journal = await Journal.open(files, join(inner, 'journal.jsonl'))
      const ledger = await StageLedger.open(files, join(inner, 'stages.json'))
      const run = new RecipeFolder(files, folder, lock, journal, ledger)
      if (force) {
        await run.#retract()
        await ledger.forgetStages()
      }
      return run
    } catch (error) {
      await lock.release().catch(() => {})
      throw error
    }
  }

  path(...names: string[]): string {
    return join(this.folder, INNER, 'work', ...names)
  }

  /** A place that stays, for what saves work and can be made again. */
  cache(name: string): string {
    return join(this.folder, INNER, CACHE, name)
  }

  temporaryFor(path: string): string {
    return this.path(`unpublished-${this.nameOf(path).replaceAll('%', '%25').replaceAll('/', '%2F')}`)
  }

  partsFolder(stage: string): string {
    return join(this.folder, 'parts', stage)
  }

  /** Where a file of this name lies. */
  at(name: string): string {
    return join(this.folder, name)
  }

  /** The name of a path as the manifest has it. */
  nameOf(path: string): string {
    return relative(this.folder, resolve(path)).split(sep).join('/') || '.'
  }

  async willChange(stage: string): Promise<void> {
    this.#partStages.add(stage)
    await this.#retract()
  }

  async record(record: PartRecord): Promise<void> {
    await this.#lock.check()
    await this.journal.add(record)
  }

  /**
   * Parts of a stage belong to this run; gives what they are for the manifest.
   *
   * @param besides endings of further files of each part
   */
  async keepParts(stage: string, files: readonly string[], besides: readonly string[] = []): Promise<FileSummary[]> {
    this.#partStages.add(stage)
    for (const file of files) {
      for (const ending of ['', ...besides]) this.#current.add(`${this.nameOf(file)}${ending}`)
    }
    return this.summarize(files)
  }

  /** Files that belong to this run and that no stage publishes. */
  keepFiles(names: readonly string[]): void {
    for (const name of names) this.#current.add(name)
  }

  async summarize(paths: readonly string[]): Promise<FileSummary[]> {
    const found = await summarizeFiles(this.files, paths)
    return found.map((summary) => ({ ...summary, file: this.nameOf(summary.file) }))
  }

  /** A stage that was done with this key, and whose outputs are as they were then. */
  async findKept(name: StageName, key: string, stamp?: string): Promise<StageRecord | undefined> {
    const record = this.ledger.find(name)
    if (record?.key !== key || record.stamp !== stamp) return undefined
    for (const { file, sha256 } of record.outputs) {
      if ((await this.files.digest(this.at(file))) !== sha256) return undefined
    }
    this.keepFiles(record.outputs.map(({ file }) => file))
    return record
  }

  /** To be called before outputs of a stage are touched; names them, so that none is left behind whatever happens. */
  async begin(name: StageName, outputs: readonly string[]): Promise<void> {
    await this.#lock.check()
    await this.#retract()
    await this.ledger.begin(
      name,
      outputs.map((path) => this.nameOf(path)),
    )
  }

  /**
   * Gives the finished outputs of a stage their names, then records it.
   *
   * @param isShard of files of the run that would be read with the new ones: they go before the first of these comes
   */
  async publish(
    stage: Omit<StageRecord, 'outputs'>,
    outputs: readonly Output[],
    isShard: (path: string) => boolean = () => false,
  ): Promise<StageRecord> {
    await this.begin(
      stage.name,
      outputs.map(({ path }) => path),
    )
    const old = []
    for (const path of this.ledger.owned.map((name) => this.at(name)).filter(isShard)) {
      if ((await this.files.stat(path)) !== undefined) old.push(path)
    }
    for (const path of old) await this.files.remove(path)
    for (const folder of new Set(old.map(folderOf))) await this.files.sync(folder)
    for (const { temporary, path } of outputs) {
      await this.files.makeFolder(folderOf(path))
      await publishFile(this.files, temporary, path)
    }
    return this.recordStage(
      stage,
      outputs.map(({ path }) => path),
    )
  }

  /** Records a stage whose outputs have their names already. */
  async recordStage(stage: Omit<StageRecord, 'outputs'>, outputs: readonly string[]): Promise<StageRecord> {
    const { name, key, settings, rows, errors, facts, stamp, told } = stage
    const record = {
      name,
      key,
      settings,
      rows,
      errors,
      outputs: await this.summarize(outputs),
      ...(facts === undefined ? {} : { facts }),
      ...(stamp === undefined ? {} : { stamp }),
      ...(told === undefined ? {} : { told }),
    }
    await this.ledger.finish(record)
    this.keepFiles(record.outputs.map(({ file }) => file))
    return record
  }

  /** Writes the manifest of what is done so far, unless it is there as it is. */
  async writeManifest(manifest: RunManifest): Promise<void> {
    await this.#lock.check()
    const text = `${JSON.stringify(manifest, null, 2)}\n`
    const path = this.at(MANIFEST_NAME)
    if ((await this.files.read(path)) !== text) await writeDurably(this.files, path, text)
  }

  /** Removes what is no part of the run any more. */
  async finish(stages: readonly StageName[]): Promise<void> {
    await this.#lock.check()
    const wanted = this.#current
    await sweep(this.files, this.folder, wanted, this.ledger.owned)
    if (!stages.includes('filter')) await this.files.remove(this.cache(''))
    await this.journal.prune(({ stage }) => this.#partStages.has(stage))
    await this.ledger.prune(stages, [...wanted])
  }

  /** Lets others work in the folder; what is finished stays. Never throws: it mostly runs because something else failed. */
  async close(): Promise<void> {
    await this.files.remove(this.path()).catch(() => {})
    // A run that finished nothing leaves nothing: the lock goes with the rest.
    const isWorthless = await this.#isWorthless().catch(() => false)
    await (isWorthless ? this.files.remove(this.folder) : this.#lock.release()).catch(() => {})
  }

  async #isWorthless(): Promise<boolean> {
    if (!this.journal.isEmpty || !this.ledger.isEmpty) return false
    await this.#lock.check()
    const names = await this.files.list(this.folder)
    return names.length === 1 && names[0] === INNER
  }

  /** From here on the folder is not what `run.json` says. */
  async #retract(): Promise<void> {
    const path = this.at(MANIFEST_NAME)
    if ((await this.files.stat(path)) === undefined) return
    await this.files.remove(path)
    await this.files.sync(this.folder)
  }
}

async function checkOurs(files: FileSystem, folder: string, name: string, force: boolean): Promise<void> {
  const found = await files.stat(folder)
  if (found === undefined) return
  const refuse = (why: string, remedy: string) =>
    new FigsiftError(
      'OUTPUT_EXISTS',
      `Expected ${JSON.stringify(folder)} to be free for the run ${JSON.stringify(name)} but ${why}. ${remedy}`,
      {
        file: folder,
      },
    )
  if (!found.isFolder) throw refuse('it is no folder', 'Choose another `out`.')
  for (const name of [INNER, 'parts']) {
    // What we make and remove there would be made and removed elsewhere.
    const isLink = (await files.realPath(join(folder, name))) !== join(await files.realPath(folder), name)
    if (isLink && (await files.stat(join(folder, name))) !== undefined) {
      throw refuse(`its ${JSON.stringify(name)} is a link`, 'Remove the link or choose another `out`.')
    }
  }
  const state = await readState(files, join(folder, INNER, STATE))
  if (state === undefined) {
    const strange = (await files.list(folder)).find((one) => one !== INNER)
    if (strange !== undefined) {
      throw refuse(`it holds ${JSON.stringify(strange)} and no run of ours`, 'Move it away or choose another `out`.')
    }
  } else if (state.name !== name && !force) {
    throw refuse(
      `it holds the run ${JSON.stringify(state.name)}`,
      'Choose another `out`, or `force` (--force) to replace it.',
    )
  }
}

async function readState(files: FileSystem, path: string): Promise<{ name: string } | undefined> {
  try {
    const state = JSON.parse((await files.read(path)) ?? '') as { tool: unknown; name: unknown }
    return state.tool === 'figsift' && typeof state.name === 'string' ? { name: state.name } : undefined
  } catch (error) {
    if (error instanceof SyntaxError) return undefined
    throw error
  }
}
