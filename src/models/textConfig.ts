import { child, type Json, size } from './jsonFile.js'
import { invalidModel } from './modelError.js'

/** How texts become the input of a text tower. */
export interface TextSettings {
  /** Most tokens, start and end token included: 77 for CLIP, 64 for SigLIP. */
  length: number
  /** `fixed`: always `length` tokens, as SigLIP was trained and as graphs of fixed shape need; `longest`: as few as fit. */
  padding: 'fixed' | 'longest'
  /** The token that fills up; undefined: what tokenizer.json says, else the end token. */
  padToken: string | undefined
  /** What stands for words that the vocabulary lacks, where tokenizer.json does not say it. */
  unknownToken: string | undefined
  /** Texts are lower-cased before tokenizer.json sees them. */
  lowercase: boolean
}

/**
 * Reads what the text tower wants from `config.json` and `tokenizer_config.json`.
 *
 * The pad token is the tokenizer's: `pad_token_id` of CLIP's config.json is a default that no model was trained with.
 */
export function readTextSettings(
  file: string,
  config: Json,
  tokenizerConfig: Json,
  family: 'clip' | 'siglip',
  graphLength: number | undefined,
): TextSettings {
  const text = child(config, 'text_config')
  const positions = size(file, text, 'max_position_embeddings') ?? (family === 'clip' ? 77 : 64)
  if (graphLength !== undefined && graphLength > positions) {
    throw invalidModel(
      file,
      `allows ${positions} positions but the graph takes ${graphLength} tokens`,
      'Take both files from one model.',
    )
  }
  const most = tokenizerConfig.model_max_length
  const length =
    graphLength ?? (Number.isInteger(most) && (most as number) >= 4 ? Math.min(positions, most as number) : positions)
  if (length < 4 || length > 8192) throw invalidModel(file, `allows ${length} tokens`, 'Known are 4 to 8192.')
  const tokenizerClass = String(tokenizerConfig.tokenizer_class ?? '')
  return {
    length,
    padding: family === 'siglip' || graphLength !== undefined ? 'fixed' : 'longest',
    padToken: tokenText(tokenizerConfig.pad_token),
    unknownToken: tokenText(tokenizerConfig.unk_token),
    // SigLIP 2 was trained on lower-cased text, and Gemma's tokenizer.json, which it ships, does not do that.
    lowercase:
      tokenizerConfig.do_lower_case === true || (family === 'siglip' && /^(?:Gemma|Siglip2)/.test(tokenizerClass)),
  }
}

/** A token as a string or as `{ content }`. */
function tokenText(value: unknown): string | undefined {
  if (typeof value === 'string') return value
  const content = typeof value === 'object' && value !== null ? (value as { content?: unknown }).content : undefined
  return typeof content === 'string' ? content : undefined
}
