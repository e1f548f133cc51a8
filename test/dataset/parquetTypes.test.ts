import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { annotate } from '../../src/dataset/annotate.js'
import { openDataset } from '../../src/dataset/openDataset.js'
import { query, sqlFile, testFolder } from './support.js'

// Written by pyarrow: scripts/golden/parquet_types.py
const GOLDEN = join(import.meta.dirname, '../golden/dataset')
const folder = testFolder()

async function copy(name: string, out: string): Promise<string> {
  const dataset = await openDataset(join(GOLDEN, name))
  await annotate(dataset, { sidecars: [], columns: [], out: folder.path(out) }).finally(() => dataset.dispose())
  return folder.path(out)
}

describe("Arrow's Parquet types", () => {
  it('come back with the same values, and metadata', async () => {
    const [input, output] = [
      join(GOLDEN, 'arrow-types.parquet'),
      await copy('arrow-types.parquet', 'types.parquet'),
    ].map(sqlFile)
    expect(await query(`FROM ${input}`)).toEqual(await query(`FROM ${output}`))
    expect(await query(`DESCRIBE FROM ${input}`)).toEqual(await query(`DESCRIBE FROM ${output}`))
    expect(await query(`SELECT decode(key) AS key FROM parquet_kv_metadata(${output})`)).toEqual([
      { key: 'huggingface' },
    ])
    expect(
      await query(`SELECT epoch_ns(timestamp_ns) AS ns, uint64, hex(fixed) AS fixed FROM ${output} WHERE id IS NULL`),
    ).toEqual([{ ns: '1582979415123456789', uint64: '0', fixed: '616263' }])
  })

  it('change these types, and no others, to ones that hold the same values', async () => {
    const [input, output] = [
      join(GOLDEN, 'arrow-types.parquet'),
      await copy('arrow-types.parquet', 'kinds.parquet'),
    ].map(sqlFile)
    // DuckDB leaves out logical types that the converted type says already; width and unit are what counts.
    const kinds = (
      file: string,
    ) => `SELECT name, concat_ws(' ', type, regexp_extract(logical_type, '(MilliS|MicroS|NanoS)')) AS kind
      FROM parquet_schema(${file}) WHERE num_children IS NULL AND name <> 'element'`
    const changed =
      await query(`SELECT a.name, a.kind AS was, b.kind AS now FROM (${kinds(input!)}) a JOIN (${kinds(output!)}) b USING (name)
      WHERE trim(a.kind) <> trim(b.kind) ORDER BY name`)
    expect(changed.map((row) => `${row.name}: ${row.was} -> ${row.now}`.replace(/ +(->|$)/g, ' $1').trim())).toEqual([
      'decimal_small: FIXED_LEN_BYTE_ARRAY -> INT32',
      'fixed: FIXED_LEN_BYTE_ARRAY -> BYTE_ARRAY',
      'half: FIXED_LEN_BYTE_ARRAY -> FLOAT',
      'time_ms: INT32 MilliS -> INT64 MicroS',
      'timestamp_ms: INT64 MilliS -> INT64 MicroS',
      'timestamp_ms_utc: INT64 MilliS -> INT64 MicroS',
    ])
  })

  it.each(['time', 'zone', 'nested', 'int96'])('that DuckDB would cut are refused: %s', async (kind) => {
    const error = await copy(`nanos-${kind}.parquet`, 'nanos.parquet').catch((e) => e)
    expect(error).toMatchObject({ code: 'BAD_FORMAT', message: expect.stringMatching(/"at".*microseconds/) })
  })
})
