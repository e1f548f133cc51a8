"""Image signals of small pictures, computed from their definitions with NumPy and Pillow.

Usage: /usr/bin/python3 scripts/golden/image_signals.py > test/golden/imageSignals.json
"""
import base64
import io
import json
import sys

import numpy as np
import PIL
from PIL import Image, ImageDraw

rng = np.random.default_rng(11)


def stretches(mask):
    edges = np.diff(np.concatenate([[0], np.asarray(mask).astype(int), [0]]))
    return list(zip(np.where(edges == 1)[0], np.where(edges == -1)[0]))


def longest(line):
    return max([end - begin for begin, end in stretches(line)], default=0)


def thin_rules(runs, across, along):
    rules = runs >= 0.5 * across
    for begin, end in stretches(rules):
        if end - begin > max(3, along / 64):
            rules[begin:end] = False
    return rules


def table_score(ink):
    """docs/signals.md: lines of text of one height in columns."""
    rows, columns = np.where(ink.any(1))[0], np.where(ink.any(0))[0]
    if len(rows) == 0:
        return 0
    ink = ink[rows[0]:rows[-1] + 1, columns[0]:columns[-1] + 1]
    height, width = ink.shape
    row_run = np.array([longest(row) for row in ink])
    column_run = np.array([longest(column) for column in ink.T])
    flat, upright = thin_rules(row_run, width, height), thin_rules(column_run, height, width)
    lines = stretches(~flat & (ink.sum(1) > upright.sum()))
    if len(lines) < 2:
        return 0
    heights = np.array([end - begin for begin, end in lines])
    middle = np.median(heights)
    crossing = flat.sum() + min(heights.max(), 4 * middle)
    blocks = stretches(~upright & (ink.sum(0) > crossing))
    if not any(after[0] - before[1] >= 0.5 * middle for before, after in zip(blocks, blocks[1:])):
        return 0
    even = heights[heights <= 3 * middle].sum() / heights.sum()
    runs = np.concatenate([row_run[begin:end] for begin, end in lines])
    return (1 - heights.max() / height) * even * (runs <= 3 * middle).mean()


def signals(image):
    over = Image.new('RGBA', image.size, 'white')
    over.alpha_composite(image.convert('RGBA'))
    rgb = np.asarray(over.convert('RGB')).astype(int)
    grey = over.convert('RGB').convert('L')
    values = np.asarray(grey)
    counts = np.bincount(values.ravel(), minlength=256)
    runs = np.convolve(counts, np.ones(8, int), 'valid')
    # Of equally full runs the lightest is the background.
    background = np.where(runs == runs.max())[0][-1]
    cells = (rgb[..., 0] >> 3) << 10 | (rgb[..., 1] >> 3) << 5 | rgb[..., 2] >> 3
    ink = (values < background - 48) | (values > background + 7 + 48)
    return {
        'imageWidth': image.width,
        'imageHeight': image.height,
        'imageAspect': image.width / image.height,
        'imageBlankShare': float(runs.max() / counts.sum()),
        'imageEntropy': abs(float(grey.entropy())),
        'imageColors': len(np.unique(cells)),
        'imageTableScore': float(table_score(ink)),
    }


def words(draw, x, y, length):
    """Boxes for letters: what a projection sees of a word."""
    for _ in range(length):
        draw.rectangle([x, y + int(rng.integers(0, 3)), x + 3, y + 8], fill=0)
        x += 6


def table(rules):
    image = Image.new('L', (200, 120), 255)
    draw = ImageDraw.Draw(image)
    for row in range(6):
        for column in range(3):
            words(draw, 8 + 66 * column, 8 + 18 * row, int(rng.integers(2, 7)))
    for y in {'three': (3, 21, 116), 'grid': range(3, 121, 18), 'none': ()}[rules]:
        draw.line([2, y, 197, y], fill=0)
    if rules == 'grid':
        for x in (2, 70, 136, 197):
            draw.line([x, 3, x, 111], fill=0)
    return image


def plot():
    image = Image.new('RGB', (200, 140), 'white')
    draw = ImageDraw.Draw(image)
    draw.rectangle([30, 10, 190, 110], outline='black')
    curve = [(30 + x, 60 + int(40 * np.sin(x / 20))) for x in range(160)]
    draw.line(curve, fill=(31, 119, 180), width=2)
    for x in range(40, 190, 40):
        words(draw, x, 118, 2)
    return image


def noise(shape, mode):
    return Image.fromarray(rng.integers(0, 256, shape).astype('u1'), mode)


PICTURES = {
    'one white pixel': Image.new('L', (1, 1), 255),
    'one shade of blue': Image.new('RGB', (40, 30), (20, 60, 200)),
    'halves': Image.fromarray(np.repeat([[0] * 10 + [255] * 10], 20, 0).astype('u1'), 'L'),
    'all greys': Image.fromarray(np.arange(256).astype('u1').reshape(16, 16), 'L'),
    'noise': noise((31, 37, 3), 'RGB'),
    'noise with alpha': noise((23, 41, 4), 'RGBA'),
    'grey with alpha': noise((19, 17, 2), 'LA'),
    'palette': noise((32, 32, 3), 'RGB').quantize(16),
    'black and white': noise((33, 65), 'L').convert('1'),
    'table with three rules': table('three'),
    'table with a grid': table('grid'),
    'table without rules': table('none'),
    'plot': plot(),
}

cases = []
for name, image in PICTURES.items():
    file = io.BytesIO()
    image.save(file, 'png')
    cases.append({
        'name': name,
        'png': base64.b64encode(file.getvalue()).decode(),
        'expected': {**signals(image), 'imageMode': image.mode, 'imageBytes': file.getbuffer().nbytes},
    })
json.dump({'versions': {'numpy': np.__version__, 'pillow': PIL.__version__}, 'cases': cases}, sys.stdout, indent=1)
print()
