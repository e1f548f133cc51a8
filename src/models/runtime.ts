import { existsSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { FigsiftError } from '../errors.js'

/** onnxruntime-node, where it was found. Nothing of it is loaded in this thread. */
export interface Runtime {
  /** Main file of the package. */
  path: string
  version: string
  /** Why its CUDA provider cannot be tried; undefined where it can. */
  noCuda: string | undefined
}

/** The one command that installs the runtime; without the variable its install script downloads CUDA libraries. */
export const RUNTIME_INSTALL_COMMAND = 'ONNXRUNTIME_NODE_INSTALL=skip npm i onnxruntime-node'

const OLDEST = [1, 20] as const

/**
 * Finds onnxruntime-node as this package's own `require` would. The working directory is not asked: it may be a
 * stranger's dataset, and what is found is run.
 *
 * @returns the runtime, or the reason why it cannot be used
 */
export function findRuntime(from: string = import.meta.url): Runtime | { missing: string } {
  const require = createRequire(from)
  let manifest: string
  let version: string
  try {
    manifest = require.resolve('onnxruntime-node/package.json')
    version = String(JSON.parse(readFileSync(manifest, 'utf8')).version)
  } catch {
    return { missing: 'onnxruntime-node is not installed' }
  }
  const [major = 0, minor = 0] = version.split('.').map(Number)
  if (major < OLDEST[0] || (major === OLDEST[0] && minor < OLDEST[1])) {
    return { missing: `onnxruntime-node ${version} is installed, and ${OLDEST.join('.')} or newer is needed` }
  }
  const folder = dirname(manifest)
  const binaries = ['napi-v6', 'napi-v3'].map((api) => join(folder, 'bin', api, process.platform, process.arch))
  const provider = binaries.find((place) => existsSync(join(place, 'libonnxruntime_providers_cuda.so')))
  const noCuda =
    provider === undefined
      ? `onnxruntime-node ${version} was installed without its CUDA provider`
      : existsSync('/proc/driver/nvidia/version')
        ? undefined
        : 'this machine has no NVIDIA driver'
  return { path: require.resolve('onnxruntime-node'), version, noCuda }
}

/** @throws FigsiftError PEER_NOT_INSTALLED, naming the command */
export function requireRuntime(): Runtime {
  const runtime = findRuntime()
  if (!('missing' in runtime)) return runtime
  throw new FigsiftError(
    'PEER_NOT_INSTALLED',
    `Expected onnxruntime-node to run the model but ${runtime.missing}. Run: ${RUNTIME_INSTALL_COMMAND}`,
  )
}
