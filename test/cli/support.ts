import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

export const BIN: string = fileURLToPath(new URL('../../bin/figsift.cjs', import.meta.url))

if (!existsSync(new URL('../../dist/cli/main.js', import.meta.url))) {
  throw new Error('The command line is tested as it is shipped: run `npm run compile` first.')
}

export interface Ended {
  code: number | null
  signal: NodeJS.Signals | null
  stdout: string
  stderr: string
}

export interface Running {
  kill(signal: NodeJS.Signals): void
  /** Resolves once stderr holds this text. */
  said(text: string): Promise<void>
  ended: Promise<Ended>
}

/** Starts the real command line, through the launcher that npm links. */
export function start(args: readonly string[], options: { cwd?: string; env?: Record<string, string> } = {}): Running {
  const child = spawn(process.execPath, [BIN, ...args], {
    ...options,
    env: { ...process.env, ...options.env },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let [stdout, stderr] = ['', '']
  child.stdout.setEncoding('utf8').on('data', (text) => {
    stdout += text
  })
  child.stderr.setEncoding('utf8').on('data', (text) => {
    stderr += text
  })
  const ended = new Promise<Ended>((resolve) => {
    child.on('close', (code, signal) => resolve({ code, signal, stdout, stderr }))
  })
  return {
    kill: (signal) => void child.kill(signal),
    said: (text) =>
      new Promise((resolve, reject) => {
        const look = () => (stderr.includes(text) ? resolve() : undefined)
        child.stderr.on('data', look)
        ended.then(() => reject(new Error(`It ended without saying ${JSON.stringify(text)}: ${stderr}`)))
        look()
      }),
    ended,
  }
}

export function figsift(args: readonly string[], options?: Parameters<typeof start>[1]): Promise<Ended> {
  return start(args, options).ended
}
