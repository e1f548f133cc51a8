import { DuckDBBlobValue, type DuckDBValue } from '@duckdb/node-api'

/**
 * DuckDB's binding drops a byte order mark that a text begins with. Texts that must come back whole are asked for as bytes;
 * `wholeText` makes texts of them.
 */
export const textBytesSql = (text: string): string => `encode(${text}::VARCHAR)`

/** The text of a value that `textBytesSql` asked for. */
export function wholeText(value: DuckDBValue): string | null {
  if (!(value instanceof DuckDBBlobValue)) return null
  const { buffer, byteOffset, length } = value.bytes
  return Buffer.from(buffer, byteOffset, length).toString('utf8')
}
