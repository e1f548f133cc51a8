import { existsSync } from 'node:fs'
import os from 'node:os'
import { dirname, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { Command } from 'commander'
import sharp from 'sharp'
import { type Devices, devices } from '../device.js'
import { listModels } from '../models/findModel.js'
import { findRuntime, RUNTIME_INSTALL_COMMAND } from '../models/runtime.js'
import { libraryVersions } from '../run/versions.js'
import { defaultOcrCacheFolder } from '../score/ocrCache.js'
import { findOcrPeers, OCR_INSTALL_COMMAND } from '../score/ocrPeers.js'
import { figsiftVersion } from '../version.js'
import { EXIT } from './exitCodes.js'
import { addExamples } from './flags.js'
import type { Session } from './session.js'
import { plainText } from './text.js'

/** One thing that was looked at: what is there, and where something is missing why, and what helps. */
interface Finding {
  name: string
  isFine: boolean
  found: string
  remedy?: string
}

export function doctorCommand(session: Session): Command {
  const command = new Command('doctor')
    .summary('what this machine can do, and why not more')
    .description('Looks at this machine: processor, native core, image formats, optional packages, GPU.')
    .option('--json', 'print one JSON object')
    .action(async ({ json = false }: { json?: boolean }) => {
      const findings = [node(), ...nativeCore(), pool(), images(), tables(), ...words(), await models()]
      if (!devicesOrError().isLoaded) session.exitCode = EXIT.failed
      if (json) return session.json({ figsift: figsiftVersion, findings })
      process.stdout.write(plainText(`figsift ${figsiftVersion}\n${findings.map(formatFinding).join('')}`))
    })
  return addExamples(command, ['figsift doctor', 'figsift doctor --json'])
}

function formatFinding({ name, isFine, found, remedy }: Finding): string {
  const text = `${isFine ? 'ok ' : '-- '} ${name.padEnd(14)} ${found.replaceAll('\n', `\n${' '.repeat(19)}`)}\n`
  return remedy === undefined ? text : `${text}${' '.repeat(19)}${remedy}\n`
}

function node(): Finding {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number)
  const isFine = major > 20 || (major === 20 && minor >= 19)
  const { platform, arch } = process
  const memory = `${(os.totalmem() / 2 ** 30).toFixed(0)} GiB of memory`
  const found = `${process.version} on ${platform}-${arch}, ${os.availableParallelism()} cores, ${memory}`
  return { name: 'Node', isFine, found, ...(isFine ? {} : { remedy: 'Needs Node 20.19 or newer.' }) }
}

function devicesOrError(): { isLoaded: true; devices: Devices } | { isLoaded: false; message: string } {
  try {
    return { isLoaded: true, devices: devices() }
  } catch (error) {
    return { isLoaded: false, message: (error as Error).message }
  }
}

function nativeCore(): Finding[] {
  const result = devicesOrError()
  if (!result.isLoaded) return [{ name: 'Native core', isFine: false, found: result.message }]
  const { cpu, cuda } = result.devices
  const forced = process.env.FIGSIFT_ISA ? ' (FIGSIFT_ISA)' : ''
  const others = cpu.available.filter((level) => level !== cpu.isa)
  return [
    { name: 'Native core', isFine: true, found: loadedBinding() },
    {
      name: 'Processor',
      isFine: true,
      found: `${cpu.isa} in use${forced}${others.length > 0 ? `, also ${others.join(', ')}` : ''}; ${cpu.threads} threads`,
    },
    { name: 'GPU', isFine: cuda.available, found: gpu(cuda) },
  ]
}

function gpu(cuda: Devices['cuda']): string {
  if (!cuda.available) return `none: ${cuda.reason}`
  const { name, computeCapability, multiprocessors, memoryBytes } = cuda
  const memory = `${(memoryBytes / 2 ** 30).toFixed(0)} GiB`
  return `${name}, compute capability ${computeCapability}, ${multiprocessors} multiprocessors, ${memory}`
}

/** The file that really is loaded into this process, not the one that should be. */
function loadedBinding(): string {
  const root = resolve(dirname(fileURLToPath(import.meta.url)), '../..')
  const { sharedObjects } = process.report.getReport() as { sharedObjects?: string[] }
  return (
    (sharedObjects ?? []).find(
      (path) => path.startsWith(root) && path.endsWith('.node') && !path.includes('node_modules/', root.length),
    ) ?? 'loaded'
  )
}

function pool(): Finding {
  const size = Number(process.env.UV_THREADPOOL_SIZE ?? 4)
  const isFine = size >= os.availableParallelism()
  return {
    name: 'Decoding',
    isFine,
    found: `${size} images at a time (UV_THREADPOOL_SIZE)`,
    ...(isFine
      ? {}
      : { remedy: `Unset UV_THREADPOOL_SIZE, or set it to ${os.availableParallelism()}, to use all cores.` }),
  }
}

function images(): Finding {
  const { sharp: version, vips } = libraryVersions()
  const needed = { png: 'png', jpeg: 'jpeg', webp: 'webp', tiff: 'tiff', gif: 'gif', avif: 'heif', svg: 'svg' } as const
  const canRead = (key: string) =>
    (sharp.format as unknown as Record<string, { input?: { buffer?: boolean } }>)[key]?.input?.buffer
  const missing = Object.entries(needed).filter(([, key]) => !canRead(key))
  return {
    name: 'Images',
    isFine: missing.length === 0,
    found: `sharp ${version}, libvips ${vips}: ${Object.keys(needed)
      .filter((name) => !missing.some(([m]) => m === name))
      .join(', ')}`,
    ...(missing.length === 0
      ? {}
      : { remedy: `This build of libvips cannot read ${missing.map(([name]) => name).join(', ')}.` }),
  }
}

const tables = (): Finding => ({ name: 'Tables', isFine: true, found: `DuckDB ${libraryVersions().duckdb}` })

function words(): Finding[] {
  const peers = findOcrPeers()
  const isFine = !('missing' in peers)
  const cache = defaultOcrCacheFolder()
  return [
    {
      name: 'Figure words',
      isFine,
      found: isFine
        ? `tesseract.js ${peers.engineVersion}, English data ${peers.dataVersion}`
        : `cannot be read: ${peers.missing}`,
      ...(isFine ? {} : { remedy: `Run: ${OCR_INSTALL_COMMAND}` }),
    },
    { name: 'Word cache', isFine: true, found: existsSync(cache) ? cache : `${cache} (made when it is needed)` },
  ]
}

async function models(): Promise<Finding> {
  const runtime = findRuntime()
  if ('missing' in runtime) {
    const remedy = `Run: ${RUNTIME_INSTALL_COMMAND}`
    return { name: 'Models', isFine: false, found: `cannot run: ${runtime.missing}`, remedy }
  }
  const found = await listModels()
  const usable = found.filter(({ problem }) => problem === undefined)
  const names = usable.map(({ name }) => name).slice(0, 5)
  const more = usable.length > names.length ? ` and ${usable.length - names.length} more` : ''
  const device = runtime.noCuda === undefined ? 'CPU and CUDA' : `CPU; no CUDA: ${runtime.noCuda}`
  return {
    name: 'Models',
    isFine: usable.length > 0,
    found: `onnxruntime-node ${runtime.version} on ${device}\n${names.join(', ') || 'no model'}${more}`,
    ...(found.length === usable.length ? {} : { remedy: '`figsift models list` says why others cannot be used.' }),
  }
}
