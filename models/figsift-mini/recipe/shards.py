"""Rendered shards as arrays for training: images mapped from disk, captions and negatives as word ids."""

import json
from pathlib import Path

import numpy as np

from recipe.tokenizer import encode


class Shards:
    """The finished shards of a folder; `skip` of them are left out, `only` limits them (both by shard number)."""

    def __init__(self, folder, vocab, held_out, train):
        self.folder, self.vocab, self.held_out, self.train = Path(folder), vocab, held_out, train
        self.images, self.where, self.rows, self.seen = [], [], [], set()
        self.refresh()

    def refresh(self):
        """Adds the shards that were finished since; returns the number of figures."""
        for path in sorted(self.folder.glob('*.npy')):
            wanted = (int(path.stem) < self.held_out) != self.train
            if path in self.seen or not wanted:
                continue
            self.seen.add(path)
            images = np.load(path, mmap_mode='r')
            for i, line in enumerate(path.with_suffix('.jsonl').read_text().splitlines()):
                self.where.append((len(self.images), i))
                self.rows.append(self._row(json.loads(line)))
            self.images.append(images)
        return len(self.rows)

    def _row(self, row):
        ids = lambda texts: [np.array([i for i in encode(self.vocab, text) if i], dtype=np.int64) for text in texts]
        captions = [text for text in ids(row['captions']) if len(text)]
        return {
            'captions': captions or [np.zeros(1, dtype=np.int64)],
            'negatives': [text for text in ids(row['negatives']) if len(text)],
            'kind': row['kind'],
            'family': row['family'],
            'domain': row['domain'],
            'texts': row['captions'],
            'attributes': row['attributes'],
        }

    def pixels(self, indices):
        """[n, size, size, 3] uint8."""
        return np.stack([self.images[shard][i] for shard, i in (self.where[index] for index in indices)])
