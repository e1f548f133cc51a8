import type { AnnotateJob } from './annotateJob.js'
import { writeBytes } from './byteSink.js'
import type { Compression } from './fileKind.js'

/** Hands out the bytes of one file after the other, all in one pass over the input. */
export interface ShardWriter {
  /** A whole file of the next `rows` kept rows, or of all that are left. */
  pieces(rows: number): AsyncIterable<Buffer>
  /** Rows in the file whose pieces came last. */
  readonly rowsWritten: number
}

export async function writeShards(
  writer: ShardWriter,
  compression: Compression,
  { shards, signal, writeShard }: AnnotateJob,
): Promise<void> {
  for (const shard of shards) {
    const isLast = shard === shards.at(-1)
    await writeShard(shard, async (temporary) => {
      await writeBytes(temporary, compression, writer.pieces(isLast ? Infinity : shard.rows), signal)
      return writer.rowsWritten
    })
  }
}
