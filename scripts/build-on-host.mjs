// Builds device code for the processor (native/cuda/on_host) into .build/on-host, so that the tests of the joins and of the
// pictures run over the CUDA backend where there is no GPU.
import { spawnSync } from 'node:child_process'
import { availableParallelism } from 'node:os'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('..', import.meta.url))
const run = (...args) => {
  const { status } = spawnSync('cmake', args, { cwd: root, stdio: ['ignore', 'ignore', 'inherit'] })
  if (status !== 0) process.exit(status ?? 1)
}
const folder = '.build/on-host'
run('-S', '.', '-B', folder, '-DFIGSIFT_CUDA=OFF', '-DFIGSIFT_CUDA_ON_HOST=ON', '--log-level=ERROR')
run('--build', folder, '--target', 'figsift_cuda_on_host', `-j${availableParallelism()}`)
