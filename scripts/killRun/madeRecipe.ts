/** Every stage of a run over papers of `makePapers`, with small parts, so that there is much to be cut off. */
export const madeRecipe = (source: string): string => `name: made
part_rows: 4
ingest: { source: ${JSON.stringify(source)}, from: markdown }
score: { signals: [clip], embeddings: vectors }
swaps: { words: false, embeddings: vectors }
dedup: { phash_radius: 2 }
filter:
  rules:
    - { id: duplicate, drop_where: NOT dup_keep, reason: a duplicate }
    - { id: caption, drop_where: length(text) < 10 }
write: { kept: kept.parquet, dropped: dropped.jsonl, shard_rows: 10 }
report: { title: Made figures }
`
