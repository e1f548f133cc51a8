import { Command } from 'commander'
import { findModel, listModels, type ModelSummary } from '../models/findModel.js'
import type { ModelFolder } from '../models/modelFolder.js'
import { findRuntime, RUNTIME_INSTALL_COMMAND } from '../models/runtime.js'
import { addExamples } from './flags.js'
import type { Session } from './session.js'
import { plainLine, plainText } from './text.js'

export function modelsCommand(session: Session): Command {
  const command = new Command('models')
    .summary('list models, or show what one is')
    .description(
      'Models score pairs and make embeddings: figsift-mini, which comes with figsift, any folder with a CLIP or SigLIP ' +
        'export, and what the local Hugging Face cache holds. Nothing is downloaded.',
    )
  command
    .command('list')
    .description(
      'the embedded model and those of the local Hugging Face cache, with the reason for each that cannot run',
    )
    .option('--json', 'print one JSON object')
    .action(async ({ json = false }: { json?: boolean }) => {
      const models = await listModels()
      if (json) return session.json({ models })
      print([...models.flatMap(describeSummary), ...describeRuntime()])
    })
  command
    .command('show')
    .description('what a model is: sizes, preprocessing, text window, precision, and what its card says')
    .argument('<model>', 'figsift-mini, a folder, or org/name in the local Hugging Face cache')
    .option('--json', 'print one JSON object')
    .action(async (name: string, { json = false }: { json?: boolean }) => {
      const model = await findModel(name)
      if (json) return session.json(model)
      print([...describeModel(model), ...describeRuntime()])
    })
  return addExamples(command, ['figsift models list', 'figsift models show figsift-mini', 'figsift models show ./clip'])
}

const print = (lines: readonly string[]): void => {
  process.stdout.write(plainText(`${lines.join('\n')}\n`))
}

const megabytes = (bytes: number): string => `${(bytes / 1e6).toFixed(bytes < 1e8 ? 1 : 0)} MB`

function describeSummary({ name, path, family, precision, dims, bytes, summary, problem }: ModelSummary): string[] {
  const facts = [family, dims && `${dims} dims`, precision, bytes && megabytes(bytes)].filter(Boolean).join(', ')
  const lines = problem === undefined ? [`ok  ${name}  ${facts}`] : [`--  ${name}`, `    ${plainLine(problem, 300)}`]
  return [...lines, ...(summary === undefined ? [] : [`    ${plainLine(summary, 300)}`]), `    ${path}`]
}

function describeModel(model: ModelFolder): string[] {
  const { name, path, family, dims, precision, bytes, sha256, imageSize, preprocess, text, figsift } = model
  const { resize, crop, filter, mean, std } = preprocess
  const to =
    'shortestEdge' in resize ? `shorter side to ${resize.shortestEdge}` : `to ${resize.width} x ${resize.height}`
  const cut = crop === undefined ? '' : `, cut to ${crop.width} x ${crop.height}`
  const rows: [string, string | undefined][] = [
    ['folder', path],
    ['family', `${family}, ${dims} dims, ${precision}, ${megabytes(bytes)}`],
    [
      'image',
      `${imageSize.width} x ${imageSize.height}: ${filter} ${to}${cut}; mean ${mean.join(' ')}, std ${std.join(' ')}`,
    ],
    ['text', `${text.length} tokens${text.lowercase ? ', lower-cased' : ''}`],
    ['score', family === 'siglip' ? 'cosine and probability' : 'cosine'],
    ['abstains', figsift?.minKnownTokens === undefined ? undefined : `below ${figsift.minKnownTokens} known tokens`],
    ['duplicates', describeThreshold(figsift)],
    ['sha256', sha256],
    ['summary', figsift?.summary],
  ]
  return [
    name,
    ...rows.flatMap(([key, value]) => (value === undefined ? [] : [`  ${key.padEnd(11)} ${plainLine(value, 400)}`])),
  ]
}

function describeThreshold(figsift: ModelFolder['figsift']): string {
  if (figsift?.dedupMinCosine === undefined) return 'no threshold with evidence: give --min-cosine'
  const { value, evidence } = figsift.dedupMinCosine
  return `from cosine ${value} (${evidence})`
}

function describeRuntime(): string[] {
  const runtime = findRuntime()
  return 'missing' in runtime ? ['', `Models cannot run: ${runtime.missing}. Run: ${RUNTIME_INSTALL_COMMAND}`] : []
}
