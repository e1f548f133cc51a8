import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { loadRules, parseRules } from '../../src/filter/loadRules.js'

const GOOD = `# what we drop
rules:
  - id: small
    drop_where: image_width < 224 OR image_height < 224
    reason: under 224 px
  - id: "no words"
    dropWhere: >
      words_score < 0.1
      AND len(words_shared) = 0
    source: docs/thresholds.md
`

/** YAML, the line that is named, and what is said. */
const BAD: [string, number | undefined, RegExp][] = [
  ['', undefined, /Expected the file to be keys with values: rules/],
  ['- id: x\n', 1, /Expected the file to be keys/],
  ['rules: 3\n', 1, /Expected a list under `rules`/],
  ['rule:\n  - id: x\n', 1, /received "rule". Did you mean `rules`\?/],
  ['rules: []\n', 1, /at least one rule/],
  ['rules:\n  - small\n', 2, /Expected a rule to be keys with values/],
  ['rules:\n  - id: x\n    only_if: a\n', 3, /received "only_if". Known: id, drop_where, reason, source/],
  ['rules:\n  - id: x\n    drop_were: a\n', 3, /Did you mean `drop_where`\?/],
  ['rules:\n  - id: x\n    reason: y\n', 2, /Expected text for `drop_where` but received nothing/],
  ['rules:\n  - id: 3\n    drop_where: a\n', 2, /Expected text for `id` but received 3. Put it in quotes/],
  ['rules:\n  - id: x\n    drop_where: true\n', 3, /Expected text for `drop_where` but received true/],
  ['rules:\n  - id: x\n    drop_where: [a]\n', 3, /Expected text for `drop_where`/],
  ['rules:\n  - id: x\n    drop_where: a\n    dropWhere: b\n', 4, /`drop_where` once/],
  ['rules:\n  - id: x\n    id: y\n    drop_where: a\n', 3, /`id` once/],
  ['rules:\n  - id: x\n    drop_where: a\n  - id: x\n    drop_where: b\n', 4, /its own but received "x", as in line 2/],
  ['rules:\n  - id: where\n    drop_where: a\n', 2, /"where" is taken/],
  ['rules:\n  - &a\n    id: x\n    drop_where: a\n', 3, /the anchor "&a"/],
  ['rules:\n  - id: x\n    drop_where: &b a\n  - id: y\n    drop_where: *b\n', 3, /the anchor "&b"/],
  ['rules:\n  - id: x\n    drop_where: !!js/function a\n', 3, /tag/i],
  ['rules:\n  - id: x\n   drop_where: a\n', undefined, /line \d/],
  ['rules:\n  - id: "x\n', undefined, /quote|closing/i],
  ['rules:\n  - id: x\n    drop_where: a\n---\nrules: []\n', 4, /one document/],
  ['rules:\n  - <<: {id: x}\n    drop_where: a\n', 2, /received "<<"/],
]

describe('parseRules', () => {
  it.each(BAD)('refuses %j', (text, line, message) => {
    let error: unknown
    try {
      parseRules(text, 'rules.yaml')
    } catch (e) {
      error = e
    }
    expect(error).toMatchObject({ code: 'BAD_FORMAT', file: 'rules.yaml' })
    expect((error as Error).message).toMatch(message)
    expect((error as Error).message).toMatch(/^"rules\.yaml"/)
    if (line !== undefined) expect(error).toMatchObject({ line })
  })

  it('refuses a bomb of aliases at once', () => {
    const bomb = ['a: &a [x, x]', ...Array.from({ length: 30 }, (_, i) => `b${i}: &b${i} [*a, *a]`)].join('\n')
    expect(() => parseRules(bomb, 'r')).toThrow(/anchor|alias|known key/)
  })

  it('refuses long text', () => {
    expect(() => parseRules('#'.repeat(70_000), 'r')).toThrow(/received 70000 characters/)
  })

  // The YAML library ends the process, or holds it for seconds, on each of these.
  it.each([
    `rules: ${'['.repeat(60_000)}`,
    `rules: ${'{'.repeat(60_000)}`,
    `rules:\n ${'- '.repeat(30_000)}`,
    '? '.repeat(30_000),
    Array.from({ length: 300 }, (_, i) => `${' '.repeat(i)}a:`).join('\n'),
  ])('refuses endless nesting before it is parsed, %#', (text) => {
    expect(() => parseRules(text, 'r')).toThrow(/Expected a rules file but received (a line|more than)/)
  })

  it('refuses too many rules', () => {
    const many = Array.from({ length: 300 }, (_, i) => `  - {id: r${i}, drop_where: a}`).join('\n')
    expect(() => parseRules(`rules:\n${many}`, 'r')).toThrow(/at most 256 rules but received 300/)
  })

  it('reads rules in order, with what is given', () => {
    expect(parseRules(GOOD, 'r')).toEqual([
      { id: 'small', dropWhere: 'image_width < 224 OR image_height < 224', reason: 'under 224 px' },
      { id: 'no words', dropWhere: 'words_score < 0.1 AND len(words_shared) = 0', source: 'docs/thresholds.md' },
    ])
  })
})

describe('loadRules', () => {
  let folder: string
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'figsift-rules-'))
  })
  afterAll(() => rmSync(folder, { recursive: true }))

  it('reads a file', async () => {
    const path = join(folder, 'rules.yaml')
    writeFileSync(path, GOOD)
    expect(await loadRules(path)).toHaveLength(2)
  })

  it('refuses what is no small regular file', async () => {
    await expect(loadRules(join(folder, 'none.yaml'))).rejects.toMatchObject({ code: 'FILE_NOT_FOUND' })
    await expect(loadRules(folder)).rejects.toMatchObject({ code: 'NOT_A_REGULAR_FILE' })
    await expect(loadRules('/dev/zero')).rejects.toMatchObject({ code: 'NOT_A_REGULAR_FILE' })
    const large = join(folder, 'large.yaml')
    writeFileSync(large, '#'.repeat(2 ** 16 + 1))
    await expect(loadRules(large)).rejects.toMatchObject({ code: 'FILE_TOO_LARGE' })
  })
})
