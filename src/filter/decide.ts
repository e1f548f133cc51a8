import { access } from 'node:fs/promises'
import { resolve } from 'node:path'
import type { Progress } from '../concurrency.js'
import { fromDuckDb } from '../dataset/duckdb.js'
import { ArgumentError, FigsiftError } from '../errors.js'
import { argumentError, checkInteger, checkKeys, checkOneOf, describe } from '../validate.js'
import type { Answers, KnownAnswers } from './answers.js'
import { type CheckedRule, checkRules } from './checkRules.js'
import { decisionsOf } from './decisions.js'
import { evaluate } from './evaluate.js'
import { funnelOf } from './funnel.js'
import { LockedDatabase } from './lockedDatabase.js'
import { type CheckedOptions, checkOptions, OPTION_NAMES } from './options.js'
import type { ColumnUses } from './relation.js'
import { openTableView } from './tableView.js'
import type { DecideOptions, Decisions, TableSource } from './types.js'

export const DECIDE_OPTION_NAMES: readonly string[] = ['source', 'rules', ...OPTION_NAMES]

/**
 * What rules say about every row of a dataset on disk, in the order of its rows.
 *
 * DuckDB reads the files through a typed view, locked to these files; a few bytes per row are kept. A rule that fires
 * drops the row: a `dropWhere` where it is TRUE, a `where` where it is FALSE or NULL.
 *
 * @throws FigsiftError BAD_PREDICATE for an expression that is refused or fails, LIMIT_EXCEEDED, CANCELLED,
 *   BAD_FORMAT when files cannot be read or do not fit each other
 */
export async function decide(options: DecideOptions): Promise<Decisions> {
  checkKeys('options', options, DECIDE_OPTION_NAMES)
  const checked = checkOptions(options)
  const source = await checkSource(options.source)
  const rules = checkRules(options.rules, checked.dropErrors)
  const { signal, onProgress } = options
  const answers = await answersAbout({ source, rules, checked, signal, onProgress })
  return decisionsOf(answers, await funnelOf(answers))
}

export interface TableTask {
  source: TableSource
  rules: readonly CheckedRule[]
  checked: CheckedOptions
  signal: AbortSignal | undefined
  onProgress: ((progress: Progress) => void) | undefined
  known?: KnownAnswers | undefined
}

/** Evaluates rules over a table, in a database locked to its files. */
export async function answersAbout({ source, rules, checked, signal, onProgress, known }: TableTask): Promise<Answers> {
  const files = [...source.files, ...(source.sidecars ?? []).flat()]
  const database = await LockedDatabase.open({ ...checked, files, signal })
  try {
    const openView = (uses: ColumnUses) => openTableView(database, source, uses)
    return await evaluate(database, { rules, openView, known, onProgress })
  } catch (error) {
    throw fromDuckDb(error, source.files.length === 1 ? source.files[0] : undefined)
  } finally {
    database.dispose()
  }
}

export async function checkSource(source: TableSource): Promise<TableSource> {
  if (typeof source !== 'object' || source === null) throw argumentError('source', 'a source { format, files }', source)
  checkKeys('source', source, ['format', 'files', 'sidecars', 'limit', 'expectedRows', 'fallback'])
  checkOneOf('source.format', source.format, ['jsonl', 'csv', 'parquet'])
  if (!Array.isArray(source.files) || source.files.length === 0) {
    throw new ArgumentError(`Expected at least one file in \`source.files\` but received ${describe(source.files)}.`)
  }
  if (source.limit !== undefined) checkInteger('source.limit', source.limit, 0, Number.MAX_SAFE_INTEGER)
  const { files, sidecars = [] } = source
  if (!Array.isArray(sidecars)) throw argumentError('source.sidecars', 'groups of files', sidecars)
  for (const [i, group] of sidecars.entries()) {
    if (!Array.isArray(group)) throw argumentError(`source.sidecars[${i}]`, 'a list of files', group)
  }
  const real = (paths: readonly string[]) => Promise.all(paths.map(existingFile))
  return { ...source, files: await real(files), sidecars: await Promise.all(sidecars.map(real)) }
}

/** Absolute, because DuckDB compares paths with its list of allowed ones as text. */
async function existingFile(path: string): Promise<string> {
  try {
    await access(path)
  } catch (error) {
    throw new FigsiftError('FILE_NOT_FOUND', `Expected a file but there is none at ${describe(path)}.`, {
      file: path,
      cause: error,
    })
  }
  return resolve(path)
}
