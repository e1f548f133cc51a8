import { readFile, stat } from 'node:fs/promises'
import { dirname, isAbsolute, resolve } from 'node:path'

/** What a command wrote beside its output, as far as a report shows it. It is a file: nothing in it is believed. */
export interface CommandManifest {
  command: string
  version: string
  inputs: ManifestFile[]
  outputs: ManifestFile[]
  parameters: object
  libraries: [string, string][]
  funnel: unknown
}

export interface ManifestFile {
  file: string
  bytes: number | null
  sha256: string | null
  rows: number | null
  /** Absolute; undefined for a file that does not lie beside the manifest or below it. */
  path: string | undefined
}

/** A funnel of many rules and groups stays well below it. */
const MAX_BYTES = 2 ** 26
const MAX_FILES = 10_000

/** The manifest beside a dataset file; undefined when there is none that can be read. */
export async function readCommandManifest(file: string): Promise<CommandManifest | undefined> {
  const path = `${file}.manifest.json`
  const found = await stat(path).catch(() => undefined)
  if (!found?.isFile() || found.size > MAX_BYTES) return undefined
  const manifest = parsed(await readFile(path, 'utf8').catch(() => ''))
  if (!isRecord(manifest) || manifest.tool !== 'figsift' || typeof manifest.command !== 'string') return undefined
  const home = dirname(resolve(file))
  return {
    command: manifest.command,
    version: String(manifest.version),
    inputs: filesOf(manifest.inputs, home),
    outputs: filesOf(manifest.outputs, home),
    parameters: isRecord(manifest.parameters) ? manifest.parameters : {},
    libraries: isRecord(manifest.libraries) ? namedVersions(manifest.libraries) : [],
    funnel: manifest.funnel,
  }
}

export function namedVersions(libraries: Record<string, unknown>): [string, string][] {
  return Object.entries(libraries)
    .slice(0, 100)
    .map(([name, version]) => [name, String(version)])
}

function filesOf(value: unknown, home: string): ManifestFile[] {
  if (!Array.isArray(value)) return []
  return value.slice(0, MAX_FILES).flatMap((one: unknown) => {
    if (!isRecord(one) || typeof one.file !== 'string') return []
    const isBelow = !isAbsolute(one.file) && !one.file.split('/').includes('..')
    return [
      {
        file: one.file,
        bytes: typeof one.bytes === 'number' ? one.bytes : null,
        sha256: typeof one.sha256 === 'string' ? one.sha256 : null,
        rows: typeof one.rows === 'number' ? one.rows : null,
        path: isBelow ? resolve(home, one.file) : undefined,
      },
    ]
  })
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

export const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
