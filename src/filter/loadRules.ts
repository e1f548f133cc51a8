import { readFile, stat } from 'node:fs/promises'
import { isAlias, isMap, isPair, isScalar, isSeq, LineCounter, type Node, parseDocument, visit } from 'yaml'
import { FigsiftError, FormatError } from '../errors.js'
import { checkString, describe, nearestName } from '../validate.js'
import { MAX_RULES } from './checkRules.js'
import type { Rule } from './types.js'

/** The YAML library's time grows with the square of keys and anchors; this much takes it under a second at worst. */
const MAX_BYTES = 1 << 16
/** A rules file nests two levels; yaml 2.9.1 ends the process on 100 000 nested lists, and takes seconds on brackets. */
const MAX_INDENT = 200
const MAX_BRACKETS = 2000
const RULE_KEYS = ['id', 'drop_where', 'reason', 'source']
const TOP_KEYS = ['rules']

/**
 * Reads drop rules from a YAML file: a list `rules` of `id`, `drop_where`, and if wanted `reason` and `source`.
 *
 * ```yaml
 * rules:
 *   - id: small
 *     drop_where: image_width < 224 OR image_height < 224
 *     reason: under 224 px
 * ```
 *
 * `dropWhere` is taken too. Nothing else is: other keys, anchors, aliases, tags and second documents are errors that
 * name the line.
 *
 * @throws FormatError BAD_FORMAT with `file` and `line`; FigsiftError FILE_NOT_FOUND, NOT_A_REGULAR_FILE, FILE_TOO_LARGE
 */
export async function loadRules(path: string): Promise<Rule[]> {
  checkString('path', path)
  return parseRules(await readRules(path), path)
}

async function readRules(path: string): Promise<string> {
  const info = await stat(path).catch((error: unknown) => {
    throw new FigsiftError('FILE_NOT_FOUND', `Expected a rules file but there is none at ${describe(path)}.`, {
      file: path,
      cause: error,
    })
  })
  if (!info.isFile()) {
    throw new FigsiftError('NOT_A_REGULAR_FILE', `Expected a rules file but ${describe(path)} is no regular file.`, {
      file: path,
    })
  }
  if (info.size > MAX_BYTES) {
    throw new FigsiftError(
      'FILE_TOO_LARGE',
      `Expected at most ${MAX_BYTES} bytes in ${describe(path)} but it has ${info.size}.`,
      {
        file: path,
      },
    )
  }
  return readFile(path, 'utf8')
}

/** The rules in a YAML text; `file` is for messages. */
export function parseRules(text: string, file: string): Rule[] {
  checkNesting(text, file)
  const lines = new LineCounter()
  const document = parseDocument(text, {
    lineCounter: lines,
    strict: true,
    uniqueKeys: false,
    prettyErrors: false,
    schema: 'core',
    version: '1.2',
  })
  const fail = (message: string, node?: { range?: readonly number[] | null | undefined } | null, at?: number) => {
    const offset = at ?? node?.range?.[0]
    const line = offset === undefined ? undefined : lines.linePos(offset).line
    const where = `${describe(file)}${line === undefined ? '' : `, line ${line}`}`
    return new FormatError(`${where}: ${message}`, { file, ...(line === undefined ? {} : { line }) })
  }
  const [problem] = [...document.errors, ...document.warnings]
  if (problem?.code === 'MULTIPLE_DOCS')
    throw fail('Expected one document. Put all rules under one `rules`.', null, problem.pos[0])
  if (problem !== undefined) throw fail(`${problem.message.split('\n')[0]}.`, null, problem.pos[0])
  visit(document, {
    Alias: (_, node) => {
      throw fail(
        `Expected plain values but received the alias ${describe(`*${node.source}`)}. Write the value out.`,
        node,
      )
    },
    Node: (_, node) => {
      if (isAlias(node)) return
      if (node.anchor) throw fail(`Expected plain values but received the anchor ${describe(`&${node.anchor}`)}.`, node)
      if (node.tag?.startsWith('!'))
        throw fail(`Expected plain values but received the tag ${describe(node.tag)}.`, node)
    },
  })
  const top = members(document.contents, 'the file', TOP_KEYS, fail)
  const list = top.get('rules')
  if (!isSeq(list)) throw fail('Expected a list under `rules`.', list ?? document.contents)
  if (list.items.length === 0) throw fail('Expected at least one rule under `rules` but the list is empty.', list)
  if (list.items.length > MAX_RULES)
    throw fail(`Expected at most ${MAX_RULES} rules but received ${list.items.length}.`, list)
  const seen = new Map<string, Node>()
  return list.items.map((item) => {
    const rule = readRule(item as Node, fail)
    const node = item as Node
    const before = seen.get(rule.id)
    if (before !== undefined) {
      throw fail(
        `Expected an id of its own but received ${describe(rule.id)}, as in line ${lines.linePos(before.range![0]).line}.`,
        node,
      )
    }
    if (rule.id === 'where' || rule.id === 'row-error')
      throw fail(`The id ${describe(rule.id)} is taken. Rename the rule.`, node)
    seen.set(rule.id, node)
    return rule
  })
}

function checkNesting(text: string, file: string): void {
  const refuse = (line: number, what: string): FormatError =>
    new FormatError(`${describe(file)}, line ${line}: Expected a list of rules but received ${what}.`, { file, line })
  if (text.length > MAX_BYTES) throw refuse(1, `${text.length} characters`)
  let brackets = 0
  for (const [i, line] of text.split(/\r\n|\r|\n/).entries()) {
    if (/^[\s\-?:!&*|>]*/.exec(line)![0].length > MAX_INDENT) {
      throw refuse(i + 1, `a line that is indented or nested by more than ${MAX_INDENT} characters`)
    }
    brackets += line.match(/[[{]/g)?.length ?? 0
    if (brackets > MAX_BRACKETS) throw refuse(i + 1, `more than ${MAX_BRACKETS} opening brackets`)
  }
}

type Fail = (message: string, node?: Node | null) => FormatError

function readRule(item: Node, fail: Fail): Rule {
  const found = members(item, 'a rule', RULE_KEYS, fail)
  const text = (key: string, required: boolean): string | undefined => {
    const node = found.get(key)
    if (node === undefined && !required) return undefined
    const value = isScalar(node) ? node.value : undefined
    if (typeof value === 'string' && value.trim() !== '') return value
    const received = node === undefined ? 'nothing' : describe(value ?? 'no text')
    throw fail(
      `Expected text for \`${key}\` but received ${received}.${node === undefined ? '' : ' Put it in quotes.'}`,
      node ?? item,
    )
  }
  const [reason, source] = [text('reason', false), text('source', false)]
  return {
    id: text('id', true)!,
    dropWhere: text('drop_where', true)!.trim(),
    ...(reason === undefined ? {} : { reason }),
    ...(source === undefined ? {} : { source }),
  }
}

/** The entries of a mapping by key; unknown keys are refused with the nearest known one. */
function members(node: unknown, what: string, allowed: readonly string[], fail: Fail): Map<string, Node> {
  if (!isMap(node)) throw fail(`Expected ${what} to be keys with values: ${allowed.join(', ')}.`, node as Node | null)
  const found = new Map<string, Node>()
  for (const pair of node.items) {
    if (!isPair(pair)) continue
    const keyNode = pair.key as Node
    const given = isScalar(keyNode) ? String(keyNode.value) : 'no name'
    const key = given === 'dropWhere' ? 'drop_where' : given
    if (!allowed.includes(key)) {
      const near = nearestName(key, allowed)
      throw fail(
        `Expected a known key in ${what} but received ${describe(given)}. ` +
          (near === undefined ? `Known: ${allowed.join(', ')}.` : `Did you mean \`${near}\`?`),
        keyNode,
      )
    }
    if (found.has(key)) throw fail(`Expected \`${key}\` once in ${what}.`, keyNode)
    if (pair.value !== null && pair.value !== undefined) found.set(key, pair.value as Node)
  }
  return found
}
