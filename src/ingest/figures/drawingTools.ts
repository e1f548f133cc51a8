import { constants } from 'node:fs'
import { access } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { delimiter, join } from 'node:path'
import { runBounded } from './boundedProcess.js'

/** The programs that can draw PDF or PostScript, best first. */
const TOOLS = { pdf: ['pdftocairo', 'pdftoppm', 'gs'], eps: ['gs'] } as const

export type Drawing = keyof typeof TOOLS

export interface DrawingTool {
  readonly name: 'pdftocairo' | 'pdftoppm' | 'gs'
  readonly path: string
  /** `pdftocairo 22.12.0`. */
  readonly version: string
}

const found = new Map<string, Promise<DrawingTool | undefined>>()

/** The best program for it on PATH; undefined where there is none. */
export async function drawingTool(drawing: Drawing): Promise<DrawingTool | undefined> {
  for (const name of TOOLS[drawing]) {
    const key = `${name} ${process.env.PATH}`
    if (!found.has(key)) found.set(key, look(name))
    const tool = await found.get(key)
    if (tool !== undefined) return tool
  }
  return undefined
}

async function look(name: DrawingTool['name']): Promise<DrawingTool | undefined> {
  for (const folder of (process.env.PATH ?? '').split(delimiter)) {
    // A relative entry would let the folder that one happens to be in decide what is run.
    if (!folder.startsWith('/')) continue
    const path = join(folder, name)
    const isThere = await access(path, constants.X_OK).then(
      () => true,
      () => false,
    )
    if (isThere) return { name, path, version: `${name} ${await versionOf(name, path)}` }
  }
  return undefined
}

async function versionOf(name: string, path: string): Promise<string> {
  const limits = { timeoutMs: 10_000, memoryBytes: 2 ** 31, fileBytes: 2 ** 20 }
  const result = await runBounded([path, name === 'gs' ? '--version' : '-v'], tmpdir(), limits).catch(() => undefined)
  return /\d+(?:\.\d+)+/.exec(result?.words ?? '')?.[0] ?? '(version unknown)'
}
