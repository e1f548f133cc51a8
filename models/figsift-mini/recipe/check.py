"""Renders many charts of recipe/plots and says how fast, and what failed: python3 -m recipe.check [--count N] [--sheet PNG] [parts of names]."""

import argparse
import time
import traceback

import numpy as np
from PIL import Image

from recipe.figure import load_domains, load_kinds


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument('parts', nargs='*', help='parts of kind names; all kinds of charts without')
    options.add_argument('--count', type=int, default=1, help='renders of each kind')
    options.add_argument('--seed', type=int, default=0)
    options.add_argument('--sheet', help='contact sheet to write')
    options.add_argument('--text', action='store_true', help='print captions and negatives')
    args = options.parse_args()
    kinds = load_kinds()
    from recipe.plots.registry import CHARTS

    names = [name for name in kinds if name in CHARTS or name.startswith('panels')]
    names = [name for name in names if not args.parts or any(part in name for part in args.parts)]
    domains = list(load_domains().values())
    spent: dict[str, list[float]] = {}
    cells, failed = [], 0
    for index, name in enumerate(names):
        for example in range(args.count):
            rng = np.random.default_rng((args.seed, index, example))
            start = time.process_time()
            try:
                figure = kinds[name].render(rng, domains[int(rng.integers(len(domains)))])
            except Exception:
                failed += 1
                print(f'{name}, seed {args.seed} {index} {example}:', traceback.format_exc(limit=-3))
                continue
            spent.setdefault(name, []).append(time.process_time() - start)
            assert figure.image.dtype == np.uint8 and figure.image.ndim == 3 and len(figure.captions) >= 3
            assert not any(mark in text for text in (*figure.captions, *figure.negatives)
                for mark in ('<c:', '<k:', '{', '(|', '<n:', '<s:', '<t:')), figure.captions
            if args.text:
                print(f'== {name} [{figure.domain}] {figure.image.shape} {figure.attributes}')
                print(*(f'  + {text}' for text in figure.captions), *(f'  - {text}' for text in figure.negatives[:6]),
                    sep='\n')
            if args.sheet:
                thumb = Image.fromarray(figure.image)
                thumb.thumbnail((316, 246), Image.LANCZOS)
                cell = Image.new('RGB', (320, 250), '#c8c8ff')
                cell.paste(thumb, (2, 2))
                cells.append(cell)
    mean = np.mean([t for times in spent.values() for t in times])
    slow = sorted(spent, key=lambda name: -np.mean(spent[name]))[:12]
    print(f'{len(names)} kinds, {sum(map(len, spent.values()))} figures, {failed} failed, {1 / mean:.1f} figures/s/core')
    print('slowest:', ', '.join(f'{name} {np.mean(spent[name]) * 1e3:.0f} ms' for name in slow))
    if cells:
        columns = min(6, len(cells))
        sheet = Image.new('RGB', (320 * columns, 250 * -(-len(cells) // columns)), 'white')
        for i, cell in enumerate(cells):
            sheet.paste(cell, (320 * (i % columns), 250 * (i // columns)))
        sheet.save(args.sheet)


if __name__ == '__main__':
    main()
