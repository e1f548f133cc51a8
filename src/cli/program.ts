import { Command } from 'commander'
import { figsiftVersion } from '../run/versions.js'
import { dedupCommand } from './dedup.js'
import { demoCommand } from './demo.js'
import { doctorCommand } from './doctor.js'
import { filterCommand } from './filter.js'
import { ingestCommand } from './ingest.js'
import { modelsCommand } from './models.js'
import { reportCommand } from './report.js'
import { runCommand } from './run.js'
import { scoreCommand } from './score.js'
import type { Session } from './session.js'
import { splitCommand } from './split.js'
import { swapsCommand } from './swaps.js'
import { plainText } from './text.js'

/** The command line of figsift. */
export function figsiftProgram(session: Session): Command {
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
  const commands = [
    demoCommand,
    ingestCommand,
    scoreCommand,
    dedupCommand,
    filterCommand,
    splitCommand,
    swapsCommand,
    reportCommand,
    runCommand,
    modelsCommand,
    doctorCommand,
  ]
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
