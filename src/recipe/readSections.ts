import { isScalar, type Node } from 'yaml'
import { ArgumentError, FormatError } from '../errors.js'
import { plainYaml, type SafeYaml, type YamlMember } from '../safeYaml.js'

const toSnake = (name: string): string => name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)
const toCamel = (name: string): string => name.replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase())

/** A mapping of a recipe: options by the names that they have in the API. */
export interface Section {
  values: Record<string, unknown>
  /** Where an option stands, by its name in the API. */
  nodes: ReadonlyMap<string, YamlMember>
  /** Where the section stands. */
  node: Node | null
}

/** Nothing behind the key of a section asks for it as it is. */
const isEmpty = (node: Node): boolean => isScalar(node) && node.value === null

/**
 * Reads the options of a mapping; in a recipe they are written in snake_case.
 *
 * @param names of the options in the API
 * @param ready options that `read` makes itself
 */
export function readSection(
  yaml: SafeYaml,
  node: Node | null,
  what: string,
  names: readonly string[],
  ready: readonly string[] = [],
): Section {
  if (node !== null && isEmpty(node)) return { values: {}, nodes: new Map(), node }
  const members = yaml.members(node, what, [...names, ...ready].map(toSnake))
  const nodes = new Map([...members].map(([key, member]) => [toCamel(key), member]))
  const plain = [...nodes].filter(([name]) => !ready.includes(name))
  const values = Object.fromEntries(plain.map(([name, { value }]) => [name, plainYaml(value, yaml)]))
  for (const [name, value] of Object.entries(values)) {
    if (value !== null) continue
    throw yaml.fail(`Expected a value for \`${toSnake(name)}\` but received nothing.`, nodes.get(name)!.key)
  }
  return { values, nodes, node }
}

/** Runs the checks that the options have anywhere; what they say gets the line and the names of the recipe. */
export function checkSection<T>(yaml: SafeYaml, { nodes, node }: Section, check: () => T): T {
  try {
    return check()
  } catch (error) {
    if (!(error instanceof ArgumentError || error instanceof FormatError)) throw error
    const names = [...error.message.matchAll(/`(\w+)[^`]*`/g)].map((match) => match[1]!)
    const found = names.find((name) => nodes.has(name))
    const message = error.message.replace(/`([a-z][A-Za-z]*)/g, (_, name: string) => `\`${toSnake(name)}`)
    throw yaml.fail(message, found === undefined ? node : nodes.get(found)!.key)
  }
}
