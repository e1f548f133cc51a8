/** Writes ONNX files byte by byte, so that tests can make what no exporter would. Field numbers: onnx.proto. */

export const varint = (value: number): Buffer => {
  const bytes: number[] = []
  for (; value > 127; value = Math.floor(value / 128)) bytes.push((value & 127) | 128)
  return Buffer.from([...bytes, value])
}
export const number = (field: number, value: number): Buffer => Buffer.concat([varint(field * 8), varint(value)])
export const part = (field: number, ...content: (Buffer | string)[]): Buffer => {
  const bytes = Buffer.concat(content.map((piece) => (typeof piece === 'string' ? Buffer.from(piece) : piece)))
  return Buffer.concat([varint(field * 8 + 2), varint(bytes.length), bytes])
}

export const FLOAT = 1
export const INT64 = 7

/** An input or output; a free size is given by its name. */
export const value = (name: string, element: number, shape: readonly (number | string)[]): Buffer => {
  const dims = shape.map((size) => part(1, typeof size === 'number' ? number(1, size) : part(2, size)))
  return Buffer.concat([part(1, name), part(2, part(1, number(1, element), part(2, ...dims)))])
}

/** A weight that lies in another file. */
export const externalTensor = (name: string, shape: readonly number[], location: string): Buffer =>
  Buffer.concat([
    ...shape.map((size) => number(1, size)),
    number(2, FLOAT),
    part(8, name),
    part(13, part(1, 'location'), part(2, location)),
    number(14, 1),
  ])

export const node = (type: string, inputs: readonly string[], output: string): Buffer =>
  Buffer.concat([...inputs.map((name) => part(1, name)), part(2, output), part(4, type)])

export const model = (graph: {
  inputs?: readonly Buffer[]
  outputs?: readonly Buffer[]
  nodes?: readonly Buffer[]
  weights?: readonly Buffer[]
}): Buffer =>
  Buffer.concat([
    number(1, 8),
    part(8, part(1, ''), number(2, 14)),
    part(
      7,
      ...(graph.nodes ?? []).map((bytes) => part(1, bytes)),
      part(2, 'g'),
      ...(graph.weights ?? []).map((bytes) => part(5, bytes)),
      ...(graph.inputs ?? []).map((bytes) => part(11, bytes)),
      ...(graph.outputs ?? []).map((bytes) => part(12, bytes)),
    ),
  ])

/** A vision tower that is one matrix product, its weight [3 * side * side, dims] in `location`. */
export const visionWithExternalWeight = (side: number, dims: number, location: string): Buffer =>
  model({
    inputs: [value('pixel_values', FLOAT, ['batch', 3, side, side])],
    outputs: [value('image_embeds', FLOAT, ['batch', dims])],
    nodes: [node('Flatten', ['pixel_values'], 'flat'), node('MatMul', ['flat', 'w'], 'image_embeds')],
    weights: [externalTensor('w', [3 * side * side, dims], location)],
  })
