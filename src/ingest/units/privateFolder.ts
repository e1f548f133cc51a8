import { mkdir, mkdtemp, realpath } from 'node:fs/promises'
import { join } from 'node:path'
import { notWritten } from './notWritten.js'

/** A new, empty folder that only this user can look into: its real path. */
export async function privateFolder(temporary: string): Promise<string> {
  try {
    await mkdir(temporary, { recursive: true, mode: 0o700 })
    return await realpath(await mkdtemp(join(temporary, 'figsift-unit-')))
  } catch (error) {
    throw notWritten(temporary, error as Error)
  }
}
