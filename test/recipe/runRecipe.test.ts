import {
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { beforeAll, describe, expect, test } from 'vitest'
import { differences, filesOf } from '../../scripts/killRun/killRun.js'
import { type RunRecipeOptions, runRecipe, type StageSummary } from '../../src/recipe/runRecipe.js'
import { type RunManifest, readRun } from '../../src/run/recipe/manifest.js'
import { makeFigures, parseRows, picture } from '../run/support/figures.js'
import { temporaryFolder } from '../run/support/temporaryFolder.js'

const home = temporaryFolder()
const ROWS = 20
const RULES = `  rules:
    - { id: duplicate, drop_where: NOT dup_keep, reason: a duplicate }
    - { id: late, drop_where: caption LIKE '%1_ of%', reason: has two digits }
`
const RECIPE = `name: made
input: figures.jsonl
part_rows: 4
score: { signals: [image] }
dedup: {}
filter:
${RULES}`

beforeAll(async () => {
  await makeFigures(home, ROWS)
  // Of two equal pictures the second goes.
  writeFileSync(join(home, 'images/f7.png'), await picture(3))
})

let made = 0
/** A recipe of its own, and a way to run it. */
function recipeOf(text: string, name = `recipe${made++}`) {
  const path = join(home, `${name}.yaml`)
  const folder = join(home, `${name}.run`)
  writeFileSync(path, text)
  const run = (options: Partial<RunRecipeOptions> = {}) => runRecipe({ recipe: path, ...options })
  return { path, folder, run, change: (other: string) => writeFileSync(path, other) }
}

/** A recipe whose run is there already: that of RECIPE, made once. */
let base: Promise<string> | undefined
async function finished() {
  base ??= (async () => {
    const { run, folder } = recipeOf(RECIPE, 'base')
    await run()
    return folder
  })()
  const made = recipeOf(RECIPE)
  cpSync(await base, made.folder, { recursive: true })
  return made
}

const keptOf = (stages: readonly StageSummary[]) => stages.filter(({ isKept }) => isKept).map(({ name }) => name)
const idsIn = (path: string) => parseRows(readFileSync(path, 'utf8')).map(({ id }) => id)

describe('a run', () => {
  test('writes what stays, what does not and why, and a manifest without times', async () => {
    const { folder, run } = recipeOf(RECIPE)
    const told: StageSummary[] = []
    const summary = await run({ onStage: (stage) => told.push(stage) })
    expect(told).toEqual(summary.stages)
    expect(summary.stages.map(({ name }) => name)).toEqual(['score', 'dedup', 'filter', 'write'])
    expect(keptOf(summary.stages)).toEqual([])
    expect(summary).toMatchObject({ rows: ROWS, rowsWritten: 9, errors: {}, output: join(folder, 'kept.jsonl') })
    expect(idsIn(join(folder, 'kept.jsonl'))).toEqual(['f0', 'f1', 'f2', 'f3', 'f4', 'f5', 'f6', 'f8', 'f9'])
    const dropped = parseRows(readFileSync(join(folder, 'dropped.jsonl'), 'utf8'))
    expect(dropped[0]).toMatchObject({ id: 'f7', dup_of: 'f3', image_width: 64, dropped_by: 'duplicate' })
    expect(dropped[1]).toMatchObject({
      id: 'f10',
      dropped_by: 'late',
      dropped_reason: 'has two digits',
      dup_keep: true,
    })
    expect(readdirSync(folder).sort()).toEqual(
      [
        '.figsift',
        'dropped.jsonl',
        'funnel.json',
        'funnel.parquet',
        'funnel.tex',
        'funnel.txt',
        'kept.jsonl',
        'parts',
        'run.json',
      ].sort(),
    )
    const manifest = await readRun(folder)
    expect(manifest).toMatchObject({
      inputs: [{ file: '../figures.jsonl' }],
      table: { format: 'jsonl', files: ['../figures.jsonl'], imageRoot: '..', rows: ROWS },
    })
    expect(Object.keys(manifest.table.sidecars)).toEqual(['score', 'dedup', 'filter'])
    expect(JSON.stringify(manifest)).not.toContain(home)
    expect(manifest.stages[2]!.facts).toMatchObject({ funnel: { kept: 9, dropped: 11 } })
  })

  test('twice in two places: the same files', async () => {
    const { folder, path, run } = recipeOf(RECIPE)
    await run()
    const other = join(home, 'elsewhere.run')
    await runRecipe({ recipe: path, out: other })
    expect(differences(filesOf(folder), filesOf(other))).toEqual([])
  })

  test('again: keeps every stage and touches no file', async () => {
    const { folder, run } = recipeOf(RECIPE)
    await run()
    const stampsOf = () => readdirSync(folder, { recursive: true, encoding: 'utf8' }).sort()
    const before = [stampsOf(), filesOf(folder)] as const
    const { stages } = await run()
    expect(keptOf(stages)).toEqual(['score', 'dedup', 'filter', 'write'])
    expect(stampsOf()).toEqual(before[0])
    expect(differences(before[1], filesOf(folder))).toEqual([])
  })

  test('gives what the commands give one after the other', async () => {
    const { runScore } = await import('../../src/run/score.js')
    const { runDedup } = await import('../../src/run/dedup.js')
    const { folder, run } = recipeOf(RECIPE.replace(`filter:\n${RULES}`, ''))
    await run()
    const [scored, deduped] = [join(home, 'scored.jsonl'), join(home, 'deduped.jsonl')]
    await runScore({ input: join(home, 'figures.jsonl'), out: scored, signals: ['image'] })
    await runDedup({ input: scored, out: deduped })
    expect(readFileSync(join(folder, 'kept.jsonl'), 'utf8')).toBe(readFileSync(deduped, 'utf8'))
  })
})

describe('a change redoes what depends on it', () => {
  const changes: [what: string, from: string | RegExp, to: string, kept: string[]][] = [
    ['a threshold', "'%1_ of%'", "'%2 of%'", ['score', 'dedup']],
    ['a radius that finds more', 'dedup: {}', 'dedup: { phash_radius: 30 }', ['score']],
    ['a radius that finds the same', 'dedup: {}', 'dedup: { phash_radius: 1 }', ['score', 'filter', 'write']],
    ['the name of an output', /$/, 'write: { kept: some.jsonl }\n', ['score', 'dedup', 'filter']],
    ['that no rows are written', /$/, 'write: false\n', ['score', 'dedup', 'filter']],
    ['a comment', /$/, '# nothing\n', ['score', 'dedup', 'filter', 'write']],
    ['the rows of a part', 'part_rows: 4', 'part_rows: 5', []],
  ]
  test.each(changes)('%s', async (_, from, to, kept) => {
    const { folder, path, run, change } = await finished()
    const changed = RECIPE.replace(from, to)
    expect(changed).not.toBe(RECIPE)
    change(changed)
    const { stages } = await run()
    // Dedup compares the same fingerprints, whatever parts they are in; new parts are other files all the same.
    expect(keptOf(stages)).toEqual(kept)
    const fresh = join(home, `fresh${made++}.run`)
    await runRecipe({ recipe: path, out: fresh })
    expect(differences(filesOf(fresh), filesOf(folder))).toEqual([])
  })

  test('an image: its part, and what follows from it', async () => {
    // Figures of its own: what changes here would be seen by the other tests.
    await makeFigures(join(home, 'own'), ROWS)
    const { run, folder } = recipeOf(RECIPE, 'own/own')
    await run()
    const image = join(home, 'own/images/f11.png')
    const original = readFileSync(image)
    writeFileSync(image, await picture(500))
    const { stages } = await run()
    expect(stages[0]).toMatchObject({ name: 'score', isKept: false, rowsKept: ROWS - 4, rowsComputed: 4 })
    writeFileSync(image, original)
    await run()
    // The same content at another time: the part is done again, with the same result, and nothing follows from it.
    utimesSync(image, 1, 1)
    const again = await run()
    expect(keptOf(again.stages)).toEqual(['dedup', 'filter', 'write'])
    expect((await run()).stages.every(({ isKept }) => isKept)).toBe(true)
    expect(readdirSync(join(folder, 'parts/score'))).toHaveLength(5)
  })

  test('an output that somebody changed or removed is made again', async () => {
    const { folder, run } = await finished()
    const before = filesOf(folder)
    before.delete('run.json')
    writeFileSync(join(folder, 'kept.jsonl'), 'oh')
    rmSync(join(folder, 'parts/score/000001.parquet'))
    const { stages } = await run()
    expect(stages[0]).toMatchObject({ rowsKept: ROWS - 4 })
    expect(keptOf(stages)).toEqual(['dedup', 'filter'])
    // The manifest names the recipe, which is another file.
    expect(differences(before, filesOf(folder))).toEqual(['run.json is too much'])
  })

  test('a section that is left out: nothing of it stays, and what is not ours does', async () => {
    const { folder, path, run, change } = recipeOf(`${RECIPE}write: { shard_rows: 3 }\n`)
    await run()
    writeFileSync(join(folder, 'notes.txt'), 'mine')
    change('name: made\ninput: figures.jsonl\npart_rows: 4\nscore: { signals: [image] }\n')
    await run()
    const fresh = join(home, `fresh${made++}.run`)
    await runRecipe({ recipe: path, out: fresh })
    expect(differences(filesOf(fresh), filesOf(folder))).toEqual(['notes.txt is too much'])
  })
})

test('a folder that a stranger made: nothing outside is read for ours, or removed', async () => {
  const { folder, run } = await finished()
  const [precious, ledger] = [join(home, 'precious.txt'), join(folder, '.figsift/stages.json')]
  writeFileSync(precious, 'mine')
  const state = JSON.parse(readFileSync(ledger, 'utf8'))
  state.owned.push('../precious.txt', precious, 'parts/../../precious.txt')
  state.stages[0].outputs[0].file = '../precious.txt'
  writeFileSync(ledger, JSON.stringify(state))
  const { stages } = await run()
  expect(stages[1]).toMatchObject({ name: 'dedup', isKept: false })
  const elsewhere = join(home, 'elsewhere')
  mkdirSync(join(elsewhere, 'score'), { recursive: true })
  writeFileSync(join(elsewhere, 'score/precious.txt'), 'mine')
  symlinkSync(join(elsewhere, 'score'), join(folder, 'parts/old'))
  await run()
  expect(existsSync(join(folder, 'parts/old'))).toBe(false)
  for (const name of ['parts', '.figsift']) {
    rmSync(join(folder, name), { recursive: true })
    symlinkSync(elsewhere, join(folder, name))
    await expect(run()).rejects.toMatchObject({ code: 'OUTPUT_EXISTS', message: expect.stringMatching(/is a link/) })
    rmSync(join(folder, name))
  }
  expect(readFileSync(join(elsewhere, 'score/precious.txt'), 'utf8')).toBe('mine')
  expect(readFileSync(precious, 'utf8')).toBe('mine')
})

describe('what it refuses', () => {
  test('two processes in one folder', async () => {
    const { folder, run } = recipeOf(RECIPE)
    const { RecipeFolder } = await import('../../src/recipe/recipeFolder.js')
    const { disk } = await import('../../src/run/fileSystem.js')
    const other = await RecipeFolder.open({ folder, name: 'x', force: false, files: disk })
    await expect(run({ force: true })).rejects.toMatchObject({ code: 'RUN_LOCKED' })
    await other.close()
    expect(existsSync(folder)).toBe(false)
  })

  test('a folder with something else in it, and the run of another recipe', async () => {
    const { folder, run } = recipeOf(RECIPE)
    mkdirSync(folder)
    writeFileSync(join(folder, 'thesis.tex'), '')
    await expect(run()).rejects.toMatchObject({ code: 'OUTPUT_EXISTS', message: expect.stringMatching(/thesis\.tex/) })
    await expect(run({ force: true })).rejects.toMatchObject({ code: 'OUTPUT_EXISTS' })
    const [one, other] = [await finished(), recipeOf(RECIPE.replace('made', 'other'))]
    await expect(other.run({ out: one.folder })).rejects.toMatchObject({ code: 'OUTPUT_EXISTS' })
    other.change(RECIPE.replace('made', 'other').replace(/$/, 'write: { kept: some.jsonl }\n'))
    const { stages } = await other.run({ out: one.folder, force: true })
    expect(keptOf(stages)).toEqual([])
    expect(existsSync(join(one.folder, 'kept.jsonl'))).toBe(false)
  })

  test('before any work: a column of ours, a rule with an error leaves what was done', async () => {
    writeFileSync(join(home, 'taken.jsonl'), '{"id":"a","image":"images/f0.png","dup_of":"x"}\n')
    const taken = recipeOf(RECIPE.replace('figures.jsonl', 'taken.jsonl'))
    await expect(taken.run()).rejects.toMatchObject({ code: 'COLUMN_EXISTS' })
    expect(existsSync(taken.folder)).toBe(false)
    const { folder, run, change } = recipeOf(RECIPE.replace('NOT dup_keep', 'NOT dup_kep'))
    await expect(run()).rejects.toMatchObject({ code: 'BAD_PREDICATE', message: expect.stringMatching(/dup_keep/) })
    await expect(readRun(folder)).rejects.toMatchObject({ code: 'FILE_NOT_FOUND' })
    change(RECIPE)
    expect(keptOf((await run()).stages)).toEqual(['score', 'dedup'])
  })

  test.each([
    ['dup_keep', 'dedup: {}', /no column `dup_keep`\. Add `dedup:` to the recipe/],
    ['NOT Swap_Suspect', 'swaps: {}', /Add `swaps:` to the recipe/],
    ['image_width > 9', 'score: { signals: [image] }', /Add `score:` to the recipe/],
    ['words_score > 0', undefined, /Add `score: \{ signals: \[words\] \}` to the recipe/],
    ["split = 'train'", undefined, /`figsift split` writes it/],
    ['keep', undefined, /what the rules decided/],
    ['caption LIKE', undefined, /DuckDB says/],
  ])('before any work: a rule with %s', async (where, section, message) => {
    const filter = `filter: { where: ${JSON.stringify(where)} }\n`
    for (const begin of ['input: figures.jsonl\n', 'ingest: { source: no-such-folder, from: markdown }\n']) {
      const { folder, run } = recipeOf(begin + filter)
      await expect(run()).rejects.toMatchObject({ code: 'BAD_PREDICATE', message: expect.stringMatching(message) })
      expect(existsSync(folder)).toBe(false)
    }
    if (section === undefined || section.startsWith('swaps')) return
    expect(await recipeOf(`input: figures.jsonl\n${section}\n${filter}`).run()).toMatchObject({ rows: ROWS })
  })

  test('a column of ours that the input has needs no section', async () => {
    writeFileSync(join(home, 'marked.jsonl'), '{"id":"a","dup_keep":true,"leakBy":""}\n{"id":"b","dup_keep":false}\n')
    const { run } = recipeOf('input: marked.jsonl\nfilter: { where: dup_keep AND leakBy IS NOT NULL }\n')
    expect(await run()).toMatchObject({ rows: 2, rowsWritten: 1 })
  })

  test('an option that does not exist, and a source that the run would lie in', async () => {
    const { run } = recipeOf('ingest: { source: ., from: markdown }\n')
    await expect(run({ limitt: 1 } as object)).rejects.toMatchObject({ code: 'BAD_USAGE' })
    await expect(run()).rejects.toMatchObject({ code: 'BAD_USAGE', message: expect.stringMatching(/its own input/) })
  })

  test('an ingest that finds no paper, with what would read the files', async () => {
    mkdirSync(join(home, 'texts'), { recursive: true })
    writeFileSync(join(home, 'texts', 'a.tex'), 'nothing')
    const { folder, run } = recipeOf('ingest: { source: texts, from: markdown }\n')
    const message = expect.stringMatching(/1 file was looked at .*`latex` \(--from latex\)/)
    await expect(run()).rejects.toMatchObject({ code: 'FILE_NOT_FOUND', message })
    expect(existsSync(join(folder, 'figures.jsonl'))).toBe(false)
  })

  test('when cancelled: what is finished is kept', async () => {
    const { run } = recipeOf(RECIPE)
    const controller = new AbortController()
    const onStage = () => controller.abort()
    await expect(run({ signal: controller.signal, onStage })).rejects.toMatchObject({ code: 'CANCELLED' })
    expect(keptOf((await run()).stages)).toContain('score')
  })
})

test('an input that changes during the run ends it with everything finished kept', async () => {
  const text = readFileSync(join(home, 'figures.jsonl'), 'utf8')
  writeFileSync(join(home, 'moving.jsonl'), text)
  const { run } = recipeOf(RECIPE.replace('figures.jsonl', 'moving.jsonl'))
  const onStage = ({ name }: StageSummary) => {
    if (name === 'dedup') utimesSync(join(home, 'moving.jsonl'), 1, 1)
  }
  await expect(run({ onStage })).rejects.toMatchObject({ code: 'IO', message: expect.stringMatching(/moving\.jsonl/) })
  expect(keptOf((await run()).stages)).toEqual(['score', 'dedup'])
})

test('rows that fail keep their reason, also where nothing scores', async () => {
  writeFileSync(join(home, 'lost.jsonl'), '{"id":"a","image":"images/f0.png"}\n{"id":"b","image":"images/none.png"}\n')
  const { folder, run } = recipeOf('input: lost.jsonl\ndedup: {}\nfilter: { where: "true" }\n')
  const { errors } = await run()
  expect(errors).toMatchObject({ FILE_NOT_FOUND: { count: 1, first: [{ row: 1, id: 'b' }] } })
  const [dropped] = parseRows(readFileSync(join(folder, 'dropped.jsonl'), 'utf8'))
  expect(dropped).toMatchObject({ id: 'b', error: { code: 'FILE_NOT_FOUND' }, dropped_by: 'row-error' })
  expect((await run()).errors).toMatchObject({ FILE_NOT_FOUND: { count: 1 } })
})

test('no rows at all', async () => {
  writeFileSync(join(home, 'empty.jsonl'), '')
  const { folder, run } = recipeOf(RECIPE.replace('figures.jsonl', 'empty.jsonl').replace(RULES, '  where: "true"\n'))
  expect(await run()).toMatchObject({ rows: 0, rowsWritten: 0 })
  const manifest: RunManifest = await readRun(folder)
  expect(manifest.table.rows).toBe(0)
  expect((await run()).stages.every(({ isKept }) => isKept)).toBe(true)
})
