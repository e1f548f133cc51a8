import { readdirSync, readFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { isScalar, isSeq, type Node } from 'yaml'
import { assetPath } from '../assets.js'
import { ArgumentError } from '../errors.js'
import { parseYaml } from '../safeYaml.js'
import { argumentError, describe, nearestName } from '../validate.js'
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
export function listPresets(): Preset[] {
  return presetNames().map(readPreset)
}

/**
 * The rules of presets, in the order asked for.
 *
 * @throws ArgumentError for an unknown name, with the nearest one
 */
export function presetRules(names: readonly string[]): Rule[] {
  if (!Array.isArray(names)) throw argumentError('presets', 'a list of names', names)
  const known = presetNames()
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
  return names.flatMap((name) => readPreset(name).rules)
}

function presetNames(): string[] {
  return readdirSync(assetPath('presets'))
    .filter((file) => file.endsWith(ENDING))
    .map((file) => basename(file, ENDING))
    .sort()
}

function readPreset(name: string): Preset {
  const path = join(assetPath('presets'), `${name}${ENDING}`)
  const yaml = parseYaml(readFileSync(path, 'utf8'), path, KIND)
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
