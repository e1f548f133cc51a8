import { sqlName, sqlString } from '../dataset/duckdb.js'
import { BINARY_OPERATORS, CAST_TYPES, FUNCTIONS, REFUSED } from './allowedFunctions.js'
import { likeSql } from './likePattern.js'
import { constantSql } from './printConstant.js'
import { RefusedExpression } from './refusedExpression.js'
import { type SyntaxNode, stringConstant } from './syntaxTree.js'

/**
 * How an expression uses a column: as text (LIKE, a comparison with a quoted word, CAST) or in any other way.
 * It decides what a CSV cell like `2101.00010` is.
 */
export type ColumnUse = 'text' | 'any'

/** Gives the SQL of a column; throws when there is no such column. */
export type ColumnResolver = (name: string, use: ColumnUse) => string

const MAX_NODES = 2000
const MAX_DEPTH = 200
const MAX_PATTERN = 1000
const MAX_GROWING = 4

export interface PrintedExpression {
  sql: string
  /** Operands that are compared with or chosen between each other. */
  groups: Operand[][]
}

export interface Operand {
  sql: string
  /** Quoted text takes the type of what it stands beside. */
  isQuoted: boolean
}

/**
 * Prints a parse tree as SQL of our own. What is evaluated is this text, never the stranger's: a kind of node that has
 * no case here cannot be reached.
 *
 * @throws RefusedExpression for anything that is not a plain expression over the columns of one row
 */
export function printExpression(node: SyntaxNode, column: ColumnResolver): PrintedExpression {
  const printer = new Printer(column)
  return { sql: printer.print(node, 'any'), groups: printer.groups }
}

class Printer {
  readonly groups: Operand[][] = []
  #nodes = 0
  #depth = 0
  #growing = 0
  readonly #column: ColumnResolver

  constructor(column: ColumnResolver) {
    this.#column = column
  }

  print(node: SyntaxNode, use: ColumnUse): string {
    if (node.class === 'CONSTANT') return constantSql(node)
    if (++this.#nodes > MAX_NODES) throw new RefusedExpression(`it has more than ${MAX_NODES} parts`)
    if (++this.#depth > MAX_DEPTH) throw new RefusedExpression(`it is nested deeper than ${MAX_DEPTH}`)
    try {
      return this.#printNode(node, use)
    } finally {
      this.#depth--
    }
  }

  #printNode(node: SyntaxNode, use: ColumnUse): string {
    switch (node.class) {
      case 'COLUMN_REF':
        return this.#columnRef(node, use)
      case 'COMPARISON':
        return this.#comparison(node)
      case 'CONJUNCTION':
        return `(${node.children!.map((c) => this.print(c, 'any')).join(node.type === 'CONJUNCTION_AND' ? ' AND ' : ' OR ')})`
      case 'BETWEEN': {
        const [input, lower, upper] = this.#alike([node.input!, node.lower!, node.upper!])
        return `(${input} BETWEEN ${lower} AND ${upper})`
      }
      case 'CASE':
        return this.#case(node, use)
      case 'CAST':
        return this.#cast(node)
      case 'OPERATOR':
        return this.#operator(node, use)
      case 'FUNCTION':
        return this.#function(node, use)
      default:
        throw new RefusedExpression(REFUSED_CLASSES[node.class] ?? `${node.class.toLowerCase()} is not allowed in it`)
    }
  }

  #columnRef(node: SyntaxNode, use: ColumnUse): string {
    const [name, ...fields] = node.column_names!
    return fields.reduce(
      (struct, field) => `struct_extract(${struct}, ${sqlString(field)})`,
      this.#column(name!, fields.length > 0 ? 'any' : use),
    )
  }

  #comparison(node: SyntaxNode): string {
    const sign = COMPARISONS[node.type]
    if (sign === undefined) throw new RefusedExpression(`${node.type} is not allowed in it`)
    const [left, right] = this.#alike([node.left!, node.right!])
    return `(${left} ${sign} ${right})`
  }

  #case(node: SyntaxNode, use: ColumnUse): string {
    const checks = node.case_checks!
    const results = this.#alike([...checks.map((c) => c.then_expr), node.else_expr!], use)
    const whens = checks.map((c, i) => `WHEN ${this.print(c.when_expr, 'any')} THEN ${results[i]}`)
    return `(CASE ${whens.join(' ')} ELSE ${results.at(-1)} END)`
  }

  #cast(node: SyntaxNode): string {
    const { id, type_info: info } = node.cast_type!
    if (!CAST_TYPES.has(id)) {
      throw new RefusedExpression(
        `a cast to ${info?.name ?? id} is not allowed in it. Allowed: ${[...CAST_TYPES].join(', ')}`,
      )
    }
    const type = id === 'DECIMAL' && info !== undefined ? `DECIMAL(${info.width ?? 18}, ${info.scale ?? 0})` : id
    return `${node.try_cast ? 'TRY_CAST' : 'CAST'}(${this.print(node.child!, id === 'BOOLEAN' ? 'any' : 'text')} AS ${type})`
  }

  #operator(node: SyntaxNode, use: ColumnUse): string {
    const children = node.children!
    const first = children[0]!
    switch (node.type) {
      case 'OPERATOR_NOT':
        return `(NOT ${this.print(first, 'any')})`
      case 'OPERATOR_IS_NULL':
        return `(${this.print(first, 'any')} IS NULL)`
      case 'OPERATOR_IS_NOT_NULL':
        return `(${this.print(first, 'any')} IS NOT NULL)`
      case 'COMPARE_IN':
      case 'COMPARE_NOT_IN': {
        const [needle, ...list] = this.#alike(children)
        return `(${needle} ${node.type === 'COMPARE_IN' ? 'IN' : 'NOT IN'} (${list.join(', ')}))`
      }
      case 'OPERATOR_COALESCE':
        return `coalesce(${this.#alike(children, use).join(', ')})`
      case 'OPERATOR_TRY':
        return `TRY(${this.print(first, use)})`
      case 'ARRAY_EXTRACT':
        return `array_extract(${this.print(first, 'any')}, ${this.print(children[1]!, 'any')})`
      case 'STRUCT_EXTRACT':
        return `struct_extract(${this.print(first, 'any')}, ${this.print(children[1]!, 'any')})`
      default:
        throw new RefusedExpression(`${node.type} is not allowed in it`)
    }
  }

  #function(node: SyntaxNode, use: ColumnUse): string {
    const name = node.function_name!.toLowerCase()
    const children = node.children ?? []
    if (node.catalog || (node.schema && node.schema !== 'main')) {
      throw new RefusedExpression(`\`${name}\` of another schema is not allowed in it`)
    }
    if (node.distinct || node.filter || node.order_bys?.orders?.length || children.some((c) => c.alias)) {
      throw new RefusedExpression(`\`${name}\` with DISTINCT, FILTER, ORDER BY or named arguments is not allowed in it`)
    }
    if (node.is_operator) return this.#operatorFunction(name, children)
    const kind = FUNCTIONS.get(name)
    if (kind === undefined) throw refusedFunction(name)
    if (kind === 'growing' || kind === 'patternGrowing') this.#grow(kind === 'growing' ? children.length - 1 : 1)
    if (kind === 'pattern' || kind === 'patternGrowing') checkPattern(name, children)
    if (/^(string_split|str_split|split)$/.test(name)) checkConstant(name, children[1])
    if (kind === 'constantFirst') checkConstant(name, children[0])
    if (kind === 'constantSecond') checkConstant(name, children[1])
    const isText = kind === 'text' || kind === 'textToText' || kind.startsWith('pattern') || kind === 'growing'
    const isGroup = ['nullif', 'greatest', 'least', 'list_value'].includes(name)
    const args = isGroup
      ? this.#alike(children, use)
      : children.map((c, i) => this.print(c, isText && i === 0 ? 'text' : textUse(c, kind)))
    return `${sqlName(name)}(${args.join(', ')})`
  }

  #operatorFunction(name: string, children: SyntaxNode[]): string {
    if (/^!?~~\*?$/.test(name)) {
      const pattern = stringConstant(children[1]!)
      if (pattern === undefined || pattern.length > MAX_PATTERN) {
        throw new RefusedExpression(`LIKE needs a quoted pattern of at most ${MAX_PATTERN} characters`)
      }
      const like = likeSql(this.print(children[0]!, 'text'), pattern, { ignoreCase: name.endsWith('*') })
      return name.startsWith('!') ? `(NOT (${like}))` : `(${like})`
    }
    if (name === '^@') return `starts_with(${children.map((c) => this.print(c, 'text')).join(', ')})`
    if (name === '||') {
      this.#grow(1)
      return `(${children.map((c) => this.print(c, 'text')).join(' || ')})`
    }
    if (name === '->>') {
      checkConstant(name, children[1])
      return `json_extract_string(${this.print(children[0]!, 'text')}, ${this.print(children[1]!, 'any')})`
    }
    if (!BINARY_OPERATORS.has(name)) throw refusedFunction(name)
    const args = children.map((c) => this.print(c, 'any'))
    return args.length === 1 ? `(${name} ${args[0]})` : `(${args.join(` ${name} `)})`
  }

  /** Operands that are compared or chosen between: one quoted word makes text of the columns beside it. */
  #alike(nodes: SyntaxNode[], use: ColumnUse = 'any'): string[] {
    const isText = use === 'text' || nodes.some(givesText)
    const group = nodes.map((n) => ({
      sql: this.print(n, isText ? 'text' : 'any'),
      isQuoted: stringConstant(n) !== undefined,
    }))
    this.groups.push(group)
    return group.map((operand) => operand.sql)
  }

  #grow(by: number): void {
    this.#growing += by
    if (this.#growing > MAX_GROWING) {
      throw new RefusedExpression(`it joins or replaces text more than ${MAX_GROWING} times`)
    }
  }
}

const COMPARISONS: Readonly<Record<string, string>> = {
  COMPARE_EQUAL: '=',
  COMPARE_NOTEQUAL: '<>',
  COMPARE_LESSTHAN: '<',
  COMPARE_GREATERTHAN: '>',
  COMPARE_LESSTHANOREQUALTO: '<=',
  COMPARE_GREATERTHANOREQUALTO: '>=',
  COMPARE_DISTINCT_FROM: 'IS DISTINCT FROM',
  COMPARE_NOT_DISTINCT_FROM: 'IS NOT DISTINCT FROM',
}

const REFUSED_CLASSES: Readonly<Record<string, string>> = {
  SUBQUERY: 'a subquery is not allowed in it: it sees one row',
  WINDOW: 'a window function is not allowed in it: it sees one row',
  STAR: '`*` is not allowed in it: name the columns',
  LAMBDA: 'a lambda (or `->`) is not allowed in it; for JSON text write `->>`',
  PARAMETER: 'a parameter is not allowed in it',
  POSITIONAL_REFERENCE: '`#` is not allowed in it: name the column',
  COLLATE: 'COLLATE is not allowed in it; compare lower(text)',
}

function refusedFunction(name: string): RefusedExpression {
  const why = REFUSED.get(name)
  if (why !== undefined) return new RefusedExpression(`\`${name}\` is not allowed in it: ${why}`)
  return new RefusedExpression(
    `\`${name}\` is not one of the functions that it may call: ${[...FUNCTIONS.keys()].sort().join(', ')}`,
  )
}

function checkPattern(name: string, children: SyntaxNode[]): void {
  const pattern = children[1] === undefined ? undefined : stringConstant(children[1])
  if (pattern === undefined || pattern.length > MAX_PATTERN) {
    throw new RefusedExpression(`\`${name}\` needs a quoted pattern of at most ${MAX_PATTERN} characters`)
  }
  if (FUNCTIONS.get(name) !== 'patternGrowing') return
  const replacement = children[2] === undefined ? undefined : stringConstant(children[2])
  if (replacement === undefined || [...replacement].length > 1 || replacement === '\\') {
    throw new RefusedExpression(`\`${name}\` needs a quoted replacement of at most one character`)
  }
}

function checkConstant(name: string, node: SyntaxNode | undefined): void {
  if (node === undefined || node.class !== 'CONSTANT') {
    throw new RefusedExpression(`\`${name}\` needs a constant where this one has an expression`)
  }
}

function textUse(node: SyntaxNode, kind: string): ColumnUse {
  return kind === 'growing' || (kind === 'text' && node.class === 'COLUMN_REF') ? 'text' : 'any'
}

function givesText(node: SyntaxNode): boolean {
  if (stringConstant(node) !== undefined) return true
  if (node.class === 'CAST') return node.cast_type!.id === 'VARCHAR'
  if (node.class !== 'FUNCTION') return false
  const name = node.function_name!.toLowerCase()
  const kind = FUNCTIONS.get(name)
  return (
    kind === 'textToText' ||
    kind === 'patternGrowing' ||
    ['concat', '||', '->>', 'regexp_extract', 'split_part'].includes(name)
  )
}
