import type { Size } from '../image/geometry.js'
import { FETCH_AGAIN, invalidModel } from './modelError.js'
import { ELEMENT, type OnnxFile, type TensorInfo } from './onnxFile.js'

/** What has to be known of a graph to run it. */
export interface Graph {
  path: string
  /** Of the ONNX file and its external data. */
  bytes: number
  image?: {
    input: 'pixel_values'
    dtype: 'float32' | 'float16'
    /** Rows that the graph takes; undefined: any number. */
    batch: number | undefined
    output: string
    dims: number | undefined
  }
  text?: {
    input: 'input_ids'
    dtype: 'int64' | 'int32'
    mask: 'int64' | 'int32' | undefined
    batch: number | undefined
    /** Tokens that the graph takes; undefined: any number. */
    length: number | undefined
    output: string
    dims: number | undefined
  }
  /** A joint graph also gives the logits, from which scale and bias are found. */
  logits: boolean
}

export type Tower = 'image' | 'text'

const NAFLEX = new Set(['pixel_attention_mask', 'spatial_shapes'])

/**
 * Makes out what a graph is by the names of its inputs and outputs, and checks types and sizes as far as the file says.
 *
 * @param wanted the towers that the file's name promises
 * @throws FigsiftError MODEL_INVALID: other inputs than a CLIP or SigLIP export has, the other tower, no embeddings
 */
export function describeGraph(
  path: string,
  bytes: number,
  file: OnnxFile,
  wanted: readonly Tower[],
  family: 'clip' | 'siglip',
): Graph {
  const inputs = new Map(file.inputs.map((input) => [input.name, input]))
  const outputs = new Map(file.outputs.map((output) => [output.name, output]))
  const names = (values: Map<string, TensorInfo>) =>
    [...values.keys()].slice(0, 8).join(', ').slice(0, 200) || 'nothing'
  const pixels = inputs.get('pixel_values')
  const ids = inputs.get('input_ids')
  const refuse = (what: string, remedy = FETCH_AGAIN) => invalidModel(path, what, remedy)

  if (file.inputs.some(({ name }) => NAFLEX.has(name))) {
    throw refuse('takes pictures of varying size (SigLIP 2 with NaFlex)', 'Use a fixed-resolution SigLIP 2.')
  }
  for (const tower of wanted) {
    if ((tower === 'image' ? pixels : ids) !== undefined) continue
    const other = tower === 'image' ? ids && 'a text tower' : pixels && 'a vision tower'
    throw refuse(
      `is ${other ?? 'something else'}: expected an input \`${tower === 'image' ? 'pixel_values' : 'input_ids'}\` but it takes ${names(inputs)}`,
      'Export the two towers with those names, or the whole model as model.onnx.',
    )
  }
  const known = new Set(
    wanted.flatMap((tower) => (tower === 'image' ? ['pixel_values'] : ['input_ids', 'attention_mask'])),
  )
  const unknown = file.inputs.find(({ name }) => !known.has(name))
  if (unknown !== undefined) {
    throw refuse(
      `has an input \`${unknown.name.slice(0, 80)}\` that figsift does not know: it takes ${names(inputs)}`,
      'Export it with pixel_values, input_ids and attention_mask only.',
    )
  }
  const output = (tower: Tower): TensorInfo => {
    // Without projection, CLIP's pooled output is no embedding; SigLIP has none.
    const found = outputs.get(`${tower}_embeds`) ?? (wanted.length === 1 ? outputs.get('pooler_output') : undefined)
    if (found !== undefined) return found
    throw refuse(
      `gives no \`${tower}_embeds\`: it gives ${names(outputs)}`,
      family === 'clip' ? 'Export it with its projection.' : 'Export it with pooler_output.',
    )
  }
  const graph: Graph = { path, bytes, logits: outputs.has('logits_per_image') && wanted.length === 2 }
  if (wanted.includes('image')) {
    const dtype = element(pixels!, { [ELEMENT.float32]: 'float32', [ELEMENT.float16]: 'float16' } as const)
    if (dtype === undefined)
      throw refuse('takes `pixel_values` of an unknown type', 'Export it for float32 or float16.')
    const out = output('image')
    graph.image = { input: 'pixel_values', dtype, batch: fixed(pixels!, 0), output: out.name, dims: last(out) }
  }
  if (wanted.includes('text')) {
    const types = { [ELEMENT.int64]: 'int64', [ELEMENT.int32]: 'int32' } as const
    const dtype = element(ids!, types)
    const mask = inputs.get('attention_mask')
    const maskType = mask && element(mask, types)
    if (dtype === undefined || (mask !== undefined && maskType === undefined)) {
      throw refuse('takes tokens of an unknown type', 'Export it for int64 or int32.')
    }
    const out = output('text')
    const [batch, length] = [fixed(ids!, 0), fixed(ids!, 1)]
    graph.text = { input: 'input_ids', dtype, mask: maskType, batch, length, output: out.name, dims: last(out) }
  }
  return graph
}

/** @throws FigsiftError MODEL_INVALID if the graph takes pictures of another size than the preprocessing makes */
export function checkImageSize(path: string, file: OnnxFile, { width, height }: Size): void {
  const shape = file.inputs.find(({ name }) => name === 'pixel_values')?.shape
  if (shape === undefined) return
  const wanted = [3, height, width]
  const found = shape.slice(1)
  if (shape.length === 4 && found.every((size, i) => typeof size === 'string' || size === wanted[i])) return
  throw invalidModel(
    path,
    `takes \`pixel_values\` of [${shape.join(', ')}] but its preprocessor_config.json makes [n, 3, ${height}, ${width}]`,
    'Take both files from one model.',
  )
}

function element<T extends string>(info: TensorInfo, types: Readonly<Record<number, T>>): T | undefined {
  return types[info.element]
}

function fixed(info: TensorInfo, axis: number): number | undefined {
  const size = info.shape?.[axis]
  return typeof size === 'number' && size > 0 ? size : undefined
}

function last(info: TensorInfo): number | undefined {
  return info.shape === undefined ? undefined : fixed(info, info.shape.length - 1)
}
