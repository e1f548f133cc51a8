/** Everything that a terminal may act on: C0 and C1 controls, and what turns the direction of writing round. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
const UNSAFE = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/g

/** A stranger's text as it may be printed: ids, captions and paths can hold escape sequences that rewrite a terminal. */
export function plainText(text: string): string {
  return text.replace(UNSAFE, '\ufffd')
}

/** The same, on one line and not too long. */
export function plainLine(text: string, maxLength = 1000): string {
  const line = plainText(text).replace(/\s+/g, ' ').trim()
  return line.length > maxLength ? `${line.slice(0, maxLength - 1)}…` : line
}

/** An argument as a shell takes it. */
export function quoted(argument: string): string {
  return /^[\w./@%+=:,-]+$/.test(argument) ? argument : `'${argument.replaceAll("'", "'\\''")}'`
}

/** A path as an argument of a command, where a leading dash would make it a flag. */
export const quotedPath = (path: string): string => quoted(path.startsWith('-') ? `./${path}` : path)

export const count = (n: number, one: string, many = `${one}s`): string =>
  `${n.toLocaleString('en')} ${n === 1 ? one : many}`
