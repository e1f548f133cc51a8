import type { Construct, State, TokenizeContext, Tokenizer } from 'micromark-util-types'

/** What begins HTML that goes on to `end`; of that end, `begun` characters may stand in the opening already. */
interface Kind {
  readonly opening: RegExp
  readonly end: string
  readonly begun: number
}

const KINDS: readonly Kind[] = [
  { opening: /^<!--$/, end: '-->', begun: 2 },
  { opening: /^<\?$/, end: '?>', begun: 0 },
  { opening: /^<!\[CDATA\[$/, end: ']]>', begun: 0 },
  { opening: /^<![a-z]$/i, end: '>', begun: 0 },
]
const LONGEST_OPENING = 9

/** Offset in a text from which on the end of a kind does not come any more. */
const noEndFrom = new WeakMap<TokenizeContext, Map<Kind, number>>()

/**
 * Takes the `<` of `<!--`, `<?`, `<![CDATA[` and `<!a` for a character where their ends do not come. The parser's own rule
 * looks for the end up to the end of the paragraph, from each of them again: the square of their number.
 */
export const unendedHtml: Construct = {
  name: 'unendedHtml',
  tokenize(effects, ok, nok) {
    const take: State = (code) => {
      effects.enter('data')
      effects.consume(code)
      effects.exit('data')
      return ok
    }
    return effects.check({ tokenize: findNoEnd, partial: true }, take, nok)
  },
}

/** Succeeds when something is opened that has no end. */
const findNoEnd: Tokenizer = function (effects, ok, nok) {
  const known = noEndFrom.get(this) ?? new Map<Kind, number>()
  noEndFrom.set(this, known)
  const from = this.now().offset
  let opening = ''
  const open: State = (code) => {
    if (code === null || code < 0 || opening.length === LONGEST_OPENING) return nok(code)
    if (opening === '') effects.enter('data')
    opening += String.fromCharCode(code)
    effects.consume(code)
    const kind = KINDS.find((each) => each.opening.test(opening))
    if (kind === undefined) return open
    return from >= (known.get(kind) ?? Number.POSITIVE_INFINITY) ? ok : scanFor(kind)
  }
  const scanFor = (kind: Kind): State => {
    const { end, begun } = kind
    let matched = begun
    const scan: State = (code) => {
      if (code === null) {
        known.set(kind, from)
        return ok(code)
      }
      if (code === end.charCodeAt(matched)) matched++
      else if (code !== end.charCodeAt(0)) matched = 0
      if (matched === end.length) return nok(code)
      effects.consume(code)
      return scan
    }
    return scan
  }
  return open
}
