import { randomUUID } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { hostname } from 'node:os'
import { FigsiftError } from '../errors.js'
import type { FileSystem } from './fileSystem.js'

interface Holder {
  pid: number
  host: string
  /** When the process started, in clock ticks since boot: tells it from a later process with the same id. */
  started: string | undefined
  token: string
}

/** A run folder has one worker. `check` throws once the lock is no longer ours; `release` is idempotent. */
export interface Lock {
  check(): Promise<void>
  release(): Promise<void>
}

/**
 * Takes the lock at `path`, or refuses with RUN_LOCKED while a living process holds it.
 *
 * A lock whose process is dead on this host is taken over. Two processes that take over the same stale lock at the same
 * instant both believe to hold it for a moment; `check`, called before every record, stops the one that lost.
 */
export async function acquireLock(files: FileSystem, path: string): Promise<Lock> {
  const own: Holder = {
    pid: process.pid,
    host: hostname(),
    started: processStat(process.pid)?.started,
    token: randomUUID(),
  }
  const ticket = `${path}.${own.token}`
  try {
    await files.write(ticket, JSON.stringify(own))
    if (!(await files.claim(ticket, path))) {
      const holder = parseHolder(await files.read(path))
      if (holder !== undefined && isAlive(holder)) throw lockedError(path, holder)
      await files.rename(ticket, path)
    }
  } finally {
    // Whoever sweeps the folder takes it along: to fail here would leave a lock that nobody releases.
    await files.remove(ticket).catch(() => {})
  }

  let isReleased = false
  const check = async () => {
    const holder = parseHolder(await files.read(path))
    if (holder?.token !== own.token) throw lockedError(path, holder)
  }
  await check()
  return {
    check,
    async release() {
      if (isReleased) return
      isReleased = true
      if (parseHolder(await files.read(path))?.token === own.token) await files.remove(path)
    },
  }
}

function parseHolder(text: string | undefined): Holder | undefined {
  if (text === undefined) return undefined
  try {
    const holder = JSON.parse(text) as Holder
    return Number.isInteger(holder.pid) && typeof holder.token === 'string' ? holder : undefined
  } catch {
    // A lock that a crash left half-written belongs to nobody.
    return undefined
  }
}

/** A process of another host cannot be asked, so it counts as alive. */
function isAlive({ pid, host, started }: Holder): boolean {
  if (host !== hostname()) return true
  try {
    process.kill(pid, 0)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ESRCH') return false
  }
  const now = processStat(pid)
  // A killed process that nobody has waited for keeps its id: in a container without an init, for ever.
  if (now?.state === 'Z' || now?.state === 'X') return false
  return started === undefined || now === undefined || started === now.started
}

/** Fields 3 and 22 of /proc/PID/stat; the second field is a name in brackets that may itself hold spaces and brackets. */
function processStat(pid: number): { state: string | undefined; started: string | undefined } | undefined {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, 'utf8')
    const fields = text.slice(text.lastIndexOf(')') + 2).split(' ')
    return { state: fields[0], started: fields[19] }
  } catch {
    return undefined
  }
}

function lockedError(path: string, holder: Holder | undefined): FigsiftError {
  const who = holder === undefined ? 'another process' : `process ${holder.pid} on ${holder.host}`
  return new FigsiftError(
    'RUN_LOCKED',
    `Expected to be the only process on this run but ${who} works on it. ` +
      `Wait for it or stop it; if it is surely gone, remove ${JSON.stringify(path)}.`,
    { file: path },
  )
}
