"""Draws the bundled sample: `/usr/bin/python3 scripts/sample [--out assets/sample] [--only ID…] [--sheet FILE]`.

Needs matplotlib 3.6, numpy and Pillow (Debian 12: python3-matplotlib, python3-numpy, python3-pil). The same versions
give the same bytes; other versions give the same figures with other pixels. Nothing of this runs at install or at run time.
"""

import argparse
import json
from pathlib import Path

import bars, circuits, distributions, fields, genomics, heatmaps, lines, maps, medicine, micrographs  # noqa: E401, F401
import panels, phases, polar, scatter, schematics, spectra, surfaces, tables, timeseries, trees  # noqa: E401, F401
from figure import FIGURES, render
from papers import PAPERS
from sheet import contact_sheet

LICENSE = 'Apache-2.0'
SOURCE = 'drawn by figsift (scripts/sample); the paper, its data and its authors are invented'


def record(item) -> dict:
    paper = PAPERS[item.paper_id]
    return {
        'id': item.id, 'image': f'images/{item.id}.png', 'caption': item.caption, 'context': [item.context],
        'paper_id': item.paper_id, 'title': paper.title, 'subject': paper.subject, 'kind': item.kind,
        'license': LICENSE, 'source': SOURCE,
    }


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument('--out', type=Path, default=Path(__file__).parents[2] / 'assets' / 'sample')
    options.add_argument('--only', nargs='*', help='draw these ids only; metadata.jsonl stays as it is')
    options.add_argument('--sheet', type=Path, help='also write a contact sheet of what was drawn, to look at')
    args = options.parse_args()

    figures = sorted(FIGURES, key=lambda item: item.id)
    assert len({item.id for item in figures}) == len(figures), 'two figures share an id'
    chosen = [item for item in figures if not args.only or item.id in args.only]
    images = args.out / 'images'
    images.mkdir(parents=True, exist_ok=True)
    drawn = []
    for item in chosen:
        picture = render(item)
        picture.save(images / f'{item.id}.png', optimize=True)
        drawn.append((item.id, picture))
    if not args.only:
        for stale in set(images.glob('*.png')) - {images / f'{item.id}.png' for item in figures}:
            stale.unlink()
        lines = (json.dumps(record(item), ensure_ascii=False) + '\n' for item in figures)
        (args.out / 'metadata.jsonl').write_text(''.join(lines), encoding='utf-8')
    if args.sheet:
        contact_sheet(drawn).save(args.sheet)
    size = sum(path.stat().st_size for path in args.out.rglob('*') if path.is_file())
    print(f'{len(chosen)} figures drawn, {args.out} holds {size / 1e6:.2f} MB')


main()
