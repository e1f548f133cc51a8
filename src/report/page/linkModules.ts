import { readFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'

const IMPORT = /^import \{([^}]*)\} from '([^']+)'$/gm
const EXPORT = /^export (?=(?:async function|function|const) (\w+))/gm

/**
 * The modules of the page as one script: each a function of its own, after those that it imports from, that gives what
 * it exports. They import by name only, never rename and never in a circle.
 *
 * @param entry path of the module that imports the others
 */
export async function linkModules(entry: string): Promise<string> {
  const parts: string[] = []
  const variables = new Map<string, string>()
  const visit = async (path: string): Promise<void> => {
    if (variables.has(path)) return
    variables.set(path, '')
    const text = await readFile(path, 'utf8')
    for (const [, , specifier] of text.matchAll(IMPORT)) await visit(join(dirname(path), specifier!))
    const exported = [...text.matchAll(EXPORT)].map(([, name]) => name)
    const body = text
      .replace(IMPORT, (_, names, specifier) => `const {${names}} = ${variables.get(join(dirname(path), specifier))}`)
      .replace(EXPORT, '')
    const variable = `module${parts.length}`
    variables.set(path, variable)
    parts.push(`const ${variable} = (() => {\n${body.trim()}\nreturn { ${exported.join(', ')} }\n})()`)
  }
  await visit(entry)
  return `'use strict'\n;(() => {\n${parts.join('\n')}\n})()\n`
}
