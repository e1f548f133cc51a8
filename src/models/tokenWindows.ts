export type LongText = 'truncate' | 'window-max' | 'window-mean'

/** A text's tokens as the text tower sees them. */
export interface TokenWindows {
  /** Each with start and end token, at most `length` long. */
  windows: Int32Array[]
  /** Tokens of the whole text, start and end token included. */
  tokens: number
  /** Tokens of it that some window holds, start and end token counted once. */
  seen: number
}

/** Windows of one text; what lies behind the last is not seen. 64 windows of CLIP hold some 2 400 tokens. */
export const MAX_WINDOWS = 64

/**
 * Cuts a text's tokens to the model's length, keeping start and end token.
 *
 * `truncate`: the first `length`. Otherwise windows of `length` that move by half of their room; the last ends where the
 * text ends, so that every window is full.
 *
 * @param body tokens without start and end
 * @param start, end what the tokenizer puts before and after
 */
export function tokenWindows(
  body: readonly number[] | Int32Array,
  start: readonly number[],
  end: readonly number[],
  length: number,
  longText: LongText,
): TokenWindows {
  const room = Math.max(0, length - start.length - end.length)
  const ends = start.length + end.length
  const tokens = body.length + ends
  const window = (begin: number): Int32Array => {
    const part = body.slice(begin, begin + room)
    const ids = new Int32Array(part.length + ends)
    ids.set(start)
    ids.set(part, start.length)
    ids.set(end, start.length + part.length)
    return ids
  }
  if (body.length <= room || longText === 'truncate') {
    return { windows: [window(0)], tokens, seen: Math.min(body.length, room) + ends }
  }
  const stride = Math.max(1, room >> 1)
  const windows: Int32Array[] = []
  let seen = 0
  for (let begin = 0; windows.length < MAX_WINDOWS; begin += stride) {
    const isLast = begin + room >= body.length
    const at = isLast ? body.length - room : begin
    windows.push(window(at))
    seen = at + room
    if (isLast) break
  }
  return { windows, tokens, seen: seen + ends }
}
