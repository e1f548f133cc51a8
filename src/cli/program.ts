import { Command } from 'commander'
import { figsiftVersion } from '../version.js'
import type { Session } from './session.js'
import { plainText } from './text.js'

/** In the order in which help lists them. A command's modules are loaded when it is run: no other one waits for them. */
const COMMANDS: Readonly<Record<string, () => Promise<(session: Session) => Command>>> = {
  demo: async () => (await import('./demo.js')).demoCommand,
  ingest: async () => (await import('./ingest.js')).ingestCommand,
  score: async () => (await import('./score.js')).scoreCommand,
  dedup: async () => (await import('./dedup.js')).dedupCommand,
  filter: async () => (await import('./filter.js')).filterCommand,
  split: async () => (await import('./split.js')).splitCommand,
  swaps: async () => (await import('./swaps.js')).swapsCommand,
  report: async () => (await import('./report.js')).reportCommand,
  run: async () => (await import('./run.js')).runCommand,
  models: async () => (await import('./models.js')).modelsCommand,
  doctor: async () => (await import('./doctor.js')).doctorCommand,
}

/**
 * The command line of figsift.
 *
 * @param args   with the command first; where that is none of ours, all are loaded: for help and for nearest names
 */
export async function figsiftProgram(session: Session, args: readonly string[]): Promise<Command> {
  const [name = ''] = args
  const wanted = Object.hasOwn(COMMANDS, name) ? [COMMANDS[name]!] : Object.values(COMMANDS)
  const commands = args.includes('--version') ? [] : await Promise.all(wanted.map((load) => load()))
  const program = new Command('figsift')
    .description(
      'Make, score, deduplicate and filter datasets of scientific figures and the text that belongs to them.',
    )
    .version(figsiftVersion)
    .showSuggestionAfterError(true)
    .addHelpText(
      'after',
      '\nStart with `figsift demo`. Each command has its own --help with examples.\n' +
        'Exit codes: 0 done, 1 failed, 2 wrong usage, 3 done but some rows carry errors.',
    )
  for (const make of commands) program.addCommand(make(session))
  for (const command of [program, ...program.commands, ...program.commands.flatMap((one) => one.commands)]) {
    command
      .exitOverride()
      .showHelpAfterError(`Run \`figsift${pathOf(command, program)} --help\` for what there is.`)
      .configureOutput({ writeErr: (text) => process.stderr.write(plainText(text)) })
  }
  return program
}

/** ` models show`, say: the names that lead to a command. */
function pathOf(command: Command, program: Command): string {
  return command === program || command.parent === null ? '' : `${pathOf(command.parent, program)} ${command.name()}`
}
