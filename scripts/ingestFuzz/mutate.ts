import { type Rng, rngOf } from '../../test/support/random.js'

/** What breaks parsers: the ends of their syntax, deep nesting, long runs, odd characters. */
const TOKENS = [
  '<',
  '>',
  '</',
  '<!DOCTYPE a [<!ENTITY x "y">]>',
  '&x;',
  '&#0;',
  '<![CDATA[',
  ']]>',
  '<!--',
  '-->',
  '<fig>',
  '</fig>',
  '{',
  '}',
  '[',
  ']',
  '$',
  '$$',
  '\\',
  '\\begin{figure}',
  '\\end{figure}',
  '\\def\\a{\\a\\a}\\a',
  '\\input{main}',
  '%',
  '\\caption{',
  '\\includegraphics{../../etc/passwd}',
  '\\newcommand{\\x}[9]{#1#9}',
  '\\ref{',
  '"',
  ':',
  ',',
  'null',
  '1e999',
  '-1',
  '{"$ref":"#/body"}',
  '"\\ud800"',
  '![',
  '](',
  '```',
  '~~~',
  ':::',
  '|',
  '.. figure:: ',
  '::\n\n  ',
  '\0',
  '\ud800',
  '\u2028',
  '\ufeff',
  '\r',
  '\t',
  '    ',
  '\n\n\n',
  'Fig. 1',
  'Figs. 1–999999999',
  '(a)',
  '(a–z)',
  '(i)',
] as const

/** A damaged copy of a document: some changes of bytes, tokens put in, pieces taken out, doubled, nested or cut off. */
export function mutate(document: Buffer, others: readonly Buffer[], seed: number): Buffer {
  const random = rngOf(seed)
  let bytes = document
  for (let change = random.integer(1, 6); change > 0; change--) bytes = mutateOnce(bytes, others, random)
  return bytes.subarray(0, 2 ** 21)
}

function mutateOnce(bytes: Buffer, others: readonly Buffer[], random: Rng): Buffer {
  const at = random.integer(0, bytes.length)
  const end = Math.min(bytes.length, at + random.integer(0, random.uniform() < 0.8 ? 40 : 4000))
  const [before, piece, after] = [bytes.subarray(0, at), bytes.subarray(at, end), bytes.subarray(end)]
  const token = Buffer.from(TOKENS[random.integer(0, TOKENS.length - 1)]!)
  switch (random.integer(0, 8)) {
    case 0: {
      const copy = Buffer.from(bytes)
      if (copy.length > 0) copy[random.integer(0, copy.length - 1)] = random.integer(0, 255)
      return copy
    }
    case 1:
    case 2:
      return Buffer.concat([before, token, bytes.subarray(at)])
    case 3:
      return Buffer.concat([before, after])
    case 4:
      return Buffer.concat([before, piece, piece, after])
    case 5:
      return before
    case 6:
      // A long run: nesting, or what a bad expression takes the square of.
      return Buffer.concat([before, repeat(token, random), bytes.subarray(at)])
    case 7:
      return Buffer.concat([before, repeat(piece.subarray(0, 64), random), after])
    default: {
      const other = others[random.integer(0, others.length - 1)]!
      const from = random.integer(0, other.length)
      return Buffer.concat([before, other.subarray(from, from + random.integer(0, 2000)), after])
    }
  }
}

const repeat = (piece: Buffer, random: Rng): Buffer =>
  Buffer.concat(Array.from({ length: 2 ** random.integer(1, 13) }, () => piece))
