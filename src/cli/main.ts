import { figsiftProgram } from './program.js'
import { Session } from './session.js'

/** How long something forgotten may keep a finished process alive. */
const LINGER_MS = 5000

/** Runs the command line; sets the process's exit code. */
export async function main(args: readonly string[]): Promise<void> {
  const session = new Session(args)
  session.handleSignals()
  try {
    const program = await figsiftProgram(session, args)
    await program.parseAsync([...args], { from: 'user' })
  } catch (error) {
    session.fail(error)
  }
  process.exitCode = session.exitCode
  setTimeout(() => process.exit(session.exitCode), LINGER_MS).unref()
}
