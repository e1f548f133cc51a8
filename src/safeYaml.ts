import { readFile, stat } from 'node:fs/promises'
import { isAlias, isMap, isPair, isScalar, isSeq, LineCounter, type Node, parseDocument, visit } from 'yaml'
import { FigsiftError, FormatError } from './errors.js'
import { checkString, describe, nearestName } from './validate.js'

/** The YAML library's time grows with the square of keys and anchors; this much takes it under a second at worst. */
const MAX_BYTES = 1 << 16
/** Our files nest few levels; yaml 2.9.1 ends the process on 100 000 nested lists, and takes seconds on brackets. */
const MAX_INDENT = 200
const MAX_BRACKETS = 2000
/** A thousand brackets in one another exhaust the stack. */
const MAX_OPEN = 100

/** A member of a mapping: its key and what stands behind it. */
export interface YamlMember {
  key: Node
  value: Node
}

/** A stranger's YAML file, of plain values only, whose errors name the line. */
export interface SafeYaml {
  /** Null for an empty file. */
  readonly root: Node | null
  /** An error about `node`, or about the whole file. */
  fail(message: string, node?: Node | null): FormatError
  lineOf(node: Node): number | undefined
  /**
   * The members of a mapping by key; keys other than `allowed` are refused with the nearest one, and so are keys that
   * come twice.
   *
   * @param what it is, for messages
   * @param aliases further names of keys
   */
  members(
    node: unknown,
    what: string,
    allowed: readonly string[],
    aliases?: Readonly<Record<string, string>>,
  ): Map<string, YamlMember>
}

/**
 * Reads a YAML file that strangers may have written.
 *
 * @param kind what the file is, for messages: `a rules file`
 * @throws FigsiftError FILE_NOT_FOUND, NOT_A_REGULAR_FILE, FILE_TOO_LARGE
 */
export async function readYamlText(path: string, kind: string): Promise<string> {
  checkString('path', path)
  const info = await stat(path).catch((error: unknown) => {
    throw new FigsiftError('FILE_NOT_FOUND', `Expected ${kind} but there is none at ${describe(path)}.`, {
      file: path,
      cause: error,
    })
  })
  const refuse = (code: 'NOT_A_REGULAR_FILE' | 'FILE_TOO_LARGE', message: string) =>
    new FigsiftError(code, message, { file: path })
  if (!info.isFile()) {
    throw refuse('NOT_A_REGULAR_FILE', `Expected ${kind} but ${describe(path)} is no regular file.`)
  }
  if (info.size > MAX_BYTES) {
    throw refuse('FILE_TOO_LARGE', `Expected at most ${MAX_BYTES} bytes in ${describe(path)} but it has ${info.size}.`)
  }
  return readFile(path, 'utf8')
}

/**
 * Parses one YAML document of plain values. Anchors, aliases, tags, second documents and deep nesting are refused.
 *
 * @param file for messages
 * @throws FormatError BAD_FORMAT with `file` and `line`
 */
export function parseYaml(text: string, file: string, kind: string): SafeYaml {
  checkNesting(text, file, kind)
  const lines = new LineCounter()
  const document = parseDocument(text, {
    lineCounter: lines,
    strict: true,
    uniqueKeys: false,
    prettyErrors: false,
    schema: 'core',
    version: '1.2',
  })
  const lineAt = (offset: number | undefined) => (offset === undefined ? undefined : lines.linePos(offset).line)
  const lineOf = (node: Node) => lineAt(node.range?.[0])
  const failAt = (message: string, line: number | undefined) => {
    const where = `${describe(file)}${line === undefined ? '' : `, line ${line}`}`
    return new FormatError(`${where}: ${message}`, { file, ...(line === undefined ? {} : { line }) })
  }
  const fail = (message: string, node?: Node | null) => failAt(message, node ? lineOf(node) : undefined)
  const [problem] = [...document.errors, ...document.warnings]
  if (problem !== undefined) {
    const isSecond = problem.code === 'MULTIPLE_DOCS'
    const message = isSecond ? 'Expected one document. Put all into it' : problem.message.split('\n')[0]!
    throw failAt(`${message}.`, lineAt(problem.pos[0]))
  }
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
  const members: SafeYaml['members'] = (node, what, allowed, aliases = {}) => {
    if (!isMap(node)) throw fail(`Expected ${what} to be keys with values: ${allowed.join(', ')}.`, node as Node | null)
    const found = new Map<string, YamlMember>()
    for (const pair of node.items) {
      if (!isPair(pair)) continue
      const keyNode = pair.key as Node
      const given = isScalar(keyNode) ? String(keyNode.value) : 'no name'
      const key = Object.hasOwn(aliases, given) ? aliases[given]! : given
      if (!allowed.includes(key)) {
        const near = nearestName(key, allowed)
        throw fail(
          `Expected a known key in ${what} but received ${describe(given)}. ` +
            (near === undefined ? `Known: ${allowed.join(', ')}.` : `Did you mean \`${near}\`?`),
          keyNode,
        )
      }
      if (found.has(key)) throw fail(`Expected \`${key}\` once in ${what}.`, keyNode)
      if (pair.value !== null && pair.value !== undefined) {
        found.set(key, { key: keyNode, value: pair.value as Node })
      }
    }
    return found
  }
  return { root: document.contents as Node | null, fail, lineOf, members }
}

/** What stands behind a key: text, numbers, flags, nothing, lists of these and mappings of any keys. */
export function plainYaml(node: Node, yaml: SafeYaml): unknown {
  if (isScalar(node)) return node.value
  if (isSeq(node)) return node.items.map((item) => plainYaml(item as Node, yaml))
  if (!isMap(node)) throw yaml.fail('Expected plain values.', node)
  const names = node.items.map(({ key }) => (isScalar(key) ? String(key.value) : ''))
  const members = yaml.members(node, 'it', names)
  return Object.fromEntries([...members].map(([name, { value }]) => [name, plainYaml(value, yaml)]))
}

function checkNesting(text: string, file: string, kind: string): void {
  const refuse = (line: number, what: string): FormatError =>
    new FormatError(`${describe(file)}, line ${line}: Expected ${kind} but received ${what}.`, { file, line })
  if (text.length > MAX_BYTES) throw refuse(1, `${text.length} characters`)
  let [brackets, open] = [0, 0]
  for (const [i, line] of text.split(/\r\n|\r|\n/).entries()) {
    if (/^[\s\-?:!&*|>]*/.exec(line)![0].length > MAX_INDENT) {
      throw refuse(i + 1, `a line that is indented or nested by more than ${MAX_INDENT} characters`)
    }
    for (const [bracket] of line.matchAll(/[[\]{}]/g)) {
      const isOpening = bracket === '[' || bracket === '{'
      if (isOpening) brackets++
      open = Math.max(0, open + (isOpening ? 1 : -1))
      if (open > MAX_OPEN) throw refuse(i + 1, `more than ${MAX_OPEN} brackets in one another`)
    }
    if (brackets > MAX_BRACKETS) throw refuse(i + 1, `more than ${MAX_BRACKETS} opening brackets`)
  }
}
