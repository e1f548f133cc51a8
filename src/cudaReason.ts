import type { CudaReport } from './bindingTypes.js'

/** FsCudaRefusal of native/backends/cuda_open.h. */
const REFUSAL = {
  OPEN: 0,
  NO_LIBRARY: 1,
  NO_DRIVER: 2,
  NOT_LOADED: 3,
  OTHER_ABI: 4,
  OLD_DRIVER: 5,
  NO_DEVICE: 6,
  OTHER_DEVICE: 7,
} as const

/** Why CUDA cannot be used here, with what was found and what is needed; undefined where it can. */
export function cudaReason(report: CudaReport): string | undefined {
  const { refusal, found, needed, error, path, words } = report
  switch (refusal) {
    case REFUSAL.OPEN:
      return undefined
    case REFUSAL.NO_LIBRARY:
      return `this build has no CUDA library (looked for ${path}; the released package has it, and a build where nvcc is found)`
    case REFUSAL.NO_DRIVER:
      return 'no NVIDIA driver was found (libcuda.so.1); figsift needs driver 580 or newer and a GPU of compute capability 8.0 or more'
    case REFUSAL.NOT_LOADED:
      return `the CUDA library could not be loaded: ${words || path}`
    case REFUSAL.OTHER_ABI:
      return `found a CUDA library for interface ${found}, needed ${needed}: ${path} belongs to another version of figsift; install it again`
    case REFUSAL.OLD_DRIVER:
      return `found an NVIDIA driver for CUDA ${cudaVersion(found)}, needed one for CUDA ${cudaVersion(needed)}, which is driver 580 or newer`
    case REFUSAL.NO_DEVICE:
      return 'the NVIDIA driver sees no GPU (is it given to this container, and is CUDA_VISIBLE_DEVICES empty?)'
    case REFUSAL.OTHER_DEVICE:
      return `found ${report.name || 'a GPU'} of compute capability ${capability(found)}, needed ${capability(needed)} or more`
    default:
      return `the NVIDIA driver failed with CUDA error ${error}; nvidia-smi may say more`
  }
}

const cudaVersion = (version: number) => `${Math.floor(version / 1000)}.${Math.floor((version % 1000) / 10)}`

/** 90 as 9.0. */
export const capability = (number: number): string => `${Math.floor(number / 10)}.${number % 10}`
