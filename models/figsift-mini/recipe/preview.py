"""Renders examples of kinds and prints their captions: python3 -m recipe.preview OUT.png [--count N] [kind name parts...]

Run from models/figsift-mini.
"""

import argparse
import time

import numpy as np
from PIL import Image

from recipe.figure import load_domains, load_kinds


def main():
    args = argparse.ArgumentParser(description=__doc__)
    args.add_argument('out')
    args.add_argument('parts', nargs='*', help='parts of kind names; all kinds without')
    args.add_argument('--count', type=int, default=1, help='examples of each kind')
    args.add_argument('--seed', type=int, default=0)
    args = args.parse_args()
    domains = list(load_domains().values())
    kinds = [k for name, k in sorted(load_kinds().items()) if not args.parts or any(p in name for p in args.parts)]
    cells = []
    for number, kind in enumerate(kinds):
        for example in range(args.count):
            rng = np.random.default_rng((args.seed, number, example))
            start = time.perf_counter()
            figure = kind.render(rng, domains[int(rng.integers(len(domains)))])
            seconds = time.perf_counter() - start
            print(f'{len(cells)} {kind.name} [{kind.family}] {figure.image.shape} {seconds * 1e3:.0f} ms {figure.attributes}')
            for text in figure.captions:
                print('   +', text)
            for text in figure.negatives[:4]:
                print('   -', text)
            thumb = Image.fromarray(figure.image)
            thumb.thumbnail((236, 196))
            cell = Image.new('RGB', (240, 200), '#c8c8ff')
            cell.paste(thumb, (2, 2))
            cells.append(cell)
    columns = min(6, len(cells))
    sheet = Image.new('RGB', (240 * columns, 200 * -(-len(cells) // columns)), 'white')
    for i, cell in enumerate(cells):
        sheet.paste(cell, (240 * (i % columns), 200 * (i // columns)))
    sheet.save(args.out)


if __name__ == '__main__':
    main()
