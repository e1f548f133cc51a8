import { parseDocument } from 'yaml'
import type { Problem } from '../paper.js'

const MAX_CHARACTERS = 200_000

/** Fields of a document's head. Names are compared in lower case; dots lead into maps. */
export interface FrontMatter {
  /** The first of these that is a text or number. */
  text(...names: string[]): string | null
  /** The first of these that is a list, or a text of words between commas. */
  list(...names: string[]): string[]
}

/** Reads YAML front matter. Broken YAML is a problem, and plain `title:` lines are read all the same. */
export function readFrontMatter(source: string | null, problems: Problem[]): FrontMatter {
  const fields = source === null ? new Map<string, unknown>() : fieldsOf(source.slice(0, MAX_CHARACTERS), problems)
  const first = <T>(names: readonly string[], read: (value: unknown) => T | null): T | null => {
    for (const name of names) {
      const value = read(fields.get(name))
      if (value !== null) return value
    }
    return null
  }
  return {
    text: (...names) => first(names, textOf),
    list: (...names) => first(names, listOf) ?? [],
  }
}

function fieldsOf(source: string, problems: Problem[]): Map<string, unknown> {
  const fields = new Map<string, unknown>()
  let value: unknown
  try {
    const document = parseDocument(joinQuotedLines(source), { schema: 'core', uniqueKeys: false, logLevel: 'silent' })
    if (document.errors.length > 0) throw document.errors[0]
    value = document.toJS({ maxAliasCount: 20 })
  } catch (error) {
    const reason = String((error as Error).message)
      .split('\n')[0]!
      .slice(0, 120)
    problems.push({
      code: 'BAD_FORMAT',
      message: `Expected YAML at the head of the document: ${reason}. Its plain lines were read.`,
      figure: null,
      line: 1,
    })
    return plainFields(joinQuotedLines(source))
  }
  add(fields, '', value, 0)
  return fields
}

/** A quoted value that goes on in the next line without indent, as many titles do, is put on one line. */
function joinQuotedLines(source: string): string {
  const lines = source.split('\n')
  const joined: string[] = []
  for (let at = 0; at < lines.length; at++) {
    let line = lines[at]!
    const quote = /^\w[\w-]*:[ \t]+(["'])/.exec(line)?.[1]
    if (quote !== undefined) {
      for (let more = 0; more < 10 && !isClosed(line, quote) && at + 1 < lines.length; more++) {
        line = `${line.trimEnd()} ${lines[++at]!.trim()}`
      }
    }
    joined.push(line)
  }
  return joined.join('\n')
}

const isClosed = (line: string, quote: string): boolean =>
  line.indexOf(quote) !== line.lastIndexOf(quote) && new RegExp(`${quote}\\s*(?:#.*)?$`).test(line)

/** `key: value` and `- item` lines of YAML that is none. */
function plainFields(source: string): Map<string, unknown> {
  const fields = new Map<string, unknown>()
  let list: string[] = []
  for (const line of source.split('\n')) {
    const field = /^([A-Za-z][\w-]{0,40}):[ \t]*(.{0,2000})$/.exec(line)
    const item = /^[ \t]*-[ \t]+(\S.{0,500})$/.exec(line)?.[1]
    if (field !== null) {
      list = []
      fields.set(field[1]!.toLowerCase(), field[2] === '' ? list : unquoted(field[2]!))
    } else if (item !== undefined) list.push(unquoted(item))
  }
  return fields
}

const unquoted = (text: string): string => text.replace(/^(["'])(.*)\1\s*$/, '$2')

function add(fields: Map<string, unknown>, prefix: string, value: unknown, depth: number): void {
  if (typeof value !== 'object' || value === null || Array.isArray(value) || depth > 3) return
  for (const [key, inner] of Object.entries(value)) {
    const name = prefix + key.toLowerCase()
    if (!fields.has(name)) fields.set(name, inner)
    add(fields, `${name}.`, inner, depth + 1)
  }
}

function textOf(value: unknown): string | null {
  if (typeof value === 'number') return String(value)
  if (value instanceof Date) return value.toISOString().slice(0, 10)
  if (typeof value !== 'string') return null
  const text = value.replace(/\s+/g, ' ').trim()
  return text === '' ? null : text
}

function listOf(value: unknown): string[] | null {
  const items = typeof value === 'string' ? value.split(',') : Array.isArray(value) ? value : null
  const texts = items?.flatMap((item) => textOf(item) ?? []) ?? []
  return texts.length === 0 ? null : texts.slice(0, 200)
}
