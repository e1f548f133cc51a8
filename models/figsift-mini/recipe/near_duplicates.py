"""What cosine tells a near-duplicate: python3 -m recipe.near_duplicates MODEL FIGURES_FOLDER OUT.json (FIGURES: versions.jsonl, dev.jsonl)

Image cosines through figsift of development figures with edited copies of themselves (rescaled, JPEG, grey, 5 % crop,
palette), with earlier versions of the same file, and with every figure of another content. The threshold for dedup is a
cosine that no two different figures of different papers reach; what it finds of the copies is the evidence.
"""

import io
import json
import sys
import tempfile
from pathlib import Path

import numpy as np
from PIL import Image

from recipe import real
from recipe.evaluate import product


def copies(path):
    """name -> edited copy of an image."""
    image = Image.fromarray(real.pixels(path, None))
    w, h = image.size
    half = image.resize((max(1, w // 2), max(1, h // 2)), Image.BICUBIC)
    file = io.BytesIO()
    image.save(file, 'JPEG', quality=60)
    return {
        'half size': half,
        'JPEG 60': Image.open(file),
        'grey': image.convert('L').convert('RGB'),
        '5 % cropped': image.crop((w // 40, h // 40, w - w // 40, h - h // 40)),
        '64 colours': image.quantize(64).convert('RGB'),
    }


def main():
    model, folder, out = sys.argv[1], Path(sys.argv[2]), sys.argv[3]
    found = real.records(folder / 'dev.jsonl')
    versions = [json.loads(line) for line in (folder / 'versions.jsonl').read_text().splitlines()]
    versions = [v for v in versions if v['split'] == 'dev' and real.opens(str(folder / v['image']))]
    with tempfile.TemporaryDirectory() as scratch:
        paths, names = [], []
        for i, record in enumerate(found[::3]):
            for name, image in copies(record['image']).items():
                paths.append(f'{scratch}/{len(paths)}.png')
                image.save(paths[-1])
                names.append((name, record['image']))
        paths += [str(folder / v['image']) for v in versions]
        names += [('earlier version', str(folder / v['image_of'])) for v in versions]
        vectors = product(model, 'images', [record['image'] for record in found] + paths)
    own = {record['image']: vector for record, vector in zip(found, vectors)}
    pairs = {}
    for (name, original), vector in zip(names, vectors[len(found) :]):
        if original in own:
            pairs.setdefault(name, []).append(float(own[original] @ vector))
    base = vectors[: len(found)]
    families = np.array([record['family'] for record in found])
    bytes_of = np.array([record['sha256'] for record in found])
    cosines = base @ base.T
    upper = np.triu(np.ones_like(cosines, dtype=bool), 1) & (bytes_of[:, None] != bytes_of[None])
    other = cosines[upper & (families[:, None] != families[None])]
    within = cosines[upper & (families[:, None] == families[None])]
    report = {'pairs of different papers': len(other), 'highest': np.sort(other)[-5:].tolist(), 'pairs of one paper': len(within)}
    for threshold in (0.9, 0.95, 0.97, 0.98, 0.99, 0.995):
        report[str(threshold)] = {
            'different papers': int((other >= threshold).sum()),
            'one paper': int((within >= threshold).sum()),
            **{name: f'{sum(c >= threshold for c in values)} of {len(values)}' for name, values in pairs.items()},
        }
    Path(out).write_text(json.dumps(report, indent=2) + '\n')
    print(json.dumps(report, indent=1))


if __name__ == '__main__':
    main()
