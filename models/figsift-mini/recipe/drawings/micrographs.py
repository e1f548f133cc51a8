"""Images of cells in fluorescence, and what all microscope images share."""

import numpy as np
from PIL import Image, ImageDraw
from scipy import ndimage
from scipy.spatial import cKDTree

from ..figure import choice, kind
from . import mini
from .stage import show
from .story import Story, fitting, number

LIFE = ('bio', 'medic', 'neuro', 'geno', 'cell', 'imag')


MATTER = ('mater', 'chem', 'physic', 'engineer', 'geo')


BARS = ('1 µm', '5 µm', '10 µm', '20 µm', '50 µm', '100 µm', '200 nm', '500 nm', '50 nm', '10 nm', '2 mm')


def scale_bar(rng, text, ink=(255, 255, 255)):
    """An overlay that draws a scale bar into the lower right (or left) corner of each picture."""
    right, share = rng.random() < .8, rng.uniform(.12, .28)

    def overlay(pen, index, x, y, w, h):
        length = w * share
        start = x + w * .96 - length if right else x + w * .04
        pen.rect(start, y + h * .93, length, max(2, h * .012), ink)
        if text:
            pen.text(start + length / 2, y + h * .93 - 9, text, 11, ink)

    return overlay, 'right' if right else 'left'


def voronoi(rng, height, width, count):
    """(seed of each pixel, distance to it, distance to the border between two)."""
    y, x = np.mgrid[:height, :width]
    distance, which = cKDTree(rng.uniform((0, 0), (width, height), (count, 2))).query(np.c_[x.ravel(), y.ravel()], 2)
    return which[:, 0].reshape(height, width), distance[:, 0].reshape(height, width), (distance[:, 1] - distance[:, 0]).reshape(height, width)


def stamps(rng, height, width, spots, radius, squeeze=.0, blur=1.0):
    """Soft ellipses at `spots` [n, 2], highest value wins: nuclei and the like."""
    image = np.zeros((height, width))
    for x, y in spots:
        r = radius * rng.uniform(.75, 1.3)
        angle, ratio = rng.uniform(0, np.pi), 1 - squeeze * rng.random()
        reach = int(r * 1.6) + 2
        x0, x1, y0, y1 = max(0, int(x) - reach), min(width, int(x) + reach), max(0, int(y) - reach), min(height, int(y) + reach)
        if x0 >= x1 or y0 >= y1:
            continue
        yy, xx = np.mgrid[y0:y1, x0:x1]
        u, v = (xx - x) * np.cos(angle) + (yy - y) * np.sin(angle), (-(xx - x) * np.sin(angle) + (yy - y) * np.cos(angle)) / ratio
        d = np.hypot(u, v) / r
        image[y0:y1, x0:x1] = np.maximum(image[y0:y1, x0:x1], rng.uniform(.55, 1) * np.clip((1.15 - d) / .3 * blur, 0, 1))
    return image


CHANNELS = {'green': (40, 255, 60), 'red': (255, 45, 45), 'blue': (60, 90, 255), 'pink': (255, 60, 220), 'cyan': (40, 235, 255), 'yellow': (255, 235, 50), 'grey': (235, 235, 235), 'orange': (255, 150, 30)}


@kind('fluorescence micrograph', 'image', ('fluorescence microscopy image', 'fluorescence micrograph', 'confocal image', 'immunofluorescence image', 'confocal micrograph', 'microscopy image', 'fluorescent image of cells', 'stained cells', 'light microscopy image'), weight=1.6)
def fluorescence(rng, domain):
    domain = fitting(rng, domain, *LIFE)
    size = int(choice(rng, (170, 200, 230)))
    height = size if rng.random() < .6 else int(size * .72)
    count = int(choice(rng, (1, 1, 2, 3, 4)))
    what = str(choice(rng, ('nuclei', 'nuclei and membranes', 'nuclei and filaments', 'neurons', 'bacteria', 'puncta', 'tissue')))
    names = [str(n) for n in rng.permutation(list(CHANNELS))[:2]]
    if rng.random() < .5:
        names = ['blue', str(choice(rng, ('green', 'red')))]
    pictures, cells, separate = [], int(rng.integers(6, 45)), rng.random() < .5
    for frame in range(count):
        base, second = np.zeros((height, size)), np.zeros((height, size))
        radius = size / np.sqrt(cells) * .26
        spots = rng.uniform((0, 0), (size, height), (cells, 2))
        if what.startswith('nuclei'):
            base = stamps(rng, height, size, spots, radius, .45)
            base *= .7 + .5 * mini.smooth_noise(rng, height, size, 30, 1)
        if what == 'nuclei and membranes':
            _, _, border = voronoi(rng, height, size, cells)
            second = np.exp(-(border / 2.6) ** 2)
        elif what == 'nuclei and filaments' or what == 'neurons':
            lines = _filaments(rng, height, size, int(rng.integers(20, 60)) if what != 'neurons' else int(rng.integers(8, 20)))
            second = np.clip(ndimage.gaussian_filter(lines, .8) * 2.2, 0, 1)
            if what == 'neurons':
                base = stamps(rng, height, size, spots[: max(3, cells // 5)], radius, .3)
                second = np.maximum(second, ndimage.gaussian_filter(base, 2) * .8)
        elif what == 'bacteria':
            base = stamps(rng, height, size, rng.uniform((0, 0), (size, height), (cells * 3, 2)), 7, .8)
        elif what == 'puncta':
            second = ndimage.gaussian_filter((rng.random((height, size)) > .996) * 8.0, 1.1).clip(0, 1)
            base = ndimage.gaussian_filter(stamps(rng, height, size, spots[:8], radius * 2, .3), 4) * .35
        elif what == 'tissue':
            base = np.clip(mini.smooth_noise(rng, height, size, 14, 3) * 1.8 - .7, 0, 1)
            second = np.clip(mini.smooth_noise(rng, height, size, 9, 3) * 1.8 - .8, 0, 1)
        noise = rng.normal(0, .03, (height, size))
        base, second = np.clip(ndimage.gaussian_filter(base, .8) + noise, 0, 1), np.clip(second + noise, 0, 1)
        a, b = np.array(CHANNELS[names[0]]), np.array(CHANNELS[names[1]])
        if separate and count > 1 and frame < 2:
            mixed = (base[..., None] * a) if frame == 0 else (second[..., None] * b)
        else:
            mixed = base[..., None] * a + second[..., None] * b
        pictures.append(np.clip(mixed + 6, 0, 255).astype(np.uint8))
    two = second.any() and base.any()
    bar = str(choice(rng, BARS[:6]))
    overlay, side = scale_bar(rng, bar if rng.random() < .6 else '')
    outlined = what.startswith('nuclei') and rng.random() < .15

    def draw(pen, index, x, y, w, h):
        overlay(pen, index, x, y, w, h)
        if outlined:
            for px, py in spots[:30]:
                pen.disc(x + w * px / size, y + h * py / height, radius * w / size * 1.1, None, (255, 220, 0), 1)

    titles = ([*names, 'merged', 'zoom'] if two and separate and count > 2 else None)
    image, facts = show(rng, pictures, None, '', titles[:count] if titles and rng.random() < .5 else None, axes=False, overlay=draw)
    story = Story(rng, domain, 'fluorescence micrograph', ('{what}', 'cells stained for {what}', '(HeLa|cultured|epithelial|living|fixed|stem) cells', 'a (tissue section|cell culture|embryo|brain slice)')).set(what=what, a=names[0], b=names[1], bar=bar, side=side, n=number(count))
    story.lead('(Fluorescence|Confocal|Immunofluorescence|Widefield|Two-photon) (image|images|micrograph) of {subject}.', '(Segmentation|Detection|Tracking) of {what} in a {noun}.', '{what} (imaged|stained|labelled) in {a}.')
    story.note('Scale bar, {bar}.', 'Scale bar in the (bottom|lower) {side}.', *(('(Nuclei|DNA|DAPI) (are|is) (shown in|in) {a} and (membranes|actin|tubulin|the marker|filaments) in {b}.',) if two else ('(Signal|Cells|The stain) (is|are) shown in {a}.' if base.any() else '(Signal|Cells|The stain) (is|are) shown in {b}.',)), 'The background is black.')
    if count > 1:
        story.note('{n} (panels|images|fields of view) are shown.')
    if titles:
        story.note('The (single channels|channels) are on the left and the merged image on the right.')
    if outlined:
        story.note('(Detected|Segmented) nuclei are outlined in yellow.')
    used = names if two else [names[0] if base.any() else names[1]]
    return story.finish(image, colours=used, panels=count, sides=True)


def _filaments(rng, height, width, count):
    canvas = Image.new('L', (width, height))
    draw = ImageDraw.Draw(canvas)
    for _ in range(count):
        x, y, a = rng.uniform(0, width), rng.uniform(0, height), rng.uniform(0, 6.28)
        points = []
        for _ in range(int(rng.integers(12, 40))):
            points.append((x, y))
            a += rng.normal(0, .22)
            x, y = x + 5 * np.cos(a), y + 5 * np.sin(a)
        draw.line(points, fill=int(rng.uniform(90, 230)), width=1)
    return np.asarray(canvas, float) / 255
