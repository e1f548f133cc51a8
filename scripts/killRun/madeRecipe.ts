const MODEL_STAGES = `score: { signals: [clip], embeddings: vectors }
swaps: { words: false, embeddings: vectors }`

/**
 * A run over papers of `makePapers` with small parts, so that there is much to be cut off.
 *
 * @param isWhole every stage there is; without, none that needs a model
 */
export const madeRecipe = (source: string, isWhole = true): string => `name: made
part_rows: 4
ingest: { source: ${JSON.stringify(source)}, from: markdown }
${isWhole ? MODEL_STAGES : 'score: { signals: [image] }'}
dedup: { phash_radius: 2 }
filter:
  rules:
    - { id: duplicate, drop_where: NOT dup_keep, reason: a duplicate }
    - { id: caption, drop_where: length(text) < 10 }
write: { kept: kept.parquet, dropped: dropped.jsonl, shard_rows: 10 }
report: { title: Made figures }
`
