import { readdir } from 'node:fs/promises'
import { dirname, join, relative } from 'node:path'
import type { Size } from '../image/geometry.js'
import { type FolderFile, folderFile } from './folderFile.js'
import { checkImageSize, describeGraph, type Graph, type Tower } from './graph.js'
import { FETCH_AGAIN, invalidModel } from './modelError.js'
import { readOnnxFile } from './onnxFile.js'

export type Precision = 'fp32' | 'fp16' | 'int8'

/** How exporters end the names of their files. */
const SUFFIXES: Readonly<Record<Precision, readonly string[]>> = {
  fp32: [''],
  fp16: ['_fp16'],
  int8: ['_quantized', '_int8', '_uint8'],
}
const PRECISIONS: readonly Precision[] = ['fp32', 'fp16', 'int8']
/** Protobuf's own limit; larger models keep their weights in external files. */
const MAX_ONNX_BYTES = 2 ** 31
const MAX_EXTERNAL_BYTES = 2 ** 36

export interface GraphFiles {
  precision: Precision
  graphs: { joint: Graph } | { vision: Graph; text: Graph }
  /** ONNX files and their external data. */
  files: FolderFile[]
}

export interface GraphQuery {
  folder: string
  root: string
  family: 'clip' | 'siglip'
  precision: Precision | 'auto'
  imageSize: Size
}

/**
 * Finds the graphs of a folder, in `onnx/` or beside the config: both towers apart if they are there, else the joint
 * one. `auto` takes the most exact precision there is.
 */
export async function findGraphs(query: GraphQuery): Promise<GraphFiles> {
  const { folder, precision } = query
  const wanted = precision === 'auto' ? PRECISIONS : [precision]
  for (const candidate of wanted) {
    for (const suffix of SUFFIXES[candidate]) {
      for (const place of ['onnx', '.']) {
        const [vision, text, joint] = await Promise.all(
          ['vision_model', 'text_model', 'model'].map((name) => lookAt(query, join(place, `${name}${suffix}.onnx`))),
        )
        if (vision !== undefined && text !== undefined) return open(query, candidate, { vision, text })
        if (joint !== undefined) return open(query, candidate, { joint })
      }
    }
  }
  const there = await onnxNames(folder)
  throw invalidModel(
    join(folder, 'onnx'),
    `lacks ${precision === 'auto' ? 'a' : `an ${precision}`} graph: expected model.onnx, or vision_model.onnx and ` +
      `text_model.onnx${precision === 'auto' ? '' : ` with the ending ${SUFFIXES[precision].map((s) => `"${s}"`).join(' or ')}`}, ` +
      `and found ${there.join(', ') || 'no .onnx file'}`,
    'Export the model to ONNX with both towers, for one with optimum: `optimum-cli export onnx --model NAME FOLDER`.',
  )
}

const lookAt = ({ folder, root }: GraphQuery, name: string) => folderFile(folder, root, name, MAX_ONNX_BYTES)

async function open(
  query: GraphQuery,
  precision: Precision,
  found: { joint: FolderFile } | { vision: FolderFile; text: FolderFile },
): Promise<GraphFiles> {
  const files: FolderFile[] = []
  const graph = async (file: FolderFile, towers: readonly Tower[]): Promise<Graph> => {
    const onnx = await readOnnxFile(file.path)
    const external = await externalFiles(query, file, onnx.externalFiles)
    files.push(file, ...external)
    const bytes = [file, ...external].reduce((sum, part) => sum + part.bytes, 0)
    const described = describeGraph(file.path, bytes, onnx, towers, query.family)
    if (towers.includes('image')) checkImageSize(file.path, onnx, query.imageSize)
    return described
  }
  const graphs =
    'joint' in found
      ? { joint: await graph(found.joint, ['image', 'text']) }
      : { vision: await graph(found.vision, ['image']), text: await graph(found.text, ['text']) }
  return { precision, graphs, files }
}

/** Weights outside the ONNX file: named by a stranger's file, so each must lie in the folder. */
async function externalFiles(
  { folder, root }: GraphQuery,
  { path }: FolderFile,
  names: readonly string[],
): Promise<FolderFile[]> {
  const place = dirname(path)
  const files: FolderFile[] = []
  for (const name of names) {
    if (name === '') throw invalidModel(path, 'names no file for its external weights', FETCH_AGAIN)
    // The runtime reads it relative to the ONNX file, and lets nothing leave that folder.
    if (name.startsWith('/') || relative(place, join(place, name)).startsWith('..')) {
      throw invalidModel(
        path,
        `keeps weights in ${JSON.stringify(name.slice(0, 200))}, outside its folder, which is never read`,
        'Save it with its weights beside it.',
      )
    }
    const file = await folderFile(folder, root, relative(folder, join(place, name)), MAX_EXTERNAL_BYTES)
    if (file === undefined) {
      throw invalidModel(
        path,
        `keeps its weights in \`${name.slice(0, 200)}\`, which is missing`,
        `Put that file beside it, in \`${place}\`.`,
      )
    }
    files.push(file)
  }
  return files
}

async function onnxNames(folder: string): Promise<string[]> {
  const list = async (place: string) =>
    (await readdir(join(folder, place)).catch(() => [])).filter((name) => name.endsWith('.onnx'))
  return [...(await list('onnx')).map((name) => `onnx/${name}`), ...(await list('.'))].sort().slice(0, 12)
}
