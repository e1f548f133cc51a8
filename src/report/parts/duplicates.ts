import { sqlString } from '../../dataset/duckdb.js'
import type { DuplicateCluster, DuplicatesPart, Part } from '../reportData.js'
import type { ReportTable } from '../reportTable.js'

const MAX_CLUSTER_ROWS = 8

/** Clusters of rows that stand for one another: the largest, and those whose members are least alike. */
export async function duplicateClusters(table: ReportTable, size: number): Promise<Part<DuplicatesPart>> {
  if (!table.isNumber('dup_cluster') || !table.isFlag('dup_keep')) {
    return {
      missing: { why: 'Duplicates were not looked for.', command: 'figsift dedup INPUT --out deduped.jsonl' },
    }
  }
  const [cluster, keep] = [table.sql('dup_cluster'), table.sql('dup_keep')]
  const [[duplicates, clusters]] = (await table.query(
    `SELECT count(*), count(DISTINCT ${cluster}) FROM ${table.from} WHERE NOT ${keep}`,
  )) as [[string, string]]
  const against = await againstOthers(table)
  if (Number(duplicates) === 0 && against.length === 0) {
    return { missing: { why: 'Duplicates were looked for, and none were found.', command: null } }
  }
  const copies = `SELECT ${cluster} AS cluster, count(*) AS copies, min(r) AS first, ${distances(table)} FROM ${table.from} WHERE NOT ${keep} GROUP BY cluster`
  const pick = async (order: string) =>
    (await table.query(`SELECT CAST(cluster AS VARCHAR) FROM (${copies}) ORDER BY ${order}, first LIMIT ${size}`)).map(
      ([key]) => key as string,
    )
  const largest = await pick('copies DESC')
  // Equal bytes and pixels are alike for sure; what a hash or an embedding found is worth a look.
  const leastAlike = await pick('apart DESC NULLS LAST')
  const members = await membersOf(table, cluster, keep, [...new Set([...largest, ...leastAlike])])
  const isApart = new Set(members.apart)
  return {
    duplicates: Number(duplicates),
    clusters: Number(clusters),
    by: await foundBy(table, keep),
    largest: largest.map((c) => members.of.get(c)!),
    leastAlike: leastAlike.filter((c) => isApart.has(c)).map((c) => members.of.get(c)!),
    against,
  }
}

/** How far the members of a cluster are apart: bits of hashes of 64, and one less the cosine. */
function distances(table: ReportTable): string {
  const terms = [
    ...(table.isNumber('dup_hamming_bits') ? [`max(${table.number('dup_hamming_bits')}) / 64`] : []),
    ...(table.isNumber('dup_cosine') ? [`1 - min(${table.number('dup_cosine')})`] : []),
  ]
  return `${terms.length === 0 ? 'CAST(NULL AS DOUBLE)' : `greatest(${terms.join(', ')})`} AS apart`
}

async function membersOf(table: ReportTable, cluster: string, keep: string, wanted: readonly string[]) {
  const of = new Map<string, DuplicateCluster>()
  const apart: string[] = []
  if (wanted.length === 0) return { of, apart }
  // As texts, since a number may be larger than JavaScript's.
  const keys = wanted.map((key) => `CAST(${sqlString(key)} AS ${table.typeOf('dup_cluster')})`)
  const found = (await table.query(
    `SELECT CAST(cluster AS VARCHAR), size, apart, rows FROM (SELECT ${cluster} AS cluster, count(*) AS size, ${distances(table)}, ` +
      // By the kept ones first, then by row: the key of a dropped row is larger than that of any kept one.
      `min(CASE WHEN ${keep} THEN r ELSE r + ${table.rows} END, ${MAX_CLUSTER_ROWS}) AS rows ` +
      `FROM ${table.from} WHERE ${cluster} IN (${keys.join(', ')}) GROUP BY cluster)`,
  )) as [string, string, number | null, string[]][]
  for (const [key, size, distance, rows] of found) {
    of.set(key, { size: Number(size), rows: rows.map((row) => Number(row) % table.rows) })
    if (distance !== null && distance > 0) apart.push(key)
  }
  return { of, apart }
}

async function foundBy(table: ReportTable, keep: string): Promise<DuplicatesPart['by']> {
  if (!table.isText('dup_by')) return []
  const rows = (await table.query(
    `SELECT ${table.sql('dup_by')} AS found, count(*) AS n FROM ${table.from} WHERE NOT ${keep} GROUP BY found ORDER BY n DESC, found LIMIT 20`,
  )) as [string | null, string][]
  return rows.map(([by, n]) => ({ by: by ?? 'not said', rows: Number(n) }))
}

async function againstOthers(table: ReportTable): Promise<DuplicatesPart['against']> {
  if (!table.isText('dup_against')) return []
  const name = table.isText('dup_against_name') ? table.sql('dup_against_name') : `'another dataset'`
  const rows = (await table.query(
    `SELECT ${name} AS name, count(*) AS n FROM ${table.from} WHERE ${table.sql('dup_against')} IS NOT NULL ` +
      'GROUP BY name ORDER BY n DESC, name LIMIT 30',
  )) as [string | null, string][]
  return rows.map(([found, n]) => ({ name: found ?? 'another dataset', rows: Number(n) }))
}
