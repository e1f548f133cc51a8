import { access } from 'node:fs/promises'
import { resolve } from 'node:path'
import { fromDuckDb } from '../dataset/duckdb.js'
import { ArgumentError, FigsiftError } from '../errors.js'
import { argumentError, checkInteger, checkKeys, checkOneOf, describe } from '../validate.js'
import { checkRules } from './checkRules.js'
import { evaluate } from './evaluate.js'
import { LockedDatabase } from './lockedDatabase.js'
import { checkOptions, OPTION_NAMES } from './options.js'
import { openTableView } from './tableView.js'
import type { DecideOptions, Decisions, TableSource } from './types.js'

/**
 * What rules say about every row of a dataset on disk, in the order of its rows.
 *
 * DuckDB reads the files through a typed view, locked to these files; 5 bytes per row, and one bit per row and rule,
 * are kept. A rule that fires drops the row: a `dropWhere` where it is TRUE, a `where` where it is FALSE or NULL.
 *
 * @throws FigsiftError BAD_PREDICATE for an expression that is refused or fails, LIMIT_EXCEEDED, CANCELLED,
 *   BAD_FORMAT when files cannot be read or do not fit each other
 */
export async function decide(options: DecideOptions): Promise<Decisions> {
  checkKeys('options', options, ['source', 'rules', ...OPTION_NAMES])
  const checked = checkOptions(options)
  const source = await checkSource(options.source)
  const rules = checkRules(options.rules, checked.dropErrors)
  const database = await LockedDatabase.open({
    ...checked,
    // A positional join pairs rows by their place, which one thread cannot disturb.
    threads: source.sidecars?.length ? 1 : checked.threads,
    files: [...source.files, ...(source.sidecars ?? []).flat()],
    signal: options.signal,
  })
  try {
    return await evaluate(database, {
      rules,
      openView: (uses) => openTableView(database, source, uses),
      onProgress: options.onProgress,
    })
  } catch (error) {
    throw fromDuckDb(error, source.files.length === 1 ? source.files[0] : undefined)
  } finally {
    database.dispose()
  }
}

async function checkSource(source: TableSource): Promise<TableSource> {
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
    if (!Array.isArray(group) || group.length === 0) {
      throw argumentError(`source.sidecars[${i}]`, 'a list of at least one file', group)
    }
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
