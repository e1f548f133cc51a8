import { Command } from 'commander'
import { runDemo } from '../demo/runDemo.js'
import { addExamples, integerFrom } from './flags.js'
import type { Session } from './session.js'
import { plainText } from './text.js'

interface DemoFlags {
  out: string
  seed?: number
  threads?: number
  words?: boolean
  json?: boolean
}

export function demoCommand(session: Session): Command {
  const command = new Command('demo')
    .summary('the whole job on the bundled sample, offline')
    .description(
      'Writes the figures that come with figsift with known faults among them: copies, broken and blank images, ' +
        'swapped captions. Then scores, dedups and filters them, and tells what was found of what was planted, and what was missed.',
    )
    .option('-o, --out <folder>', 'where to work; an earlier demo there is replaced', 'figsift-demo')
    .option('--seed <n>', 'which figures get which fault (default: 1)', integerFrom(0))
    .option('--threads <n>', 'worker threads (default: all cores)', integerFrom(1, 256))
    .option('--no-words', 'do not read words in figures: faster, and swapped captions are not looked for')
    .option('--json', 'print the findings as one JSON object on stdout')
    .action((flags: DemoFlags) => demo(flags, session))
  return addExamples(command, ['figsift demo', 'figsift demo --out /tmp/demo --seed 7', 'figsift demo --no-words'])
}

async function demo({ out, seed, threads, words, json = false }: DemoFlags, session: Session): Promise<void> {
  session.isJson = json
  session.canResume = false
  const { findings, report, files } = await runDemo({
    out,
    seed,
    threads,
    words,
    signal: session.signal,
    onProgress: session.startProgress(),
    onNotice: (text) => session.say(text),
  })
  session.say()
  if (json) session.json({ ...findings, files })
  else process.stdout.write(`${plainText(report)}\n`)
}
