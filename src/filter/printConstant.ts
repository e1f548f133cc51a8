import { sqlString } from '../dataset/duckdb.js'
import { RefusedExpression } from './refusedExpression.js'
import { type SyntaxNode, stringConstant } from './syntaxTree.js'

/** A literal of a parse tree as SQL; numbers keep every digit. */
export function constantSql(node: SyntaxNode): string {
  const { type, is_null: isNull, value } = node.value!
  if (isNull) return 'NULL'
  switch (type.id) {
    case 'BOOLEAN':
      return value === true ? 'true' : 'false'
    case 'VARCHAR':
      return sqlString(stringConstant(node)!)
    case 'TINYINT':
    case 'SMALLINT':
    case 'INTEGER':
    case 'BIGINT':
    case 'UBIGINT':
    case 'HUGEINT':
      return signed(integer(value))
    case 'DECIMAL':
      return signed(integer(value), type.type_info?.scale ?? 0)
    case 'DOUBLE':
      return doubleSql(Number(value))
    default:
      throw new RefusedExpression(`a literal of type ${type.id} is not allowed in it`)
  }
}

/** 128-bit values come as two halves: upper signed, lower unsigned. */
function integer(value: unknown): bigint {
  if (typeof value === 'object' && value !== null) {
    const { upper, lower } = value as { upper: string; lower: string }
    return (BigInt(upper) << 64n) + BigInt(lower)
  }
  return BigInt(value as string | number)
}

function signed(value: bigint, scale = 0): string {
  const digits = (value < 0n ? -value : value).toString().padStart(scale + 1, '0')
  const text = scale === 0 ? digits : `${digits.slice(0, -scale)}.${digits.slice(-scale)}`
  return value < 0n ? `(-${text})` : text
}

function doubleSql(value: number): string {
  if (!Number.isFinite(value)) throw new RefusedExpression('a number in it is too large for a double')
  const text = String(Math.abs(value))
  const exact = text.includes('e') ? text : `${text}e0`
  return value < 0 || Object.is(value, -0) ? `(-${exact})` : exact
}
