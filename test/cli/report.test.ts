import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { figsift } from './support.js'

const folder = mkdtempSync(join(tmpdir(), 'figsift-report-cli-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))
writeFileSync(
  join(folder, 'rows.jsonl'),
  [1, 2, 3].map((score) => `{"id":"r${score}","caption":"row ${score}","score":${score}}\n`).join(''),
)
writeFileSync(join(folder, 'rules.yaml'), 'rules:\n  - id: low\n    drop_where: score < 2\n')

describe('figsift report', () => {
  it('writes a page, says what is in it, and refuses to replace it', async () => {
    const first = await figsift(['report', 'rows.jsonl', '-o', 'report.html', '--rules', 'rules.yaml'], { cwd: folder })
    expect(first.code, first.stderr).toBe(0)
    expect(first.stderr).toMatch(/3 rows; 3 rows shown, 0 with a picture/)
    expect(first.stderr).toMatch(/Wrote report\.html \(0\.\d MB\)\. Open it in a browser/)
    expect(readFileSync(join(folder, 'report.html'), 'utf8')).toMatch(/^<!doctype html>/)
    const again = await figsift(['report', 'rows.jsonl', '-o', 'report.html'], { cwd: folder })
    expect([again.code, again.stderr]).toEqual([2, expect.stringContaining('--force')])
  })

  it('gives one object with --json', async () => {
    const args = ['report', 'rows.jsonl', '-o', 'other.html', '--json', '--by', 'id', '--gallery', '2', '--no-pictures']
    const { code, stdout, stderr } = await figsift(args, { cwd: folder })
    expect([code, stderr]).toEqual([0, ''])
    expect(JSON.parse(stdout)).toMatchObject({ command: 'report', rows: 3, kept: null, shown: 3, output: 'other.html' })
  })

  it('names wrong usage and a missing input', async () => {
    expect((await figsift(['report', 'rows.jsonl', '-o', 'page.pdf'], { cwd: folder })).code).toBe(2)
    const missing = await figsift(['report', 'none.jsonl', '-o', 'page.html'], { cwd: folder })
    expect([missing.code, missing.stderr]).toEqual([1, expect.stringContaining('none.jsonl')])
  })
})
