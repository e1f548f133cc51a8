import { BlockStarts } from './blockStarts.js'

/** A part of a Markdown text that can be parsed alone. */
export interface Piece {
  readonly text: string
  /** Where it begins in the whole. */
  readonly offset: number
  /** Lines before it. */
  readonly line: number
}

/** Ours: small enough that the square of it is nothing, large enough that starting the parser is nothing either. */
const MIN_CHARACTERS = 4_096

/** Cuts a text between its blocks, wherever that is surely possible and the piece before is long enough. */
export function cutPieces(text: string, minCharacters: number = MIN_CHARACTERS): Piece[] {
  const pieces: Piece[] = []
  const starts = new BlockStarts()
  let offset = 0
  let line = 0
  let at = 0
  const lines = text.split('\n')
  for (const [index, content] of lines.entries()) {
    if (starts.isNext(content) && at - offset >= minCharacters) {
      pieces.push({ text: text.slice(offset, at), offset, line })
      offset = at
      line = index
    }
    at += content.length + 1
  }
  pieces.push({ text: text.slice(offset), offset, line })
  return pieces
}
