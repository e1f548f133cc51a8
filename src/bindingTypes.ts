// The typed mirror of native/addon: what crosses between TypeScript and C++. src/binding.ts loads it.

/** The levels of native code for one machine, slowest first. */
export type IsaName = 'scalar' | 'avx2' | 'avx512'

/** What opening CUDA found; FsCudaReport of native/backends/cuda_open.h. */
export interface CudaReport {
  /** 0: open. src/cudaReason.ts has the others. */
  refusal: number
  found: number
  needed: number
  error: number
  name: string
  /** 90 for compute capability 9.0. */
  capability: number
  driver: number
  multiprocessors: number
  /** Bytes. */
  memory: number
  /** Device code run by the processor, for tests. */
  isHost: boolean
  path: string
  words: string
}

/** 0: the processor; 1: CUDA where it can be used; 2: CUDA or an error. */
export type NativeDevice = 0 | 1 | 2

/** Which device a call ran on. */
export type RanOn = 'cpu' | 'cuda'

/** Opaque native objects; each carries a type tag that native code checks. */
export interface CallToken {
  readonly callToken: unique symbol
}

export interface MappedRows {
  readonly mappedRows: unique symbol
}

/** Embeddings as native code takes them: float32 values, float16 bits, or a mapped file of either. */
export interface NativeRows {
  data: Float32Array | Uint16Array | MappedRows
  /** First row within a mapped file. */
  begin?: number
  rows: number
  cols: number
  dtype: 'float32' | 'float16'
}

/** A picture as native code takes it; see src/image/pixels.ts. */
export interface NativeImage {
  data: Uint8Array
  width: number
  height: number
  channels: number
}

/** What FsImageStatisticsJob of native/backends/backend.h gives. */
export interface NativeImageStatistics {
  greys: Uint32Array
  colors: number
  rowInk: Uint16Array
  rowRun: Uint16Array
  columnInk: Uint16Array
  columnRun: Uint16Array
}

/** FsResampleJob of native/backends/backend.h. */
export interface NativeResampleJob {
  toWidth: number
  toHeight: number
  keepX: number
  keepY: number
  keepWidth: number
  keepHeight: number
  filter: number
}

/** One picture of FsPreprocessJob: what it needs beside the batch's settings. */
export interface NativePreprocessImage extends NativeImage {
  composite: 0 | 1
  toWidth: number
  toHeight: number
  offsetX: number
  offsetY: number
}

/** The settings of FsPreprocessJob that a batch has in common; colours and statistics per channel. */
export interface NativePreprocessSpec {
  background: readonly number[]
  pad: readonly number[]
  canvasWidth: number
  canvasHeight: number
  filter: number
  dtype: 0 | 1
  rescale: number
  mean: readonly number[]
  std: readonly number[]
}

/** Last argument of every asynchronous native function. */
export interface NativeCall {
  threads: number
  token: CallToken | undefined
  /** Absent: 0. Calls that look at it say which device they ran on where it is 1 or 2. */
  device?: NativeDevice
}

/** The exports of native/addon/addon.cpp. */
export interface NativeBinding {
  setup(options: { lend: (buffer: ArrayBufferLike) => boolean }): void
  cpu(): { isa: IsaName; available: IsaName[]; threads: number }
  /** Opens the CUDA library the first time: tens of milliseconds where there is a driver. */
  cuda(): CudaReport
  setIsa(name: string): boolean

  callToken(): CallToken
  cancelCall(token: CallToken): void
  callProgress(token: CallToken): [done: number, total: number]

  resample(image: NativeImage, job: NativeResampleJob, call: NativeCall): Promise<Uint8Array>
  preprocess(
    images: readonly NativePreprocessImage[],
    spec: NativePreprocessSpec,
    out:
      | {
          data: Float32Array | Uint16Array
          begin: number
        }
      | undefined,
    call: NativeCall,
  ): Promise<Float32Array | Uint16Array>
  perceptualHash(
    images: readonly NativeImage[],
    call: NativeCall,
  ): Promise<{
    hashes: BigUint64Array
    isFlat: Int32Array
  }>
  imageStatistics(image: NativeImage, settings: { contrast: number }, call: NativeCall): Promise<NativeImageStatistics>
  /** A read-only mapping of bytes [offset, offset + bytes) of an open file, which may be closed then. */
  mapRows(fd: number, offset: number, bytes: number): MappedRows
  unmapRows(rows: MappedRows): void
  /** Copies from byte `begin` on; false if the file was cut short. */
  readRows(rows: MappedRows, begin: number, out: Uint8Array): boolean
  widenFloat16(bits: Uint16Array): Float32Array

  cosineRows(a: NativeRows, b: NativeRows, call: NativeCall): Promise<Float64Array>
  similarityJoin(
    a: NativeRows,
    b: NativeRows | undefined,
    options: NativeCall & {
      minCosine: number
      limit: number
      tile: number
      /** Adds `report` to the answer. */
      explain?: boolean
      /** Widths of the screens, ascending, instead of what the planner would choose. For tests and benches. */
      widths?: readonly number[]
      /** Self-joins above 0: adds `firstOf`, and gives only pairs of first rows; see similarity_join.h. */
      firstOnly?: boolean
    },
  ): Promise<SimilarPairs & { report?: JoinReport; firstOf?: Uint32Array; device?: RanOn }>
  /** Plans without joining, as if the operands had `counts` rows like theirs. `nanoseconds` of one thread. */
  estimateJoin(
    a: NativeRows,
    b: NativeRows | undefined,
    options: NativeCall & { minCosine: number; counts: readonly [number, number] },
  ): Promise<{ widths: [number, number]; shares: [number, number]; pairs: number; nanoseconds: number; bytes: number }>
  nearest(
    queries: NativeRows,
    corpus: NativeRows,
    options: NativeCall & {
      k: number
      /** As in similarityJoin. */
      widths?: readonly number[]
    },
  ): Promise<Neighbours & { device?: RanOn }>
  hammingJoin(
    left: BigUint64Array,
    right: BigUint64Array | undefined,
    options: NativeCall & {
      radius: number
      limit: number
    },
  ): Promise<HammingPairs>
  /** Clusters and keepers of embeddings; policy and outputs as resolveDuplicates has them. */
  findDuplicates(
    rows: NativeRows,
    priority: Float64Array | undefined,
    options: NativeCall & {
      minCosine: number
      policy: 0 | 1
      /** Pairs that may be held at once; beyond, the rows of each component are compared instead. */
      limit: number
      tile: number
    },
  ): Promise<Duplicates & { report: JoinReport; device?: RanOn }>
  /** policy: 0 = greedy, 1 = component */
  resolveDuplicates(
    left: Uint32Array,
    right: Uint32Array,
    priority: Float64Array | undefined,
    options: NativeCall & {
      rows: number
      policy: 0 | 1
      /** [rows] the first of the rows that each is equal to. */
      firstOf?: Uint32Array
    },
  ): Promise<Duplicates>
  /** For tests and benches only. */
  kernelProbe: KernelProbe
}

/** Single kernels at the level in use, called `repeats` times on this thread; only arguments' sizes are checked. */
export interface KernelProbe {
  /**
   * native/kernels/int8_screen over row-major codes.
   *
   * @param left         [n, width]
   * @param right        [m, width]; its last panel is filled up with rows that never hit
   * @returns hits as i << 16 | j in an order of the level's
   */
  screenTile(
    left: Int8Array,
    leftStart: Int32Array,
    right: Int8Array,
    rightStart: Int32Array,
    options: { width: number; repeats: number },
  ): { hits: Uint32Array; seconds: number }
  /** native/kernels/dot_float32: an estimate of x . y. */
  dotFloat32(x: Float32Array, y: Float32Array): number
  /** native/kernels/int8_peak: products per second. */
  int8Peak(options: { products: number }): number
  /** native/kernels/int8_pairs: out[n] = left[a[n]] . right[b[n]] over rows of `width` codes. */
  dotPairs(
    left: Int8Array,
    right: Int8Array,
    a: Uint32Array,
    b: Uint32Array,
    options: { width: number; repeats: number },
  ): { out: Int32Array; seconds: number }
  /** native/kernels/quantise_rows: the first `width` of every `stride` values. */
  quantiseRows(
    rows: Float32Array,
    options: { width: number; stride: number; scale: number; repeats: number },
  ): { codes: Int8Array; squares: Float64Array; errors: Float64Array; seconds: number }
  /** native/kernels/project_rows; basis: panels as [m / 16][d][16], scales: [n], shifts: [m]. */
  projectRows(
    rows: Float32Array,
    scales: Float32Array,
    basis: Float32Array,
    shifts: Float32Array,
    options: { repeats: number },
  ): { out: Float32Array; seconds: number }
}

/** Pairs in order of (left, right). */
export interface SimilarPairs {
  left: Uint32Array
  right: Uint32Array
  cosine: Float64Array
}

/** JoinReport of native/algorithms/join_report.h: what a join did, in numbers. */
export interface JoinReport {
  screens: { width: number; pairs: number; candidates: number; ms: number; expectedShare: number }[]
  recheck: { pairs: number; candidates: number; ms: number }
  basis: 0 | 1 | 2
  scale: number
  expectedMs: number
  planMs: number
  codingMs: number
  totalMs: number
  tiles: number
  tilesSkipped: number
  rowsCollapsed: number
  zeroRows: number
  threads: number
}

/** How a join went about it. What it found does not depend on any of this. */
export interface JoinExplanation {
  /** The plan in one sentence. */
  plan: string
  /** In the order in which they ran: preparing, screens from narrow to wide, the recheck in float64. */
  stages: JoinStage[]
  /** Pairs of tiles, and how many of them a bound of their own ruled out. */
  tiles: number
  tilesSkipped: number
  /** Rows left out because they repeat another one byte for byte, or are zero. */
  rowsCollapsed: number
  zeroRows: number
}

export interface JoinStage {
  name: string
  /** Columns that the stage compares; 0 where it compares none. */
  width: number
  /** Pairs that it looked at, and those it let through. */
  pairs: number
  candidates: number
  ms: number
}

/** [rows, k], best first, ties by lower index. */
export interface Neighbours {
  indices: Uint32Array
  cosines: Float64Array
}

/** Pairs in order of (left, right). */
export interface HammingPairs {
  left: Uint32Array
  right: Uint32Array
  bits: Uint8Array
}

export interface Duplicates {
  /** Smallest row of the component; own row when alone. */
  cluster: Uint32Array
  /** 1 = stays, 0 = goes. */
  keep: Uint8Array
  /** The kept row that a row is a duplicate of; -1 when kept. */
  duplicateOf: Int32Array
}
