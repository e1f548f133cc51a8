import { readFile } from 'node:fs/promises'
import { type FolderFile, folderFile } from './folderFile.js'
import { FETCH_AGAIN, invalidModel } from './modelError.js'

export type Json = Readonly<Record<string, unknown>>

/** Real ones are a few kB; this is parsed in one go. */
const MAX_BYTES = 2 ** 21
const MAX_DEPTH = 64

/** Reads a small JSON object of a model folder; undefined where there is no such file. */
export async function readJson(
  folder: string,
  root: string,
  name: string,
): Promise<{ file: FolderFile; json: Json } | undefined> {
  const file = await folderFile(folder, root, name, MAX_BYTES)
  if (file === undefined) return undefined
  let json: unknown
  try {
    const text = await readFile(file.path, 'utf8')
    checkDepth(file.path, text)
    json = JSON.parse(text)
  } catch (cause) {
    if (cause instanceof SyntaxError) throw invalidModel(file.path, `is no JSON: ${cause.message}`, FETCH_AGAIN, cause)
    throw cause
  }
  if (!isObject(json)) throw invalidModel(file.path, 'holds no JSON object', FETCH_AGAIN)
  return { file, json }
}

export function isObject(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** A member that is an object; empty where there is none. */
export function child(json: Json, name: string): Json {
  const value = Object.hasOwn(json, name) ? json[name] : undefined
  return isObject(value) ? value : {}
}

/** A positive integer member, or undefined where there is none. */
export function size(file: string, json: Json, name: string): number | undefined {
  const value = json[name]
  if (value === undefined || value === null) return undefined
  if (Number.isInteger(value) && (value as number) > 0 && (value as number) < 2 ** 31) return value as number
  throw invalidModel(file, `has ${JSON.stringify(value)?.slice(0, 80)} for "${name}"`, 'Give a positive integer.')
}

function checkDepth(path: string, text: string): void {
  let depth = 0
  for (const [mark] of text.matchAll(/"(?:[^"\\]|\\.)*"|[[\]{}]/gs)) {
    if (mark === '{' || mark === '[') depth++
    else if (mark === '}' || mark === ']') depth--
    if (depth > MAX_DEPTH) throw invalidModel(path, `nests deeper than ${MAX_DEPTH} levels`, FETCH_AGAIN)
  }
}
