import { isScalar, isSeq, type Node } from 'yaml'
import { parseYaml, readYamlText, type SafeYaml } from '../safeYaml.js'
import { describe } from '../validate.js'
import { MAX_RULES } from './checkRules.js'
import type { Rule } from './types.js'

const KIND = 'a rules file'
const RULE_KEYS = ['id', 'drop_where', 'reason', 'source']
const TOP_KEYS = ['rules']

/**
 * Reads drop rules from a YAML file: a list `rules` of `id`, `drop_where`, and if wanted `reason` and `source`.
 *
 * ```yaml
 * rules:
 *   - id: small
 *     drop_where: image_width < 224 OR image_height < 224
 *     reason: under 224 px
 * ```
 *
 * `dropWhere` is taken too. Nothing else is: other keys, anchors, aliases, tags and second documents are errors that
 * name the line.
 *
 * @throws FormatError BAD_FORMAT with `file` and `line`; FigsiftError FILE_NOT_FOUND, NOT_A_REGULAR_FILE, FILE_TOO_LARGE
 */
export async function loadRules(path: string): Promise<Rule[]> {
  return parseRules(await readYamlText(path, KIND), path)
}

/** The rules in a YAML text; `file` is for messages. */
export function parseRules(text: string, file: string): Rule[] {
  const yaml = parseYaml(text, file, KIND)
  const list = yaml.members(yaml.root, 'the file', TOP_KEYS).get('rules')?.value
  return readRuleList(list ?? yaml.root, yaml)
}

/**
 * The rules of a YAML list.
 *
 * @throws FormatError BAD_FORMAT with `file` and `line`
 */
export function readRuleList(list: Node | null, yaml: SafeYaml): Rule[] {
  if (!isSeq(list)) throw yaml.fail('Expected a list under `rules`.', list)
  if (list.items.length === 0) throw yaml.fail('Expected at least one rule under `rules` but the list is empty.', list)
  if (list.items.length > MAX_RULES)
    throw yaml.fail(`Expected at most ${MAX_RULES} rules but received ${list.items.length}.`, list)
  const seen = new Map<string, Node>()
  return list.items.map((item) => {
    const node = item as Node
    const rule = readRule(node, yaml)
    const before = seen.get(rule.id)
    if (before !== undefined) {
      throw yaml.fail(
        `Expected an id of its own but received ${describe(rule.id)}, as in line ${yaml.lineOf(before)}.`,
        node,
      )
    }
    if (rule.id === 'where' || rule.id === 'row-error')
      throw yaml.fail(`The id ${describe(rule.id)} is taken. Rename the rule.`, node)
    seen.set(rule.id, node)
    return rule
  })
}

function readRule(item: Node, yaml: SafeYaml): Rule {
  const found = yaml.members(item, 'a rule', RULE_KEYS, { dropWhere: 'drop_where' })
  const text = (key: string, required: boolean): string | undefined => {
    const node = found.get(key)?.value
    if (node === undefined && !required) return undefined
    const value = isScalar(node) ? node.value : undefined
    if (typeof value === 'string' && value.trim() !== '') return value
    const received = node === undefined ? 'nothing' : describe(value ?? 'no text')
    throw yaml.fail(
      `Expected text for \`${key}\` but received ${received}.${node === undefined ? '' : ' Put it in quotes.'}`,
      node ?? item,
    )
  }
  const [reason, source] = [text('reason', false), text('source', false)]
  return {
    id: text('id', true)!,
    dropWhere: text('drop_where', true)!.trim(),
    ...(reason === undefined ? {} : { reason }),
    ...(source === undefined ? {} : { source }),
  }
}
