import { readdir, readFile, stat } from 'node:fs/promises'
import os from 'node:os'
import { join } from 'node:path'

/** Where huggingface_hub keeps what it fetched: HF_HUB_CACHE, else HF_HOME/hub, else ~/.cache/huggingface/hub. */
export function cacheFolder(env: NodeJS.ProcessEnv = process.env): string {
  if (env.HF_HUB_CACHE) return env.HF_HUB_CACHE
  const home = env.HF_HOME || join(env.XDG_CACHE_HOME || join(os.homedir(), '.cache'), 'huggingface')
  return join(home, 'hub')
}

const NAME = /^[\w.-]{1,96}\/[\w.-]{1,96}$/
/** A name of a revision may have slashes; a commit is 40 hex digits. */
const COMMIT = /^[0-9a-f]{40}$/

/** True for `org/name`. */
export function isRepositoryName(name: string): boolean {
  return NAME.test(name) && !name.includes('..')
}

/**
 * The folder of a repository's fetched snapshot: that of `main`, or the only one there is.
 *
 * @param name `org/name`
 * @returns undefined where the cache has none
 */
export async function cachedSnapshot(name: string, cache: string = cacheFolder()): Promise<string | undefined> {
  const repository = join(cache, `models--${name.replace('/', '--')}`)
  const snapshots: string[] = await readdir(join(repository, 'snapshots')).catch(() => [])
  const main = (await readFile(join(repository, 'refs', 'main'), 'utf8').catch(() => '')).trim()
  const commit =
    COMMIT.test(main) && snapshots.includes(main) ? main : snapshots.length === 1 ? snapshots[0] : undefined
  if (commit === undefined) return undefined
  const folder = join(repository, 'snapshots', commit)
  return (await stat(folder).catch(() => undefined))?.isDirectory() ? folder : undefined
}

/** Names of the repositories in the cache, in order. */
export async function cachedRepositories(cache: string = cacheFolder()): Promise<string[]> {
  const names = (await readdir(cache).catch(() => []))
    .filter((entry) => entry.startsWith('models--'))
    .map((entry) => entry.slice('models--'.length).replace('--', '/'))
  return names.filter(isRepositoryName).sort()
}
