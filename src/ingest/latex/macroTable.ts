import type { Token } from './token.js'

export interface ArgumentSpec {
  readonly kind: 'mandatory' | 'optional' | 'star'
  /** What an absent optional argument is. */
  readonly fallback: readonly Token[]
}

export interface Macro {
  readonly arguments: readonly ArgumentSpec[]
  readonly body: readonly Token[]
}

export interface EnvironmentMacro {
  readonly arguments: readonly ArgumentSpec[]
  readonly begin: readonly Token[]
  readonly end: readonly Token[]
}

/** What the document has defined so far. Groups do not end a definition: papers hardly rely on it. */
export class MacroTable {
  readonly macros: Map<string, Macro> = new Map()
  readonly environments: Map<string, EnvironmentMacro> = new Map()
  /** Switches of \newif, and whether they are on. */
  readonly switches: Map<string, boolean> = new Map()
}

const MANDATORY: ArgumentSpec = { kind: 'mandatory', fallback: [] }

/** `[2][x]`: two arguments, the first optional. */
export function countedArguments(count: number, fallback: readonly Token[] | null): ArgumentSpec[] {
  const specs = Array.from({ length: Math.min(Math.max(count, 0), 9) }, () => MANDATORY)
  if (fallback !== null && specs.length > 0) specs[0] = { kind: 'optional', fallback }
  return specs
}

/** `s O{x} m` of xparse; null for kinds of argument that are not read here. */
export function xparseArguments(spec: string): ArgumentSpec[] | null {
  const specs: ArgumentSpec[] = []
  for (const [part] of spec.matchAll(/O\{[^{}]*\}|\S/g)) {
    if (part === '+' || part === '!') continue
    if (part === 'm') specs.push(MANDATORY)
    else if (part === 's') specs.push({ kind: 'star', fallback: [] })
    else if (part === 'o') specs.push({ kind: 'optional', fallback: [] })
    else if (part.startsWith('O{')) {
      const text = part.slice(2, -1)
      specs.push({ kind: 'optional', fallback: [{ kind: 'text', text, source: 0, start: 0, end: 0 }] })
    } else return null
  }
  return specs.length > 9 ? null : specs
}
