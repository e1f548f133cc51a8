import { ArgumentError } from '../errors.js'
import { argumentError, checkKeys, checkString, describe } from '../validate.js'
import type { Rule, Rules } from './types.js'

/** A rule as it is evaluated. */
export interface CheckedRule {
  id: string
  kind: 'drop' | 'keep' | 'error'
  expression: string | null
  reason: string
  givenReason: string | null
  source: string | null
}

export const MAX_RULES = 256

const ROW_ERROR: CheckedRule = {
  id: 'row-error',
  kind: 'error',
  expression: null,
  reason: 'the row carries an error',
  givenReason: null,
  source: null,
}

/** Names and shapes of rules; the expressions are checked where DuckDB parses them. */
export function checkRules(rules: Rules, dropErrors: boolean): CheckedRule[] {
  const first = dropErrors ? [ROW_ERROR] : []
  if (!isList(rules)) {
    if (typeof rules !== 'object' || rules === null)
      throw argumentError('rules', 'an array of rules, or { where }', rules)
    checkKeys('rules', rules, ['where', 'rules'])
    checkString('rules.where', rules.where)
    const { rules: before = [] } = rules
    if (!isList(before)) throw argumentError('rules.rules', 'an array of rules', before)
    return [...first, ...checkList(before, 'rules.rules'), keepRule(rules.where)]
  }
  return [...first, ...checkList(rules, 'rules')]
}

function checkList(rules: readonly Rule[], name: string): CheckedRule[] {
  if (rules.length > MAX_RULES) throw argumentError(name, `at most ${MAX_RULES} rules`, rules)
  const seen = new Set<string>(['row-error', 'where'])
  return rules.map((rule, i) => checkRule(rule, `${name}[${i}]`, seen))
}

function isList(rules: unknown): rules is readonly Rule[] {
  return Array.isArray(rules)
}

function keepRule(where: string): CheckedRule {
  return { id: 'where', kind: 'keep', expression: where, reason: `not ${where}`, givenReason: null, source: null }
}

function checkRule(rule: Rule, name: string, seen: Set<string>): CheckedRule {
  if (typeof rule !== 'object' || rule === null) throw argumentError(name, 'a rule { id, dropWhere }', rule)
  checkKeys(name, rule, ['id', 'dropWhere', 'reason', 'source'])
  checkString(`${name}.id`, rule.id)
  checkString(`${name}.dropWhere`, rule.dropWhere)
  if (rule.reason !== undefined) checkString(`${name}.reason`, rule.reason)
  if (rule.source !== undefined) checkString(`${name}.source`, rule.source)
  if (seen.has(rule.id)) {
    throw new ArgumentError(
      `Expected an id of its own for \`${name}\` but received ${describe(rule.id)}, which ` +
        `${rule.id === 'row-error' || rule.id === 'where' ? 'is taken' : 'another rule has'}. Rename it.`,
    )
  }
  seen.add(rule.id)
  return {
    id: rule.id,
    kind: 'drop',
    expression: rule.dropWhere,
    reason: rule.reason ?? rule.dropWhere,
    givenReason: rule.reason ?? null,
    source: rule.source ?? null,
  }
}
