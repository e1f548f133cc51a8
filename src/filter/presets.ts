import { readdir } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { isScalar, isSeq, type Node } from 'yaml'
import { assetPath } from '../assets.js'
import { ArgumentError } from '../errors.js'
import { parseYaml, readYamlText } from '../safeYaml.js'
import { describe, nearestName } from '../validate.js'
import { readRuleList } from './loadRules.js'
import type { Rule } from './types.js'

const KIND = 'a preset'
const ENDING = '.yaml'

/** Rules that others publish, with where each threshold stands. */
export interface Preset {
  name: string
  title: string
  /** What the rules were made for. */
  about: string
  source: string
  /** What else is published, and why no rule of ours does it. */
  notCovered: string[]
  /** Their ids begin with the preset's name. */
  rules: Rule[]
}

/** All presets, by name. */
export async function listPresets(): Promise<Preset[]> {
  return Promise.all((await presetNames()).map(readPreset))
}

/**
 * The rules of presets, in the order asked for.
 *
 * @throws ArgumentError for an unknown name, with the nearest one
 */
export async function presetRules(names: readonly string[]): Promise<Rule[]> {
  const known = await presetNames()
  for (const [i, name] of names.entries()) {
    if (!known.includes(name)) {
      const near = nearestName(name, known)
      throw new ArgumentError(
        `Expected the name of a preset but received ${describe(name)}. ` +
          (near === undefined ? `There are: ${known.join(', ')}.` : `Did you mean \`${near}\`?`),
      )
    }
    if (names.indexOf(name) !== i) throw new ArgumentError(`Expected the preset ${describe(name)} once.`)
  }
  return (await Promise.all(names.map(readPreset))).flatMap(({ rules }) => rules)
}

async function presetNames(): Promise<string[]> {
  const files = await readdir(assetPath('presets'))
  return files
    .filter((file) => file.endsWith(ENDING))
    .map((file) => basename(file, ENDING))
    .sort()
}

async function readPreset(name: string): Promise<Preset> {
  const path = join(assetPath('presets'), `${name}${ENDING}`)
  const yaml = parseYaml(await readYamlText(path, KIND), path, KIND)
  const keys = ['title', 'about', 'source', 'not_covered', 'rules']
  const found = yaml.members(yaml.root, KIND, keys)
  const text = (node: Node | undefined, key: string): string => {
    if (isScalar(node) && typeof node.value === 'string') return node.value
    throw yaml.fail(`Expected text for \`${key}\`.`, node)
  }
  const list = found.get('not_covered')?.value
  return {
    name,
    title: text(found.get('title')?.value, 'title'),
    about: text(found.get('about')?.value, 'about'),
    source: text(found.get('source')?.value, 'source'),
    notCovered: isSeq(list) ? list.items.map((item) => text(item as Node, 'not_covered')) : [],
    rules: readRuleList(found.get('rules')?.value ?? null, yaml).map((rule) => ({ ...rule, id: `${name}/${rule.id}` })),
  }
}
