import type { PrintedReference } from '../markup/content.js'

/** Name of a MyST role: `numref` of ``{numref}`Fig. %s <fig-x>` ``. */
export type Role = string

const ROLE = /\{([a-zA-Z][\w:+.-]{0,40})\}$/
const TITLED = /^([^<]*)<([^<>]+)>$/

/** The role that ends a text before inline code, and the text before it. */
export function splitRole(text: string): { readonly before: string; readonly role: Role } | null {
  const match = ROLE.exec(text.slice(-44))
  return match === null ? null : { before: text.slice(0, text.length - match[0].length), role: match[1]! }
}

/** What a referring role prints; null for roles that refer to nothing. */
export function roleReference(role: Role, value: string): PrintedReference | null {
  if (role !== 'ref' && role !== 'numref' && role !== 'eq' && role !== 'std:ref') return null
  const titled = TITLED.exec(value.trim())
  const key = (titled?.[2] ?? value).trim()
  const text = titled?.[1]?.trim() ?? ''
  if (text !== '') return { keys: [key], style: { text } }
  return { keys: [key], style: role === 'eq' ? 'number' : 'named' }
}
