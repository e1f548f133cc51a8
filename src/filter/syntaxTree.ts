/** A node of DuckDB's parse tree, as `json_serialize_sql` writes it. Only the fields that we read are named. */
export interface SyntaxNode {
  class: string
  type: string
  alias?: string
  children?: SyntaxNode[]
  left?: SyntaxNode
  right?: SyntaxNode
  input?: SyntaxNode
  lower?: SyntaxNode
  upper?: SyntaxNode
  child?: SyntaxNode
  case_checks?: { when_expr: SyntaxNode; then_expr: SyntaxNode }[]
  else_expr?: SyntaxNode
  column_names?: string[]
  function_name?: string
  schema?: string
  catalog?: string
  is_operator?: boolean
  distinct?: boolean
  filter?: SyntaxNode
  order_bys?: { orders?: unknown[] }
  value?: { type: SyntaxType; is_null: boolean; value?: unknown }
  cast_type?: SyntaxType
  try_cast?: boolean
}

export interface SyntaxType {
  id: string
  type_info?: { width?: number; scale?: number; name?: string }
}

/** What `json_serialize_sql` answers. */
export type SerializedSql =
  | { error: true; error_type: string; error_message: string; position?: string }
  | { error: false; statements: { node: Record<string, unknown> & { select_list?: SyntaxNode[] } }[] }

/**
 * Parses the answer of `json_serialize_sql` without losing digits: integers of constants become decimal strings.
 *
 * `"value":` with bare quotes cannot occur inside a JSON string, where every quote is escaped.
 */
export function parseSerializedSql(json: string): SerializedSql {
  return JSON.parse(
    json
      .replace(/"(value|upper|lower)":(-?\d+)(?=[,}])/g, '"$1":"$2"')
      .replace(/"value":(-?)Infinity/g, '"value":"$1Infinity"'),
  )
}

/** A constant of type VARCHAR, or undefined. */
export function stringConstant(node: SyntaxNode): string | undefined {
  const { value } = node
  if (node.class !== 'CONSTANT' || value === undefined || value.is_null || value.type.id !== 'VARCHAR') return undefined
  // The serializer leaves empty text out.
  return (value.value ?? '') as string
}
