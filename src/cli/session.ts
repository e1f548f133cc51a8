import { existsSync } from 'node:fs'
import { CommanderError } from 'commander'
import { FigsiftError } from '../errors.js'
import { DEFAULT_PART_ROWS, type RunSummary } from '../run/options.js'
import { countErrors } from '../run/rowErrors.js'
import { EXIT, exitCodeOf } from './exitCodes.js'
import { type ProgressView, progressView, silent } from './progress.js'
import { count, plainLine, plainText, quoted } from './text.js'

/** One call of the command line: where it prints, how it is stopped, what it ends with. */
export class Session {
  readonly args: readonly string[]
  exitCode: number = EXIT.done
  isJson = false
  /** An interrupted call leaves parts that the same command takes up. */
  canResume = true
  /** What is there exactly when parts of the run are kept, and how many rows a part has. */
  keptAt: string | undefined
  partRows: number = DEFAULT_PART_ROWS
  /** What is read in figures outlives the call. */
  keepsWords = false
  readonly #controller = new AbortController()
  #progress: ProgressView = silent

  constructor(args: readonly string[]) {
    this.args = args
  }

  get signal(): AbortSignal {
    return this.#controller.signal
  }

  /** The first Ctrl-C stops after the rows in flight, the second at once. */
  handleSignals(): void {
    const numbers = { SIGINT: 2, SIGTERM: 15, SIGHUP: 1 } as const
    for (const name of Object.keys(numbers) as (keyof typeof numbers)[]) {
      process.on(name, () => {
        const code = 128 + numbers[name]
        if (this.signal.aborted) {
          this.#progress.stop()
          process.exit(code)
        }
        this.exitCode = code
        this.#controller.abort()
        this.say('Stopping after the figures in flight. Once more stops at once.')
      })
    }
    // A reader such as `head` that has seen enough is no failure of ours to write about.
    process.stdout.on('error', (error: NodeJS.ErrnoException) => process.exit(error.code === 'EPIPE' ? 141 : 1))
  }

  startProgress(): (progress: Parameters<ProgressView['show']>[0]) => void {
    if (!this.isJson) this.#progress = progressView(process.stderr)
    return (progress) => this.#progress.show(progress)
  }

  stopProgress(): void {
    this.#progress.stop()
  }

  /** A line for people; nothing with --json. */
  say(text = ''): void {
    if (this.isJson) return
    this.#progress.stop()
    process.stderr.write(`${plainText(text)}\n`)
  }

  /** The one object of --json. */
  json(value: object): void {
    process.stdout.write(`${JSON.stringify(value)}\n`)
  }

  /** Ends a run: rows with errors, what happened, where the result is and what to do next. */
  finish(summary: RunSummary, lines: readonly string[], next: string): void {
    this.#progress.stop()
    const failed = countErrors(summary.errors)
    if (failed > 0) this.exitCode = EXIT.someRowsFailed
    if (this.isJson) {
      this.json(summary)
      return
    }
    for (const [code, { count: n, first }] of Object.entries(summary.errors)) {
      this.say(`${code}: ${count(n, 'row')}`)
      for (const { row, id, message } of first)
        this.say(`  row ${row} (${plainLine(id, 80)}): ${plainLine(message, 300)}`)
      if (first.length > 0 && n > first.length) this.say(`  and ${n - first.length} more`)
    }
    if (failed > 0)
      this.say(
        failed < summary.rows
          ? `${count(failed, 'row')} of ${summary.rows.toLocaleString('en')} carry an error; the others have their results.`
          : failed === 1
            ? 'The only row carries an error.'
            : `All ${count(failed, 'row')} carry an error.`,
      )
    if (summary.rowsKept > 0) this.say(`${count(summary.rowsKept, 'row')} were finished by an earlier run.`)
    if (summary.badRows > 0) {
      const lines = count(summary.badRows, 'line that is no row', 'lines that are no rows')
      // Of `--out -`, the file beside the output is gone with it.
      const place = summary.output === 'stdout' ? '' : `; see ${summary.rejected}`
      this.say(`Left out ${lines}${place}.`)
    }
    for (const line of lines) this.say(line)
    this.say(next)
  }

  /** What an interrupted call leaves. A run that finished no part leaves no folder. */
  #describeKept(): string {
    if (!this.canResume) return 'Nothing is kept; the same command starts again'
    if (this.keptAt !== undefined && existsSync(this.keptAt)) {
      return 'Finished parts are kept; the same command resumes'
    }
    const words = this.keepsWords ? '; words already read stay in the cache' : ''
    return `No part was finished yet (a part is ${count(this.partRows, 'row')})${words}. The same command starts again`
  }

  /** Ends a call that failed. */
  fail(error: unknown): void {
    this.#progress.stop()
    if (!this.signal.aborted) this.exitCode = exitCodeOf(error)
    // commander has printed its own message already, and knows of no --json.
    if (error instanceof CommanderError) {
      const { message, exitCode } = error
      if (exitCode !== 0 && this.args.includes('--json')) this.json({ error: { code: 'BAD_USAGE', message } })
      return
    }
    if (this.isJson) {
      this.json({ error: describeError(error) })
      return
    }
    if (this.signal.aborted) {
      this.say(`Stopped. ${this.#describeKept()}:\n  figsift ${this.args.map(quoted).join(' ')}`)
    } else if (error instanceof FigsiftError) {
      this.say(`error: ${error.message}`)
    } else {
      const text = error instanceof Error ? (error.stack ?? error.message) : String(error)
      this.say(`error: figsift met something it does not know. Please report this:\n${text}`)
    }
  }
}

function describeError(error: unknown): object {
  if (!(error instanceof FigsiftError)) {
    return { code: 'INTERNAL', message: error instanceof Error ? error.message : String(error) }
  }
  const { code, message, row, file, line } = error
  return { code, message, row, file, line }
}
