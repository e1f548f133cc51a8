import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { hostname } from 'node:os'
import { expect, test, vi } from 'vitest'
import { acquireLock } from '../../src/run/lock.js'
import { MemoryDisk } from './support/memoryDisk.js'

const PATH = '/data/lock'

async function write(disk: MemoryDisk, holder: object) {
  await disk.write(PATH, JSON.stringify({ pid: process.pid, host: hostname(), token: 'other', ...holder }))
}

test('refuses while a living process holds it, naming the process and the remedy', async () => {
  const disk = new MemoryDisk()
  await acquireLock(disk, PATH)
  await expect(acquireLock(disk, PATH)).rejects.toMatchObject({
    code: 'RUN_LOCKED',
    file: PATH,
    message: expect.stringMatching(new RegExp(`process ${process.pid} on .*remove "/data/lock"`)),
  })
  expect(await disk.list('/data')).toEqual(['lock'])
})

test('is free again after release, which is idempotent', async () => {
  const disk = new MemoryDisk()
  const first = await acquireLock(disk, PATH)
  await first.release()
  const second = await acquireLock(disk, PATH)
  await first.release()
  await second.check()
})

test.each([
  ['a process that is gone', { pid: 2 ** 30 }],
  ['an earlier process with the id of a living one', { started: '1' }],
])('takes over the lock of %s', async (_, holder) => {
  const disk = new MemoryDisk()
  await write(disk, holder)
  const lock = await acquireLock(disk, PATH)
  await lock.check()
})

test('takes over the lock of a killed process that nobody has waited for', async () => {
  // The parent stops itself before it could wait for its child, which ends at once.
  const parent = spawn('sh', ['-c', 'sleep 0 & echo $!; kill -STOP $$'])
  try {
    const [text] = (await once(parent.stdout, 'data')) as [Buffer]
    const pid = Number(text.toString())
    const isZombie = () => /^\d+ \(.*\) Z /.test(readFileSync(`/proc/${pid}/stat`, 'utf8'))
    await vi.waitUntil(isZombie, { timeout: 5000 })
    const disk = new MemoryDisk()
    await write(disk, { pid })
    await (await acquireLock(disk, PATH)).check()
  } finally {
    parent.kill('SIGKILL')
  }
})

test('takes over a lock that a crash left half-written', async () => {
  const disk = new MemoryDisk()
  await disk.write(PATH, '{"pid":')
  await acquireLock(disk, PATH)
})

test('never takes over the lock of another host', async () => {
  const disk = new MemoryDisk()
  await write(disk, { pid: 2 ** 30, host: 'elsewhere' })
  await expect(acquireLock(disk, PATH)).rejects.toMatchObject({
    code: 'RUN_LOCKED',
    message: expect.stringContaining('on elsewhere'),
  })
})

test('stops the one of two that lost a takeover', async () => {
  const disk = new MemoryDisk()
  const lost = await acquireLock(disk, PATH)
  await write(disk, { pid: 2 ** 30 })
  const won = await acquireLock(disk, PATH)
  await expect(lost.check()).rejects.toMatchObject({ code: 'RUN_LOCKED' })
  await lost.release()
  await won.check()
})

test('exactly one of many that start together gets it', async () => {
  const disk = new MemoryDisk()
  const results = await Promise.allSettled(Array.from({ length: 8 }, () => acquireLock(disk, PATH)))
  expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
})

test('a ticket that cannot be removed is no reason to fail with the lock in hand', async () => {
  const disk = new MemoryDisk()
  await disk.makeFolder('/data')
  const remove = disk.remove.bind(disk)
  disk.remove = (path) => (path === PATH ? remove(path) : Promise.reject(new Error('no')))
  const lock = await acquireLock(disk, PATH)
  await lock.release()
  expect(await disk.read(PATH)).toBeUndefined()
})
