import { type FileHandle, open } from 'node:fs/promises'
import { FETCH_AGAIN, invalidModel } from './modelError.js'
import { type Field, ProtobufError, ProtobufFile } from './protobuf.js'

/** An input or output of a graph; a size that is free has its name, or '' where it has none. */
export interface TensorInfo {
  name: string
  /** `elem_type` of onnx.TensorProto: see ELEMENT. */
  element: number
  /** Undefined where the file does not say. */
  shape: (number | string)[] | undefined
}

/** What is read of an ONNX file: no weights. */
export interface OnnxFile {
  inputs: TensorInfo[]
  outputs: TensorInfo[]
  /** Files that hold weights, as the graph names them: nothing about them is checked yet. */
  externalFiles: string[]
}

export const ELEMENT = { float32: 1, int32: 6, int64: 7, float16: 10 } as const

const MAX_NAME = 4096
const MAX_VALUES = 1 << 20

/**
 * Reads what an ONNX file says of itself: inputs, outputs, and where its weights lie. Nothing of it is run.
 *
 * @throws FigsiftError MODEL_INVALID for what is no ONNX file, is cut short, or is made to keep a reader busy
 * @see onnx.proto of ONNX 1.17: the field numbers below
 */
export async function readOnnxFile(path: string): Promise<OnnxFile> {
  const file = await open(path, 'r')
  try {
    const reader = new OnnxReader(file, (await file.stat()).size)
    return await reader.read()
  } catch (error) {
    if (!(error instanceof ProtobufError)) throw error
    throw invalidModel(path, `is no ONNX file: it ${error.message}`, FETCH_AGAIN, error)
  } finally {
    await file.close()
  }
}

class OnnxReader {
  readonly #pb: ProtobufFile
  readonly #external = new Set<string>()
  readonly #initializers = new Set<string>()
  readonly #inputs: TensorInfo[] = []
  readonly #outputs: TensorInfo[] = []
  #hasGraph = false

  constructor(file: FileHandle, size: number) {
    this.#pb = new ProtobufFile(file, size)
  }

  async read(): Promise<OnnxFile> {
    await this.#pb.walk(0, this.#pb.size, (model) => {
      if (model.field === 7) {
        this.#hasGraph = true
        return this.#graph(model, 1)
      }
      // Functions, and the graphs of training information, may hold tensors too.
      if (model.field === 25)
        return this.#walk(model, 1, (part) => (part.field === 7 ? this.#node(part, 2) : undefined))
      if (model.field === 20) {
        return this.#walk(model, 1, (part) => (part.field === 1 || part.field === 2 ? this.#graph(part, 2) : undefined))
      }
      return undefined
    })
    if (!this.#hasGraph) throw new ProtobufError('has no graph')
    // Files of the first versions list their weights among the inputs.
    const inputs = this.#inputs.filter(({ name }) => !this.#initializers.has(name))
    return { inputs, outputs: this.#outputs, externalFiles: [...this.#external] }
  }

  #walk(part: Field, depth: number, visit: (field: Field) => Promise<void> | undefined): Promise<void> {
    return this.#pb.walk(part.begin, part.end, visit, depth)
  }

  #graph(graph: Field, depth: number): Promise<void> {
    return this.#walk(graph, depth, (part) => {
      if (part.field === 1) return this.#node(part, depth + 1)
      if (part.field === 5) return this.#tensor(part, depth + 1, depth === 1)
      if (part.field === 11 && depth === 1) return this.#value(part, this.#inputs)
      if (part.field === 12 && depth === 1) return this.#value(part, this.#outputs)
      if (part.field === 15) return this.#sparse(part, depth + 1)
      return undefined
    })
  }

  #node(node: Field, depth: number): Promise<void> {
    return this.#walk(node, depth, (part) => (part.field === 5 ? this.#attribute(part, depth + 1) : undefined))
  }

  #attribute(attribute: Field, depth: number): Promise<void> {
    return this.#walk(attribute, depth, (part) => {
      if (part.field === 5 || part.field === 10) return this.#tensor(part, depth + 1, false)
      if (part.field === 6 || part.field === 11) return this.#graph(part, depth + 1)
      if (part.field === 22 || part.field === 23) return this.#sparse(part, depth + 1)
      return undefined
    })
  }

  #sparse(sparse: Field, depth: number): Promise<void> {
    return this.#walk(sparse, depth, (part) =>
      part.field === 1 || part.field === 2 ? this.#tensor(part, depth + 1, false) : undefined,
    )
  }

  #tensor(tensor: Field, depth: number, isInitializer: boolean): Promise<void> {
    return this.#walk(tensor, depth, (part) => {
      if (part.field === 13) return this.#externalEntry(part, depth + 1)
      if (part.field === 8 && isInitializer) return this.#addInitializer(part)
      return undefined
    })
  }

  async #addInitializer(name: Field): Promise<void> {
    if (this.#initializers.size >= MAX_VALUES) throw new ProtobufError(`has more than ${MAX_VALUES} weights`)
    this.#initializers.add(await this.#pb.text(name, MAX_NAME))
  }

  async #externalEntry(entry: Field, depth: number): Promise<void> {
    let key = ''
    let value = ''
    await this.#walk(entry, depth, async (part) => {
      if (part.field === 1) key = await this.#pb.text(part, MAX_NAME)
      if (part.field === 2) value = await this.#pb.text(part, MAX_NAME)
    })
    if (key === 'location') this.#external.add(value)
    if (this.#external.size > 1024) throw new ProtobufError('spreads its weights over more than 1024 files')
  }

  /** ValueInfoProto: name, type { tensor_type { elem_type, shape { dim { value | name } } } } */
  async #value(value: Field, into: TensorInfo[]): Promise<void> {
    if (into.length >= MAX_VALUES) throw new ProtobufError(`has more than ${MAX_VALUES} inputs or outputs`)
    const info: TensorInfo = { name: '', element: 0, shape: undefined }
    await this.#walk(value, 2, async (part) => {
      if (part.field === 1) info.name = await this.#pb.text(part, MAX_NAME)
      if (part.field !== 2) return
      await this.#walk(part, 3, (type) =>
        type.field !== 1
          ? undefined
          : this.#walk(type, 4, async (tensor) => {
              if (tensor.field === 1) info.element = tensor.value
              if (tensor.field === 2) info.shape = await this.#shape(tensor)
            }),
      )
    })
    into.push(info)
  }

  async #shape(shape: Field): Promise<(number | string)[]> {
    const sizes: (number | string)[] = []
    await this.#walk(shape, 5, async (part) => {
      if (part.field !== 1) return
      if (sizes.length >= 16) throw new ProtobufError('has a tensor of more than 16 axes')
      let size: number | string = ''
      await this.#walk(part, 6, async (dim) => {
        if (dim.field === 1) size = dim.value
        if (dim.field === 2) size = await this.#pb.text(dim, MAX_NAME)
      })
      sizes.push(size)
    })
    return sizes
  }
}
