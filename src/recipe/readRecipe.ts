import { basename, dirname, resolve } from 'node:path'
import { isScalar, type Node } from 'yaml'
import { fileKind } from '../dataset/fileKind.js'
import { ArgumentError } from '../errors.js'
import { readRuleList } from '../filter/loadRules.js'
import { checkOptions } from '../filter/options.js'
import { presetRules } from '../filter/presets.js'
import { checkDedupOptions, DEDUP_OPTION_NAMES } from '../run/duplicates/dedupOptions.js'
import { INGEST_OPTION_NAMES, resolveIngestOptions } from '../run/ingest/options.js'
import { checkOutputName, checkRunOptions } from '../run/options.js'
import { checkScoreOptions, SCORE_OPTION_NAMES } from '../run/scores/scoreOptions.js'
import { checkSwapsOptions, SWAPS_OPTION_NAMES } from '../run/swaps/swapsOptions.js'
import { parseYaml, readYamlText } from '../safeYaml.js'
import { checkInteger, checkString } from '../validate.js'
import { checkSection, readSection, type Section } from './readSections.js'
import type { FilterSection, Recipe, TableOptions, WriteSection } from './recipe.js'
import { RecipePaths } from './recipePaths.js'

const KIND = 'a recipe'
const SECTIONS = ['ingest', 'score', 'swaps', 'dedup', 'filter', 'write', 'report'] as const
const TABLE_OPTIONS = [
  'limit',
  'imageRoot',
  'allowOutside',
  'skipBadRows',
  'replaceColumns',
  'maxErrors',
  'partRows',
] as const satisfies readonly (keyof TableOptions)[]
/** Options of the commands that are none of a recipe's: it has one input and one folder, and drops by rules. */
const OF_COMMANDS = ['input', 'out', 'force', 'drop', 'explain', 'signal', 'onProgress', 'onNotice', 'files']
const SECTION_OPTIONS: Readonly<Record<(typeof SECTIONS)[number], readonly string[]>> = {
  ingest: ['source', ...INGEST_OPTION_NAMES],
  score: SCORE_OPTION_NAMES,
  swaps: SWAPS_OPTION_NAMES,
  dedup: DEDUP_OPTION_NAMES,
  filter: ['where', 'presets', 'dropErrors', 'memoryLimitBytes', 'timeLimitMs'],
  write: ['kept', 'dropped', 'shardRows'],
  report: ['title'],
}
/** Stands for names that are not known yet: the checks of the commands look at their endings. */
const NAMES = { input: 'figures.jsonl', out: 'kept.jsonl' }

export interface RecipeChanges {
  limit?: number | undefined
  /** Folder of the run. */
  out?: string | undefined
}

/**
 * Reads a recipe.
 *
 * @param changes from a command line: other values of what holds for the whole run
 * @throws FormatError BAD_FORMAT with `file` and `line`; FigsiftError FILE_NOT_FOUND, NOT_A_REGULAR_FILE, FILE_TOO_LARGE
 */
export async function readRecipe(path: string, changes: RecipeChanges = {}): Promise<Recipe> {
  return parseRecipe(await readYamlText(path, KIND), path, changes)
}

/** The recipe in a YAML text; paths in it start from the folder of `path`. */
export function parseRecipe(text: string, path: string, changes: RecipeChanges = {}): Recipe {
  const yaml = parseYaml(text, path, KIND)
  const file = resolve(path)
  const top = readSection(yaml, yaml.root, 'a recipe', ['name', 'out', 'input', ...TABLE_OPTIONS], SECTIONS)
  const sectionOf = (name: (typeof SECTIONS)[number]): Section | undefined => {
    const node = top.nodes.get(name)?.value
    if (name === 'write' && isScalar(node) && node.value === false) return undefined
    const names = SECTION_OPTIONS[name].filter((option) => !OF_COMMANDS.includes(option))
    return node === undefined
      ? undefined
      : readSection(yaml, node, `\`${name}\``, names, name === 'filter' ? ['rules'] : [])
  }
  const stem = basename(file).replace(/\.ya?ml$/i, '')
  const { name = stem, out = `${stem}.run`, input, ...own } = top.values as Record<string, string>
  const table: TableOptions = { ...own, ...(changes.limit === undefined ? {} : { limit: changes.limit }) }
  checkSection(yaml, top, () => {
    for (const [option, value] of Object.entries({ name, out, input, imageRoot: own.imageRoot })) {
      if (value !== undefined) checkString(option, value)
    }
    checkRunOptions({ ...NAMES, ...table })
  })

  const [ingest, score, swaps, dedup] = [
    sectionOf('ingest'),
    sectionOf('score'),
    sectionOf('swaps'),
    sectionOf('dedup'),
  ]
  const [filter, write, report] = [sectionOf('filter'), sectionOf('write'), sectionOf('report')]
  if ((input === undefined) === (ingest === undefined)) {
    const received = input === undefined ? 'neither' : 'both'
    throw yaml.fail(`Expected either \`input\` or \`ingest\` but received ${received}.`, yaml.root)
  }
  const checked = <T>(section: Section | undefined, check: (values: T) => unknown): T | undefined => {
    if (section !== undefined) checkSection(yaml, section, () => check(section.values as T))
    return section?.values as T | undefined
  }
  const sections = {
    ingest: checked<NonNullable<Recipe['ingest']>>(ingest, ({ source, ...rest }) => {
      checkString('source', source)
      resolveIngestOptions({ ...rest, input: source, out: NAMES.input })
    }),
    score: checked<NonNullable<Recipe['score']>>(score, (values) => checkScoreOptions({ ...NAMES, ...values })),
    swaps: checked<NonNullable<Recipe['swaps']>>(swaps, (values) => checkSwapsOptions({ ...NAMES, ...values })),
    dedup: checked<NonNullable<Recipe['dedup']>>(dedup, (values) => checkDedupOptions({ ...NAMES, ...values })),
    filter: checked<FilterSection>(filter, (values) => checkFilter(values, filter?.nodes.has('rules') ?? false)),
    write:
      checked<WriteSection>(write, (values) => checkWrite(values, ingest !== undefined)) ??
      (top.nodes.has('write') ? undefined : {}),
    report: checked<NonNullable<Recipe['report']>>(report, ({ title }) => {
      if (title !== undefined) checkString('title', title)
    }),
  }

  const home = dirname(file)
  const folder = changes.out === undefined ? resolve(home, out) : resolve(changes.out)
  const paths = new RecipePaths(yaml, home, folder)
  paths.addOutputs(score, 'embeddings')
  paths.addOutputs(dedup, 'evidence')
  paths.addOutputs(write, 'kept', 'dropped')
  paths.locate(top, 'input', 'imageRoot')
  paths.locate(ingest, 'source')
  paths.locate(score, 'ocrCache')
  paths.locate(swaps, 'ocrCache', 'embeddings')
  paths.locate(dedup, 'embeddings', 'against', 'againstEmbeddings')
  paths.locateModel(score)
  paths.locateModel(dedup)
  const { input: dataset, imageRoot } = top.values as { input?: string; imageRoot?: string }
  const rules = filter?.nodes.get('rules')?.value
  return {
    file,
    text,
    name,
    out: folder,
    input: dataset,
    table: imageRoot === undefined ? table : { ...table, imageRoot },
    ...sections,
    filter: sections.filter && { ...sections.filter, ...(rules === undefined ? {} : { rules: rulesAt(rules) }) },
  }

  function rulesAt(node: Node): NonNullable<FilterSection['rules']> {
    const path = isScalar(node) ? node.value : undefined
    return typeof path === 'string' ? paths.at(path) : readRuleList(node, yaml)
  }
}

function checkFilter({ where, presets = [], rules: _, ...rest }: FilterSection, hasRules: boolean): void {
  if (where !== undefined) checkString('where', where)
  checkOptions(rest)
  presetRules(presets)
  if (where !== undefined || hasRules || presets.length > 0) return
  throw new ArgumentError('Expected `where`, `rules` or `presets` but received none of them.')
}

function checkWrite({ kept, dropped, shardRows }: WriteSection, isIngested: boolean): void {
  for (const [name, path] of Object.entries({ kept, dropped })) {
    if (path === undefined) continue
    checkOutputName(name, path)
    if (!isIngested || fileKind(path).format !== 'tar') continue
    throw new ArgumentError(
      `Expected \`${name}\` in .jsonl, .csv or .parquet after \`ingest\` but received ${JSON.stringify(path)}: archives are written from archives only.`,
    )
  }
  if (shardRows !== undefined) checkInteger('shardRows', shardRows, 1, 2 ** 31 - 1)
}
