// One HTML file to look at: scores, what rules would drop and why, the best and the borderline figures, errors.
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { writeReport } from 'figsift'

const folder = await mkdtemp(join(tmpdir(), 'figsift-example-'))
const sample = fileURLToPath(new URL('../assets/sample/', import.meta.url))
const rules = [{ id: 'physics', dropWhere: "subject LIKE '%physics%'", reason: 'another reader has these' }]

const result = await writeReport({ input: sample, out: join(folder, 'report.html'), rules, gallerySize: 6 })
console.log(`${result.kept} of ${result.rows} rows stay; ${result.shown} shown, ${result.pictures} with a picture`)
console.log(`report.html has ${(result.bytes / 1e6).toFixed(1)} MB`)
await rm(folder, { recursive: true })
