import { stat } from 'node:fs/promises'
import { basename, resolve } from 'node:path'
import type { Size } from '../image/geometry.js'
import type { PreprocessSpec } from '../image/preprocess.js'
import { checkKeys, checkOneOf, checkString } from '../validate.js'
import { type FigsiftCard, readFigsiftCard } from './figsiftCard.js'
import { type FolderFile, folderFile, modelRoot } from './folderFile.js'
import type { Graph } from './graph.js'
import { findGraphs, type Precision } from './graphFiles.js'
import { child, type Json, readJson, size } from './jsonFile.js'
import { invalidModel } from './modelError.js'
import { modelHash } from './modelHash.js'
import { readPreprocessing } from './preprocessConfig.js'
import { readTextSettings, type TextSettings } from './textConfig.js'

export type ModelFamily = 'clip' | 'siglip'

/** A dual encoder in the Hugging Face layout: everything that is known of it before it is loaded. */
export interface ModelFolder {
  /** Absolute. */
  path: string
  name: string
  family: ModelFamily
  precision: Precision
  /** Length of an embedding. */
  dims: number
  imageSize: Size
  preprocess: PreprocessSpec
  text: TextSettings
  graphs: { joint: Graph } | { vision: Graph; text: Graph }
  tokenizer: string
  /** Of all files that decide the numbers: see `modelHash`. */
  sha256: string
  /** Of these files. */
  bytes: number
  figsift: FigsiftCard | undefined
  /** Absolute path of the card's bank. */
  bank: string | undefined
}

export interface OpenModelFolderOptions {
  /** Default `auto`: the most exact there is. */
  precision?: Precision | 'auto' | undefined
}

const MAX_TOKENIZER_BYTES = 2 ** 27
const MAX_BANK_BYTES = 2 ** 30
const FAMILIES: Readonly<Record<string, ModelFamily>> = { clip: 'clip', siglip: 'siglip', siglip2: 'siglip' }

/**
 * Reads and checks a model folder: config.json, preprocessor_config.json, tokenizer.json, tokenizer_config.json and the
 * ONNX graphs' own descriptions. The runtime is not loaded, and nothing is run.
 *
 * @param path folder
 * @throws FigsiftError MODEL_INVALID: what is missing or does not fit, where, and the remedy
 */
export async function openModelFolder(path: string, options: OpenModelFolderOptions = {}): Promise<ModelFolder> {
  const { files, ...folder } = await inspectModelFolder(path, options)
  return { ...folder, sha256: await modelHash(folder.path, files) }
}

/** As `openModelFolder`, without reading the weights. */
export async function inspectModelFolder(
  path: string,
  options: OpenModelFolderOptions = {},
): Promise<Omit<ModelFolder, 'sha256'> & { files: FolderFile[] }> {
  checkString('path', path)
  checkKeys('options', options, ['precision'])
  const { precision = 'auto' } = options
  checkOneOf('precision', precision, ['auto', 'fp32', 'fp16', 'int8'])
  const folder = resolve(path)
  const found = await stat(folder).catch(() => undefined)
  if (!found?.isDirectory()) throw invalidModel(folder, 'is no folder', 'Give the folder that holds config.json.')
  const root = await modelRoot(folder)
  const read = (name: string) => readJson(folder, root, name)

  const [config, processor, tokenizerConfig, card] = await Promise.all([
    read('config.json'),
    readProcessor(read),
    read('tokenizer_config.json'),
    read('figsift.json'),
  ])
  if (config === undefined) throw missing(folder, 'config.json')
  if (processor === undefined) throw missing(folder, 'preprocessor_config.json')
  const family = readFamily(config.file.path, config.json)
  const { spec, size: imageSize } = readPreprocessing(processor.file.path, processor.json, family)
  checkConfigImageSize(config.file.path, config.json, imageSize)
  const tokenizer = await folderFile(folder, root, 'tokenizer.json', MAX_TOKENIZER_BYTES)
  if (tokenizer === undefined) throw missing(folder, 'tokenizer.json')
  const figsift = card && readFigsiftCard(card.file.path, card.json)
  const bank = figsift?.bank && (await folderFile(folder, root, figsift.bank, MAX_BANK_BYTES))
  if (figsift?.bank !== undefined && bank === undefined) throw missing(folder, figsift.bank)

  const {
    graphs,
    files: graphFiles,
    precision: chosen,
  } = await findGraphs({ folder, root, family, precision, imageSize })
  const image = ('joint' in graphs ? graphs.joint : graphs.vision).image!
  const text = ('joint' in graphs ? graphs.joint : graphs.text).text!
  const dims = readDims(config.file.path, config.json, family, image.dims, text.dims)
  const files = [
    config.file,
    processor.file,
    tokenizer,
    ...(tokenizerConfig === undefined ? [] : [tokenizerConfig.file]),
    ...(card === undefined ? [] : [card.file]),
    ...(bank ? [bank] : []),
    ...graphFiles,
  ]
  return {
    path: folder,
    name: modelName(folder, root),
    family,
    precision: chosen,
    dims,
    imageSize,
    preprocess: { ...spec, dtype: image.dtype },
    text: readTextSettings(config.file.path, config.json, tokenizerConfig?.json ?? {}, family, text.length),
    graphs,
    tokenizer: tokenizer.path,
    bytes: files.reduce((sum, { bytes }) => sum + bytes, 0),
    figsift,
    bank: bank ? bank.path : undefined,
    files,
  }
}

/** `preprocessor_config.json`, or the same inside `processor_config.json`, where transformers 5 writes it. */
async function readProcessor(read: (name: string) => ReturnType<typeof readJson>): ReturnType<typeof readJson> {
  const own = await read('preprocessor_config.json')
  if (own !== undefined) return own
  const joint = await read('processor_config.json')
  const json = joint && child(joint.json, 'image_processor')
  return json && Object.keys(json).length > 0 ? { file: joint.file, json } : undefined
}

function readFamily(file: string, config: Json): ModelFamily {
  const type = config.model_type
  const family = typeof type === 'string' && Object.hasOwn(FAMILIES, type) ? FAMILIES[type] : undefined
  if (family === undefined) {
    throw invalidModel(
      file,
      `has the model_type ${JSON.stringify(type)?.slice(0, 80)}`,
      'Known are clip, siglip and siglip2: dual encoders of images and texts.',
    )
  }
  if (child(config, 'vision_config').num_patches !== undefined) {
    throw invalidModel(
      file,
      'belongs to a SigLIP 2 model with NaFlex, whose input varies with the picture',
      'Use a fixed-resolution SigLIP 2, as siglip2-base-patch16-224.',
    )
  }
  return family
}

function checkConfigImageSize(file: string, config: Json, { width, height }: Size): void {
  const side = size(file, child(config, 'vision_config'), 'image_size')
  if (side === undefined || (side === width && side === height)) return
  throw invalidModel(
    file,
    `has the image_size ${side} but the preprocessor makes ${width} x ${height}`,
    'Take both files from one model.',
  )
}

function readDims(
  file: string,
  config: Json,
  family: ModelFamily,
  image: number | undefined,
  text: number | undefined,
): number {
  const named = family === 'clip' ? size(file, config, 'projection_dim') : undefined
  const vision = family === 'siglip' ? size(file, child(config, 'vision_config'), 'hidden_size') : undefined
  const dims = named ?? image ?? text ?? vision ?? (family === 'clip' ? 512 : 768)
  for (const [tower, found] of [
    ['vision', image],
    ['text', text],
  ] as const) {
    if (found === undefined || found === dims) continue
    throw invalidModel(
      file,
      `has embeddings of ${dims} but the ${tower} graph gives ${found}`,
      'Take all files from one model; CLIP graphs need their projection.',
    )
  }
  return dims
}

function missing(folder: string, name: string) {
  return invalidModel(
    folder,
    `lacks \`${name}\``,
    'A model folder has config.json, preprocessor_config.json, tokenizer.json and onnx/: copy the file from the model.',
  )
}

/** `org/name` for a snapshot of the Hugging Face cache, else the folder's own name. */
function modelName(folder: string, root: string): string {
  const repository = basename(root)
  return root !== folder && repository.startsWith('models--')
    ? repository.slice('models--'.length).replace('--', '/')
    : basename(folder)
}
