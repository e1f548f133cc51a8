/** A directive's options and what follows them. */
export interface DirectiveOptions {
  readonly options: ReadonlyMap<string, string>
  readonly body: string
  /** Lines of the value before the body. */
  readonly skipped: number
}

const OPTION = /^:([\w-]+):[ \t]*(.*)$/
const YAML_OPTION = /^([\w-]+):[ \t]*(.*)$/

/** MyST's options: `:name: fig-x` lines, or `name: fig-x` lines between `---`. */
export function readOptions(value: string): DirectiveOptions {
  const lines = value.split('\n')
  const options = new Map<string, string>()
  let at = 0
  while (lines[at]?.trim() === '') at++
  const isYaml = lines[at]?.trim() === '---'
  if (isYaml) at++
  for (; at < lines.length; at++) {
    const line = lines[at]!
    if (isYaml && line.trim() === '---') {
      at++
      break
    }
    const match = (isYaml ? YAML_OPTION : OPTION).exec(line.trim())
    if (match === null) {
      if (isYaml) continue
      break
    }
    options.set(match[1]!.toLowerCase(), unquoted(match[2]!.trim()))
  }
  return { options, body: lines.slice(at).join('\n'), skipped: at }
}

const unquoted = (text: string): string => /^(["'])(.*)\1$/s.exec(text)?.[2] ?? text
