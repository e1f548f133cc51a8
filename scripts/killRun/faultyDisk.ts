import { truncate } from 'node:fs/promises'
import { disk, type FileSystem, ioError } from '../../src/run/fileSystem.js'

/** What a fault does: one step fails and the process goes on, or it is killed there and nothing more happens to the disk. */
export type Fault = { atStep: number; dies: boolean }

/** The real disk, with its changing steps counted and one of them made to fail. */
export interface FaultyDisk {
  files: FileSystem
  /** What was done so far, as `rename PATH`. */
  steps: string[]
}

/** A step that fails leaves what a full disk leaves: half of a file that was being written, and nothing of all else. */
export function faultyDisk(fault?: Fault): FaultyDisk {
  const steps: string[] = []
  let isDead = false
  const step = async (name: string, path: string, leave?: () => Promise<unknown>): Promise<void> => {
    if (isDead) throw noSpace(name, path)
    steps.push(`${name} ${path}`)
    if (steps.length !== fault?.atStep) return
    isDead = fault.dies
    await leave?.()
    throw noSpace(name, path)
  }
  const half = (text: string) => text.slice(0, text.length / 2)
  const files: FileSystem = {
    ...disk,
    async makeFolder(path) {
      await step('makeFolder', path)
      await disk.makeFolder(path)
    },
    async write(path, text) {
      await step('write', path, () => disk.write(path, half(text)))
      await disk.write(path, text)
    },
    async append(path, text) {
      await step('append', path, () => disk.append(path, half(text)))
      await disk.append(path, text)
    },
    async fill(path, write) {
      if (isDead) throw noSpace('fill', path)
      try {
        const result = await write(path)
        // What the writer reads may take steps of its own, so this one comes last.
        await step('fill', path, async () => truncate(path, ((await disk.stat(path))?.size ?? 0) >> 1))
        return result
      } catch (error) {
        if (!isDead) await disk.remove(path)
        throw ioError(error, 'write', path)
      }
    },
    async sync(path) {
      await step('sync', path)
      await disk.sync(path)
    },
    async rename(from, to) {
      await step('rename', to)
      await disk.rename(from, to)
    },
    async claim(from, to) {
      await step('claim', to)
      return disk.claim(from, to)
    },
    async remove(path) {
      await step('remove', path)
      await disk.remove(path)
    },
  }
  return { files, steps }
}

function noSpace(name: string, path: string): Error {
  const message = `ENOSPC: no space left on device (injected), ${name} '${path}'`
  return ioError(Object.assign(new Error(message), { code: 'ENOSPC' }), name, path)
}
