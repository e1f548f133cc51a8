"""Renders a training set: python3 -m recipe.render OUT [--count 32000] [--seed 1] [--processes N] [--size 160]

Figure i is a function of (seed, i) alone. Writes OUT/00000.npy uint8 [512, size, size, 3] and OUT/00000.jsonl; a finished
shard is left as it is, so a stopped run resumes. Images are squashed to the size as the product does (Pillow, bicubic).
"""

import argparse
import json
import os
import sys
import traceback
from multiprocessing import Pool
from pathlib import Path

import numpy as np
from PIL import Image

from recipe.composites import composite
from recipe.figure import chance, load_domains, load_kinds

SHARD = 512
COMPOSITES = 0.2
# Shares of the families; a guess at what papers hold, made without counting any.
SHARES = {'plot': 0.40, 'diagram': 0.19, 'image': 0.14, 'screenshot': 0.09, '3d': 0.08, 'map': 0.06, 'table': 0.04}


class Chooser:
    """Draws domain and kind: domains alike, families by SHARES, kinds by their weight, all bent by the domain's taste."""

    def __init__(self):
        self.kinds = [kind for _, kind in sorted(load_kinds().items())]
        self.domains = [domain for _, domain in sorted(load_domains().items())]
        totals = {}
        for kind in self.kinds:
            totals[kind.family] = totals.get(kind.family, 0) + kind.weight
        self.weights = {}
        for domain in self.domains:
            taste = [domain.kinds.get(k.name, 1) * domain.kinds.get(k.family, 1) for k in self.kinds]
            shares = np.array([SHARES[k.family] * k.weight / totals[k.family] for k in self.kinds]) * taste
            self.weights[domain.name] = np.cumsum(shares / shares.sum())

    def one(self, rng, domain, kind):
        if kind is None:
            kind = self.kinds[min(int(np.searchsorted(self.weights[domain.name], rng.random())), len(self.kinds) - 1)]
        return kind.render(rng, domain)

    def figure(self, rng):
        domain = self.domains[int(rng.integers(len(self.domains)))]
        if chance(rng, COMPOSITES):
            return composite(rng, domain, self.one)
        return self.one(rng, domain, None)


def squash(image, size):
    """[h, w, 3] uint8 to [size, size, 3] as preprocessor_config.json has it: antialiased bicubic, aspect not kept."""
    return np.asarray(Image.fromarray(image).resize((size, size), Image.BICUBIC))


def render(chooser, seed, index, size):
    """Figure `index`; a kind that fails is reported once a try and another is drawn in its place."""
    for attempt in range(8):
        try:
            figure = chooser.figure(np.random.default_rng((seed, index, attempt)))
            row = {key: getattr(figure, key) for key in ('captions', 'negatives', 'kind', 'family', 'domain', 'attributes')}
            return squash(figure.image, size), json.dumps({'index': index, **row}, default=str)
        except Exception:
            print(f'figure {index} try {attempt}:', traceback.format_exc().splitlines()[-1], file=sys.stderr, flush=True)
    raise RuntimeError(f'figure {index} failed eight times')


_chooser = None


def _shard(job):
    global _chooser
    _chooser = _chooser or Chooser()
    out, number, seed, size, count = job
    target = Path(out) / f'{number:05}'
    if target.with_suffix('.npy').exists():
        return number
    rendered = [render(_chooser, seed, number * SHARD + i, size) for i in range(count)]
    target.with_suffix('.jsonl').write_text('\n'.join(text for _, text in rendered) + '\n')
    partial = target.with_suffix(f'.{os.getpid()}.tmp')
    with open(partial, 'wb') as file:
        np.save(file, np.stack([image for image, _ in rendered]))
    os.replace(partial, target.with_suffix('.npy'))
    return number


def main():
    args = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    args.add_argument('out')
    args.add_argument('--count', type=int, default=32000)
    args.add_argument('--seed', type=int, default=1)
    args.add_argument('--processes', type=int, default=os.cpu_count())
    args.add_argument('--size', type=int, default=160)
    args = args.parse_args()
    Path(args.out).mkdir(parents=True, exist_ok=True)
    starts = range(0, args.count, SHARD)
    jobs = [(args.out, n, args.seed, args.size, min(SHARD, args.count - start)) for n, start in enumerate(starts)]
    with Pool(args.processes) as pool:
        for done, _ in enumerate(pool.imap_unordered(_shard, jobs), 1):
            print(f'{done} of {len(jobs)} shards', flush=True)


if __name__ == '__main__':
    main()
