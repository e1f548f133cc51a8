// Loaded into a process before anything else (node --import): counts what the main thread does to the disk, and kills the
// process with SIGKILL at one of these steps. A write is cut in the middle. Files that DuckDB writes itself are not seen;
// what is done with them afterwards is.
import fs from 'node:fs'
import fsPromises from 'node:fs/promises'
import { syncBuiltinESMExports } from 'node:module'
import { isMainThread } from 'node:worker_threads'

const killAt = Number(process.env.FIGSIFT_KILL_AT ?? 0)
const countTo = process.env.FIGSIFT_COUNT_TO
const trace = process.env.FIGSIFT_TRACE_TO
let steps = 0

function step(name, path, cut) {
  steps++
  if (trace) fs.appendFileSync(trace, `${steps} ${name} ${String(path ?? '')}\n`)
  if (steps !== killAt) return
  try {
    cut?.()
  } finally {
    process.kill(process.pid, 'SIGKILL')
  }
}

const half = (data) => (typeof data === 'string' ? data.slice(0, data.length / 2) : undefined)

if (isMainThread && (killAt > 0 || countTo)) {
  for (const name of ['rename', 'link', 'copyFile', 'mkdir', 'rm', 'unlink', 'rmdir']) {
    const original = fsPromises[name]
    fsPromises[name] = (...args) => {
      step(name, args[1] ?? args[0])
      return original(...args)
    }
  }
  const open = fsPromises.open
  const paths = new WeakMap()
  fsPromises.open = async (...args) => {
    const file = await open(...args)
    paths.set(file, args[0])
    return file
  }
  const probe = await open(process.execPath, 'r')
  const FileHandle = Object.getPrototypeOf(probe)
  await probe.close()
  for (const name of ['sync', 'datasync', 'write', 'writeFile', 'appendFile']) {
    const original = FileHandle[name]
    FileHandle[name] = function (...args) {
      const text = half(args[0])
      step(name, paths.get(this), () => {
        if (text !== undefined && name !== 'sync') fs.writeSync(this.fd, text)
      })
      return original.apply(this, args)
    }
  }
  const write = fs.write
  fs.write = (fd, ...args) => {
    step('stream write', fd)
    return write(fd, ...args)
  }
  syncBuiltinESMExports()
  const kill = process.exit
  const tell = () => {
    if (countTo) fs.writeFileSync(countTo, String(steps))
  }
  process.exit = (code) => {
    tell()
    kill(code)
  }
  process.on('exit', tell)
}
