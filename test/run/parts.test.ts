import { describe, expect, test } from 'vitest'
import type { FigsiftError } from '../../src/errors.js'
import { type PartStage, runParts } from '../../src/run/parts.js'
import { RunFolder } from '../../src/run/runFolder.js'
import { Fault, MemoryDisk } from './support/memoryDisk.js'

const OUT = '/data/out.txt'
const ROWS = 23
const PART_ROWS = 5

interface Job {
  disk: MemoryDisk
  /** Rows for which `compute` was called. */
  computed: number[]
  rows?: number
  partRows?: number
  settings?: object
  stampOf?: (row: number) => string
  force?: boolean
  maxErrors?: number
  signal?: AbortSignal
  /** Rows of parts that the user was told are finished. */
  announced?: Set<number>
}

function stageOf({ disk, computed, rows = ROWS, settings = {}, stampOf = String }: Job): PartStage<number, string> {
  return {
    name: 'double',
    settings,
    rows,
    async *read(begin, end) {
      for (let row = begin; row < end; row++) yield row
    },
    stamp: async (row) => stampOf(row),
    async compute(row) {
      computed.push(row)
      return `${stampOf(row)}:${row * 2}${JSON.stringify(settings)}`
    },
    errorOf: (result) =>
      result.startsWith('bad') ? { id: result, error: { code: 'BAD_ROW', message: 'bad', stage: 'read' } } : undefined,
    write: (path, results) => disk.write(path, results.map((line) => `${line}\n`).join('')),
    concurrency: 3,
  }
}

/** A whole run: parts, joined to one output. */
async function work(job: Job) {
  const { disk, force = false, partRows = PART_ROWS, maxErrors, signal, announced } = job
  const onProgress = ({ done }: { done: number }) => {
    const finished = done === ROWS ? ROWS : done - (done % partRows)
    for (let row = 0; row < finished; row++) announced?.add(row)
  }
  const run = await RunFolder.open({ command: 'double', out: OUT, files: disk, force })
  try {
    const result = await runParts(run, stageOf(job), { partRows, maxErrors, signal, onProgress })
    const texts = await Promise.all(result.files.map((file) => disk.read(file)))
    const temporary = run.temporaryFor(OUT)
    await disk.write(temporary, texts.join(''))
    await run.publish([{ temporary, path: OUT }], { rows: ROWS })
    return result
  } finally {
    await run.close()
  }
}

async function recordedRows(disk: MemoryDisk): Promise<Set<number>> {
  const rows = new Set<number>()
  for (const line of ((await disk.read(`${OUT}.figsift/journal.jsonl`)) ?? '').split('\n').slice(0, -1)) {
    const { begin, end } = JSON.parse(line)
    for (let row = begin; row < end; row++) rows.add(row)
  }
  return rows
}

/** What a later process finds in the lock of one that is gone. */
async function buryHolder(disk: MemoryDisk): Promise<void> {
  const path = `${OUT}.figsift/lock`
  const text = await disk.read(path)
  if (text) await disk.write(path, JSON.stringify({ ...JSON.parse(text), pid: 2 ** 30 }))
}

async function undisturbed() {
  const disk = new MemoryDisk()
  await work({ disk, computed: [] })
  return { text: await disk.read(OUT), steps: disk.calls.length }
}

test('writes the output, its manifest, and nothing else', async () => {
  const disk = new MemoryDisk()
  const computed: number[] = []
  const result = await work({ disk, computed })
  expect(computed).toEqual(Array.from({ length: ROWS }, (_, i) => i))
  expect(result).toMatchObject({ rowsKept: 0, rowsComputed: ROWS })
  expect((await disk.list('/data')).sort()).toEqual(['out.txt', 'out.txt.manifest.json'])
  expect((await disk.read(OUT))!.split('\n')).toHaveLength(ROWS + 1)
})

test.each([0, 1, 5, 6])('takes %i rows', async (rows) => {
  const disk = new MemoryDisk()
  const { files } = await work({ disk, computed: [], rows })
  expect(files).toHaveLength(Math.ceil(rows / PART_ROWS))
  expect((await disk.read(OUT))!.split('\n')).toHaveLength(rows + 1)
})

describe.each([
  ['fails and the process lives on to clean up', { dies: false, cuts: false }],
  ['fails and the process is gone', { dies: true, cuts: false }],
  ['fails because the power is cut', { dies: true, cuts: true }],
])('when any one step %s', (_, { dies, cuts }) => {
  test('the same call again gives the same bytes and computes no recorded row twice', async () => {
    const { text, steps } = await undisturbed()
    expect(steps).toBeGreaterThan(40)
    for (let failAt = 1; failAt <= steps; failAt++) {
      const disk = new MemoryDisk()
      disk.failAt = failAt
      disk.diesAtFault = dies
      const announced = new Set<number>()
      const failure = await work({ disk, computed: [], announced }).then(
        () => undefined,
        (error) => error,
      )
      const step = disk.calls[failAt - 1]
      // The lock is taken by then; what is left of its ticket goes with the folder.
      if (step?.match(/^remove .*\/lock\.[\w-]+$/) && !dies) expect(failure, step).toBeUndefined()
      else expect(failure, step).toBeInstanceOf(Error)
      if (cuts) disk.cutPower()
      else disk.revive()
      await buryHolder(disk)

      const isDone = (await disk.stat(`${OUT}.figsift`)) === undefined && (await disk.stat(OUT)) !== undefined
      if (!isDone) {
        const recorded = await recordedRows(disk)
        expect(recorded.size, step).toBeGreaterThanOrEqual(announced.size)
        const computed: number[] = []
        await work({ disk, computed })
        expect(
          computed.filter((row) => recorded.has(row)),
          step,
        ).toEqual([])
        expect(computed.length + recorded.size, step).toBe(ROWS)
      }
      expect(await disk.read(OUT), step).toBe(text)
      expect(await disk.read(`${OUT}.manifest.json`), step).toContain('23')
      disk.cutPower()
      expect(await disk.read(OUT), `${step}, then a power cut after the end`).toBe(text)
    }
  })
})

describe('a run that was cut off', () => {
  async function cutOff(job: Partial<Job> = {}) {
    const disk = new MemoryDisk()
    const controller = new AbortController()
    const computed: number[] = []
    const compute = (row: number) => {
      if (row === 13) controller.abort()
      return String(row)
    }
    await expect(work({ disk, computed, stampOf: compute, signal: controller.signal, ...job })).rejects.toThrow(
      'cancelled',
    )
    return disk
  }

  test('keeps its finished parts', async () => {
    const disk = await cutOff()
    const computed: number[] = []
    expect(await work({ disk, computed })).toMatchObject({ rowsKept: 10, rowsComputed: 13 })
    expect(Math.min(...computed)).toBe(10)
  })

  test('does parts again whose rows or images changed, and only those', async () => {
    const disk = await cutOff()
    const computed: number[] = []
    await work({ disk, computed, stampOf: (row) => (row === 7 ? 'changed' : String(row)) })
    expect(computed).toEqual(Array.from({ length: 18 }, (_, i) => i + 5))
    expect(await disk.read(OUT)).toContain('changed:14')
  })

  test('does everything again when the settings changed', async () => {
    const disk = await cutOff()
    const computed: number[] = []
    await work({ disk, computed, settings: { model: 'b' } })
    expect(computed).toHaveLength(ROWS)
  })

  test('does everything again when the part size changed', async () => {
    const disk = await cutOff()
    const computed: number[] = []
    await work({ disk, computed, partRows: 4 })
    expect(computed).toHaveLength(ROWS)
    expect(await disk.read(OUT)).toBe((await undisturbed()).text)
  })

  test('does a part again whose file was damaged', async () => {
    const disk = await cutOff()
    await disk.write(`${OUT}.figsift/parts/double/000000.parquet`, 'rot')
    const computed: number[] = []
    await work({ disk, computed })
    expect(computed.slice(0, 5)).toEqual([0, 1, 2, 3, 4])
    expect(computed).toHaveLength(18)
  })

  test('does not count rows beyond a new end', async () => {
    const disk = await cutOff()
    expect(await work({ disk, computed: [], rows: 7 })).toMatchObject({ rowsKept: 5, rowsComputed: 2 })
  })
})

test('a run that finished nothing leaves nothing', async () => {
  const disk = new MemoryDisk()
  await disk.makeFolder(`${OUT}.figsift.done-77/parts`)
  const failing = work({ disk, computed: [], stampOf: () => 'bad', maxErrors: 0 })
  await expect(failing).rejects.toMatchObject({ code: 'TOO_MANY_ERRORS' })
  expect(await disk.list('/data')).toEqual([])
})

describe('the output', () => {
  test('is refused when it is there', async () => {
    const disk = new MemoryDisk()
    await disk.write(OUT, 'mine')
    await expect(work({ disk, computed: [] })).rejects.toMatchObject({ code: 'OUTPUT_EXISTS', file: OUT })
    expect(await disk.read(OUT)).toBe('mine')
    expect(await disk.list('/data')).toEqual(['out.txt'])
  })

  test('is replaced with force, also by the call that takes the run up without it', async () => {
    const disk = new MemoryDisk()
    await disk.write(OUT, 'old')
    disk.failAt = 40
    await expect(work({ disk, computed: [], force: true })).rejects.toThrow(/injected/)
    disk.revive()
    await work({ disk, computed: [] })
    expect(await disk.read(OUT)).toBe((await undisturbed()).text)
  })

  test('is refused when it appeared while our run was down', async () => {
    const disk = new MemoryDisk()
    disk.failAt = 40
    await expect(work({ disk, computed: [] })).rejects.toThrow(Fault)
    disk.revive()
    await disk.write(OUT, 'theirs')
    await expect(work({ disk, computed: [] })).rejects.toMatchObject({ code: 'OUTPUT_EXISTS' })
    expect(await disk.read(OUT)).toBe('theirs')
  })

  test('is not looked for in a folder that is not there', async () => {
    const open = RunFolder.open({ command: 'x', out: '/nowhere/out.txt', files: new MemoryDisk() })
    await expect(open).rejects.toMatchObject({ code: 'BAD_USAGE', message: expect.stringContaining('"/nowhere"') })
  })

  test('is never an input', async () => {
    const open = RunFolder.open({ command: 'x', out: OUT, inputs: [OUT], files: new MemoryDisk(), force: true })
    await expect(open).rejects.toMatchObject({ code: 'BAD_USAGE' })
  })

  test('leaves a strange folder with the name of the run folder alone', async () => {
    const disk = new MemoryDisk()
    await disk.makeFolder(`${OUT}.figsift`)
    await disk.write(`${OUT}.figsift/thesis.tex`, 'years of work')
    await expect(work({ disk, computed: [], force: true })).rejects.toMatchObject({ code: 'OUTPUT_EXISTS' })
    expect(await disk.read(`${OUT}.figsift/thesis.tex`)).toBe('years of work')
  })
})

describe('rows with errors', () => {
  const stampOf = (row: number) => (row % 4 === 1 ? `bad${row}` : String(row))

  test('are counted with the first three of each code', async () => {
    const { errors } = await work({ disk: new MemoryDisk(), computed: [], stampOf })
    expect(errors.BAD_ROW!.count).toBe(6)
    expect(errors.BAD_ROW!.first.map(({ row }) => row)).toEqual([1, 5, 9])
  })

  test('end the call above maxErrors, and a higher limit goes on from there', async () => {
    const disk = new MemoryDisk()
    const failure: FigsiftError = await work({ disk, computed: [], stampOf, maxErrors: 2 }).then(
      () => expect.unreachable(),
      (error) => error,
    )
    expect(failure.code).toBe('TOO_MANY_ERRORS')
    expect(failure.message).toContain('BAD_ROW 3x (first: row 1, bad1')
    const again = work({ disk, computed: [], stampOf, maxErrors: 1 })
    await expect(again).rejects.toMatchObject({ code: 'TOO_MANY_ERRORS' })
    expect(await work({ disk, computed: [], stampOf, maxErrors: 6 })).toMatchObject({ rowsKept: 5 })
  })
})

test('a fault of the machine fails the part and not the row', async () => {
  const disk = new MemoryDisk()
  const run = await RunFolder.open({ command: 'x', out: OUT, files: disk })
  const stage = stageOf({ disk, computed: [] })
  const compute = async (row: number, stamped: Promise<string>) => {
    if (row === 12) throw Object.assign(new Error('read error'), { code: 'EIO' })
    return stage.compute(row, stamped)
  }
  await expect(runParts(run, { ...stage, compute }, { partRows: PART_ROWS })).rejects.toThrow('read error')
  await run.close()
  expect((await recordedRows(disk)).size).toBe(10)
})

test('an input that ends early ends the call', async () => {
  const disk = new MemoryDisk()
  const run = await RunFolder.open({ command: 'x', out: OUT, files: disk })
  const stage = stageOf({ disk, computed: [] })
  const read = (begin: number) => stage.read(begin, 8)
  await expect(runParts(run, { ...stage, read }, { partRows: PART_ROWS })).rejects.toThrow('ended at row 8')
})

test('rows stream: no more than the concurrency is under way, whatever the part size', async () => {
  const disk = new MemoryDisk()
  const run = await RunFolder.open({ command: 'x', out: OUT, files: disk })
  const stage = stageOf({ disk, computed: [] })
  let started = 0
  let finished = 0
  let most = 0
  async function* read(begin: number, end: number) {
    for (let row = begin; row < end; row++) {
      started++
      most = Math.max(most, started - finished)
      yield row
    }
  }
  const compute = async (row: number, stamped: Promise<string>) => {
    const result = await stage.compute(row, stamped)
    finished++
    return result
  }
  await runParts(run, { ...stage, rows: 500, read, compute }, { partRows: 100 })
  expect(most).toBeLessThanOrEqual(4)
})
