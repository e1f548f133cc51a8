import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'
import { type FixtureModel, fixtureModel } from '../../support/models.js'

export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'figsift-models-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  return folder
}

/** A copy of a fixture that a test may spoil. */
export function copyOf(name: FixtureModel): string {
  const folder = join(temporaryFolder(), name)
  cpSync(fixtureModel(name), folder, { recursive: true })
  return folder
}

/** Changes members of a JSON file of the folder; undefined removes one. */
export function edit(folder: string, file: string, change: object): void {
  const path = join(folder, file)
  writeFileSync(path, JSON.stringify({ ...JSON.parse(readFileSync(path, 'utf8')), ...change }))
}

export function write(folder: string, file: string, content: string | Uint8Array): void {
  mkdirSync(join(folder, file, '..'), { recursive: true })
  writeFileSync(join(folder, file), content)
}
