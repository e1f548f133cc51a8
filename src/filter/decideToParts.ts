import { writeAtomically } from '../dataset/atomicFile.js'
import { checkInteger, checkKeys, checkString } from '../validate.js'
import { readAnswerCache, stampOf, writeAnswerCache } from './answerCache.js'
import { checkRules } from './checkRules.js'
import { answersAbout, checkSource, DECIDE_OPTION_NAMES } from './decide.js'
import { writeDecisionParts } from './decisionParts.js'
import { keepOf } from './decisions.js'
import { funnelOf } from './funnel.js'
import { checkOptions } from './options.js'
import type { DecideToPartsOptions, PartDecisions } from './types.js'

/**
 * What rules say about every row of a dataset on disk, as Parquet side-cars in the order of its rows.
 *
 * The expressions run in a database that may read the input and nothing else; only numbers leave it, and another
 * database writes the files. Equal input gives equal bytes.
 *
 * @throws FigsiftError as `decide`, and IO when the side-cars cannot be written
 */
export async function decideToParts(options: DecideToPartsOptions): Promise<PartDecisions> {
  checkKeys('options', options, [...DECIDE_OPTION_NAMES, 'folder', 'cache', 'stamp', 'partRows', 'put'])
  const { folder, cache, partRows = 2 ** 20, put = writeAtomically, signal, onProgress } = options
  checkString('folder', folder)
  if (cache !== undefined) checkString('cache', cache)
  if (options.stamp !== undefined) checkString('stamp', options.stamp)
  checkInteger('partRows', partRows, 1, 2 ** 24)
  const checked = checkOptions(options)
  const source = await checkSource(options.source)
  const rules = checkRules(options.rules, checked.dropErrors)

  const stamp = await stampOf(source, options.stamp)
  const known = cache === undefined ? undefined : await readAnswerCache(cache, stamp)
  const answers = await answersAbout({ source, rules, checked, signal, onProgress, known })
  if (cache !== undefined && answers.known.length < rules.length) await writeAnswerCache(cache, stamp, answers, put)
  const funnel = await funnelOf(answers)
  const files = await writeDecisionParts(answers, { folder, partRows, put, signal, onProgress })
  const keep = await keepOf(answers.rows, answers.combinations, answers.codes)
  return { rows: answers.rows, files, keep, funnel, cached: answers.known.map((i) => rules[i]!.id) }
}
