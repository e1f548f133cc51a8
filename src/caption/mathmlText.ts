import { bracketed, subscript, superscript } from './mathScripts.js'
import { ACCENTS } from './mathSymbols.js'

/** Deeper elements are read as if they were flat. */
const MAX_DEPTH = 80
const TAG =
  /<(?<close>\/?)(?:[\w.-]+:)?(?<name>[\w.-]+)(?:"[^"]*"|'[^']*'|[^>"'])*>|<!--[\s\S]*?-->|<[?!][^>]*>|(?<text>[^<]+)/gy
const ENTITIES: Readonly<Record<string, string>> = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'" }
const RELATION = /^[=<>≤≥≠≈∼≃≅≡∝≪≫∈∉⊂⊆→←↔⇒⇔↦×±∓∪∩+−⊕⊗]$/u

interface Node {
  readonly name: string
  readonly parts: string[]
}

/** Presentation MathML as readable text; content and annotations are left out. Linear, nothing is thrown. */
export function mathmlToText(source: string): string {
  const stack: Node[] = [{ name: '', parts: [] }]
  TAG.lastIndex = 0
  for (let at = 0; at < source.length; ) {
    TAG.lastIndex = at
    const match = TAG.exec(source)
    if (match === null) break
    at = TAG.lastIndex
    const { close, name, text } = match.groups ?? {}
    if (text !== undefined) {
      const words = decoded(text).replace(/\s+/g, ' ')
      if (words.trim() !== '') stack.at(-1)!.parts.push(words.trim())
    } else if (name !== undefined && close === '' && !match[0].endsWith('/>')) {
      if (stack.length < MAX_DEPTH) stack.push({ name, parts: [] })
    } else if (name !== undefined && close === '/' && stack.length > 1 && stack.at(-1)!.name === name) {
      const node = stack.pop()!
      stack.at(-1)!.parts.push(nodeText(node))
    } else if (name === 'mspace') stack.at(-1)!.parts.push(' ')
  }
  while (stack.length > 1) {
    const node = stack.pop()!
    stack.at(-1)!.parts.push(nodeText(node))
  }
  return stack[0]!.parts
    .join('')
    .replace(/\s+/g, ' ')
    .replace(/([([{]) | ([)\]},;.])/g, '$1$2')
    .trim()
}

function nodeText({ name, parts }: Node): string {
  const [first = '', second = '', third = ''] = parts
  switch (name) {
    case 'msub':
    case 'munder':
      return first + subscript(second.trim())
    case 'msup':
      return first + superscript(second.trim())
    case 'msubsup':
    case 'munderover':
      return first + subscript(second.trim()) + superscript(third.trim())
    case 'mover':
      return accented(first, second)
    case 'mfrac':
      return `${bracketed(first.trim())}/${bracketed(second.trim())}`
    case 'msqrt':
      return `√${bracketed(parts.join('').trim())}`
    case 'mroot':
      return `${superscript(second.trim())}√${bracketed(first.trim())}`
    case 'mo':
      return operator(parts.join(''))
    case 'mtr':
      return `${parts.join(' ')}; `
    case 'mfenced':
      return `(${parts.join(', ')})`
    case 'annotation':
    case 'annotation-xml':
      return ''
    case 'mtext':
      return ` ${parts.join('')} `
    default:
      return parts.join('')
  }
}

const operator = (sign: string): string => {
  if (/^[\u2061-\u2064]$/.test(sign)) return ''
  const plain = sign === '-' ? '−' : sign
  return RELATION.test(plain) ? ` ${plain} ` : plain
}

const OVER: Readonly<Record<string, string>> = {
  '^': '^',
  '¯': 'bar',
  '‾': 'bar',
  '~': 'tilde',
  '˜': 'tilde',
  '˙': 'dot',
  '¨': 'ddot',
  '→': 'vec',
  ˆ: 'hat',
  '−': 'bar',
}

function accented(base: string, over: string): string {
  const mark = ACCENTS.get(OVER[over.trim()] ?? '')
  return mark !== undefined && [...base].length === 1 ? (base + mark).normalize('NFC') : base + superscript(over.trim())
}

const decoded = (text: string): string =>
  text.replace(/&(?:#x([0-9a-f]{1,6})|#(\d{1,7})|(\w{1,8}));/gi, (whole, hex, decimal, name) => {
    if (name !== undefined) return ENTITIES[name] ?? whole
    const code = hex === undefined ? Number(decimal) : Number.parseInt(hex, 16)
    return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : whole
  })
