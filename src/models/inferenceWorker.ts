// A thread that runs a model. onnxruntime-node's run() blocks the thread that calls it, so this one is never ended while
// it runs: that would abort the process.
import { createRequire } from 'node:module'
import { getPriority, setPriority } from 'node:os'
import { parentPort, workerData } from 'node:worker_threads'
import type { Graph } from './graph.js'
import { fitLogits, type Logits } from './logits.js'
import { unitRows } from './unitRows.js'

export interface InferenceWorkerData {
  runtime: string
  graphs: { joint: Graph } | { vision: Graph; text: Graph }
  device: 'cpu' | 'cuda'
  threads: number
  allowSpinning: boolean
  imageSize: { width: number; height: number }
  padId: number
  dims: number
  /** Length of the text that a joint graph gets beside images. */
  textLength: number
  /** Int32: [is to stop, this thread runs]; see `InferencePool`. */
  control: SharedArrayBuffer
}

export type InferenceRequest =
  | { id: number; tower: 'image'; rows: number; pixels: SharedArrayBuffer }
  | { id: number; tower: 'text'; rows: number; length: number; ids: Int32Array; lengths: Int32Array }
  | { end: true }

export type InferenceAnswer =
  | { ready: { logits: Logits | undefined } }
  | { failure: string; id?: number }
  /** [rows, dims], unit length; rows with NaN or infinity are zero, and listed. */
  | { id: number; embeddings: Float32Array; broken: number[] }

interface Tensor {
  readonly data: Float32Array | Uint16Array
  readonly dims: readonly number[]
}
interface Session {
  run(feeds: Record<string, unknown>, fetches: string[]): Promise<Record<string, Tensor>>
  release(): Promise<void>
}
interface Ort {
  env: { logLevel: string }
  Tensor: new (type: string, data: unknown, dims: readonly number[]) => unknown
  InferenceSession: { create(path: string, options: object): Promise<Session> }
}

const port = parentPort!
const data = workerData as InferenceWorkerData
const control = new Int32Array(data.control)
const { graphs, imageSize, padId, dims, textLength } = data
const place = 3 * imageSize.width * imageSize.height
const send = (answer: InferenceAnswer, transfer: ArrayBuffer[] = []) => port.postMessage(answer, transfer)
const reason = (error: unknown) => (error instanceof Error ? error.message : String(error))

// On Linux the priority is the thread's own. A step lower than the event loop's, or timers wait behind inference for a core.
setPriority(0, Math.min(19, getPriority(0) + 5))

const ort = createRequire(import.meta.url)(data.runtime) as Ort
// What fails is thrown and told; its log would repeat that on standard error.
ort.env.logLevel = 'fatal'

const joint = 'joint' in graphs ? graphs.joint : undefined
const imageGraph = 'joint' in graphs ? graphs.joint : graphs.vision
const textGraph = 'joint' in graphs ? graphs.joint : graphs.text
const sessions = new Map<string, Session>()
/** The runtime refuses shared memory: each tower's batch is copied here once. */
let ownPixels: Float32Array | Uint16Array = new Float32Array(0)

async function open({ path }: Graph): Promise<void> {
  const options = {
    executionProviders: [data.device],
    intraOpNumThreads: data.threads,
    interOpNumThreads: 1,
    executionMode: 'sequential',
    graphOptimizationLevel: 'all',
    logSeverityLevel: 4,
    extra: { session: { intra_op: { allow_spinning: data.allowSpinning ? '1' : '0' } } },
  }
  try {
    sessions.set(path, await ort.InferenceSession.create(path, options))
  } catch (error) {
    throw new Error(`${path}: ${reason(error)}`)
  }
}

/** Rows of a graph with a fixed batch are filled up with zeros. */
function imageFeeds(rows: number, pixels: Float32Array | Uint16Array): Record<string, unknown> {
  const { width, height } = imageSize
  const { dtype, input } = imageGraph.image!
  return { [input]: new ort.Tensor(dtype, pixels.subarray(0, rows * place), [rows, 3, height, width]) }
}

function textFeeds(rows: number, length: number, ids: Int32Array, lengths: Int32Array): Record<string, unknown> {
  const { input, dtype, mask } = textGraph.text!
  const tokens = integers(dtype, rows * length)
  const marks = mask && integers(mask, rows * length)
  let from = 0
  for (let row = 0; row < rows; row++) {
    const used = lengths[row] ?? 0
    for (let i = 0; i < length; i++) {
      set(tokens, row * length + i, i < used ? ids[from + i]! : padId)
      if (marks) set(marks, row * length + i, i < used ? 1 : 0)
    }
    from += used
  }
  const shape = [rows, length]
  return {
    [input]: new ort.Tensor(dtype, tokens, shape),
    ...(marks && { attention_mask: new ort.Tensor(mask!, marks, shape) }),
  }
}

const integers = (type: 'int64' | 'int32', count: number) =>
  type === 'int64' ? new BigInt64Array(count) : new Int32Array(count)

function set(array: BigInt64Array | Int32Array, at: number, value: number): void {
  if (array instanceof BigInt64Array) array[at] = BigInt(value)
  else array[at] = value
}

async function embedImages(rows: number, shared: SharedArrayBuffer): Promise<Tensor> {
  const batch = imageGraph.image!.batch ?? rows
  const isHalf = imageGraph.image!.dtype === 'float16'
  if (ownPixels.length < batch * place)
    ownPixels = isHalf ? new Uint16Array(batch * place) : new Float32Array(batch * place)
  ownPixels.set((isHalf ? new Uint16Array(shared) : new Float32Array(shared)).subarray(0, rows * place))
  ownPixels.fill(0, rows * place, batch * place)
  const feeds = imageFeeds(batch, ownPixels)
  if (joint) Object.assign(feeds, onePaddedText())
  return run(imageGraph, feeds, imageGraph.image!.output)
}

async function embedTexts(rows: number, length: number, ids: Int32Array, lengths: Int32Array): Promise<Tensor> {
  const batch = textGraph.text!.batch ?? rows
  const feeds = textFeeds(batch, length, ids, lengths)
  if (joint) {
    const images = joint.image!.batch ?? 1
    const isHalf = joint.image!.dtype === 'float16'
    Object.assign(
      feeds,
      imageFeeds(images, isHalf ? new Uint16Array(images * place) : new Float32Array(images * place)),
    )
  }
  return run(textGraph, feeds, textGraph.text!.output)
}

/** A joint graph computes both towers: beside images it gets the shortest text, beside texts one black picture. */
function onePaddedText(): Record<string, unknown> {
  const rows = joint!.text!.batch ?? 1
  return textFeeds(rows, textLength, Int32Array.of(padId), Int32Array.of(1))
}

async function run({ path }: Graph, feeds: Record<string, unknown>, output: string): Promise<Tensor> {
  const tensor = (await sessions.get(path)!.run(feeds, [output]))[output]!
  if (tensor.dims.length !== 2 || tensor.dims[1] !== dims) {
    throw new Error(`${path}: \`${output}\` is [${tensor.dims.join(', ')}], expected [rows, ${dims}]`)
  }
  return tensor
}

/** The learned scale and bias, which only a joint graph tells: by its logits for a few pictures and texts. */
async function readLogits(): Promise<Logits | undefined> {
  if (!joint?.logits) return undefined
  const rows = 4
  const images = joint.image!.batch ?? rows
  const texts = joint.text!.batch ?? rows
  const isHalf = joint.image!.dtype === 'float16'
  let state = 1
  const noise = () => {
    state = (Math.imul(state, 1664525) + 1013904223) | 0
    return state / 2 ** 31
  }
  // As float16 bits: any pattern below 0x3c00 is a number from 0 to 1.
  const pixels = isHalf
    ? Uint16Array.from({ length: images * place }, () => Math.abs(noise()) * 0x3c00)
    : Float32Array.from({ length: images * place }, noise)
  const lengths = Int32Array.from({ length: texts }, (_, i) => Math.min(2 + i, textLength))
  const ids = Int32Array.from({ length: lengths.reduce((a, b) => a + b) }, (_, i) => (padId === i ? i + 1 : i))
  const feeds = { ...imageFeeds(images, pixels), ...textFeeds(texts, textLength, ids, lengths) }
  const names = ['logits_per_image', joint.image!.output, joint.text!.output]
  const answer = await sessions.get(joint.path)!.run(feeds, names)
  const [logits, image, text] = names.map((name) => answer[name]!)
  if (logits!.dims[0] !== images || logits!.dims[1] !== texts) return undefined
  return fitLogits(logits!.data, image!.data, text!.data, dims)
}

async function serve(request: Exclude<InferenceRequest, { end: true }>): Promise<void> {
  try {
    const { rows } = request
    const tensor =
      request.tower === 'image'
        ? await embedImages(rows, request.pixels)
        : await embedTexts(rows, request.length, request.ids, request.lengths)
    const { embeddings, broken } = unitRows(tensor.data, rows, dims)
    send({ id: request.id, embeddings, broken }, [embeddings.buffer as ArrayBuffer])
  } catch (error) {
    send({ id: request.id, failure: reason(error) })
  }
}

/** Runs while nobody waits for the process to end; `control[1]` says so to those who do. */
async function whileAllowed(work: () => Promise<void>): Promise<void> {
  Atomics.store(control, 1, 1)
  if (Atomics.load(control, 0) === 0) await work()
  Atomics.store(control, 1, 0)
  Atomics.notify(control, 1)
}

let queue: Promise<void> = Promise.resolve()
port.on('message', (request: InferenceRequest) => {
  queue = queue.then(async () => {
    if (!('end' in request)) return whileAllowed(() => serve(request))
    for (const session of sessions.values()) await session.release()
    port.close()
  })
})

await whileAllowed(async () => {
  try {
    await open(imageGraph)
    if (textGraph !== imageGraph) await open(textGraph)
    send({ ready: { logits: await readLogits() } })
  } catch (error) {
    send({ failure: reason(error) })
  }
})
