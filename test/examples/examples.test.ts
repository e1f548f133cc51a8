import { execFile } from 'node:child_process'
import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { expect, test } from 'vitest'

const folder = fileURLToPath(new URL('../../examples/', import.meta.url))
const run = promisify(execFile)

/** What a reader of the example is promised to see. */
const PROMISES: Record<string, RegExp[]> = {
  '1-score-pairs.mjs': [
    /0: [1-9]\S* \(.*capacity.*voltage|voltage.*capacity/s,
    /1: 0\.\d+ /,
    /2: FILE_NOT_FOUND: .*no-such-file/,
  ],
  '2-stream-rows.mjs': [/wide-heads-f1: phash [0-9a-f]{16}/, /\d+ figures are wider/],
  '3-dedup-embeddings.mjs': [/900 rows stay, 100 go/, /row 9 is in cluster 8 and/],
  '4-join-and-nearest.mjs': [
    /train 17 = test 12 \(cosine 0\.9/,
    /train 4242 = test 11 \(cosine 1\.0000\)/,
    /nearest to test 11: 4242 \(1\.00\)/,
  ],
  '5-filter-with-rules.mjs': [
    /kept: a, d/,
    /dropped b by small/,
    /dropped c by thin/,
    /wordless: 0 of 2 dropped, 1 without a value/,
  ],
  '7-score-with-a-model.mjs': [
    /sodium-cell-f1.png: cosine -?0\.\d{3}, above \d+ % of its bank \(saw (\d+) of \1 tokens\)/,
    /0 = 3 \(cosine 1\.0000\)/,
  ],
  '8-ingest-jats.mjs': [
    /1 paper, 3 figures: 3 with caption/,
    /row 2 \(10\.99999\/sodium\.1\/3\): Expected the image "images\/lost\.png"/,
    /kept 2 of 3/,
    /sodium\.1\/1: Figure 1, score [1-9].*CC-BY-4\.0, cited 1 times/,
  ],
  '9-ingest-latex.mjs': [/1 paper, 2 figures/, /kept 2 of 2/, /sodium-cell\/2: Figure 2.*\n.*patterns of \(a\) the/],
  '10-ingest-markdown.mjs': [/1 paper, 2 figures/, /Figure 1.*cited 1 times\n {2}Intensity of the night-time/],
  '11-ingest-rst.mjs': [/1 paper, 2 figures/, /Figure 1.*cited 1 times\n {2}Intensity of the night-time/],
  '12-ingest-mineru.mjs': [/1 paper, 2 figures/, /city-heat\/1: Figure 1.*\n.*in July and August, from compact blocks/],
  '13-ingest-docling.mjs': [/1 paper, 1 figure/, /city-heat\/1: Figure 1.*cited 1 times/],
  '14-ingest-s1-mmalign.mjs': [
    /2 papers, 2 figures: .* 2 with image/,
    /sodium\.1\/sodium-cell-f1: Figure 1, score \d/,
    /kept 2 of 2/,
  ],
  '15-ingest-mmsci.mjs': [
    /1 with citing text .* 1 with panels/,
    /sodium-cell-f1: Figure 1, .* cited 1 times\n {2}Discharge/,
  ],
  '16-ingest-llava.mjs': [/1 with image/, /sodium-cell-f1: no label, score \d/],
  '17-ingest-sciir.mjs': [/1 with image/, /sodium-cell-f1: no label, score \d.*\n {2}Plot of cell voltage/],
  '18-report.mjs': [/\d+ of 79 rows stay; [1-9]\d* shown, [1-9]\d* with a picture/, /report\.html has 0\.\d MB/],
  '6-resample.mjs': [/-> 224 x 224: 150528 bytes/],
}

test.each(readdirSync(folder).filter((name) => name.endsWith('.mjs')))('%s', async (name) => {
  const { stdout } = await run(process.execPath, [folder + name], { timeout: 60_000 })
  for (const promise of PROMISES[name] ?? [/^never: an example needs a promise$/]) expect(stdout).toMatch(promise)
})

const PAPERS = join(folder, '../../shared/data/figures')

test.skipIf(!existsSync(PAPERS))('joss.yaml, of its first rows (needs ../shared/data)', async () => {
  const home = mkdtempSync(join(tmpdir(), 'figsift-examples-'))
  try {
    const out = join(home, 'joss.run')
    const args = [join(folder, '../bin/figsift.cjs'), 'run', join(folder, 'joss.yaml'), '--out', out, '--limit', '6']
    // Some rows have no image in the source: exit code 3.
    const { stderr } = await run(process.execPath, args, { timeout: 120_000 }).catch((error) => error)
    expect(stderr).toMatch(
      /ingest: done, 6 rows.*score: done, 6 rows.*swaps: done.*dedup: done.*filter: done.*write: done.*report: done/s,
    )
    expect(stderr).toMatch(/kept \d of 6/)
    expect(stderr).toMatch(/Wrote \d rows? to .*kept\.parquet.*open .*report\.html/)
    expect(readdirSync(out)).toEqual(
      expect.arrayContaining(['run.json', 'kept.parquet', 'dropped.parquet', 'report.html']),
    )
  } finally {
    rmSync(home, { recursive: true, force: true })
  }
})
