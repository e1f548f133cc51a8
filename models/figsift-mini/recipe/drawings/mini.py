"""Small plots and pictures that stand inside windows, notebooks and posters."""

import numpy as np
from matplotlib import colormaps
from scipy import fft

from ..figure import choice
from . import colours

MAPS = ('viridis', 'plasma', 'inferno', 'magma', 'jet', 'coolwarm', 'RdBu', 'Blues', 'gray', 'hot', 'turbo', 'cividis', 'Spectral', 'terrain', 'rainbow')
_TABLES: dict[str, np.ndarray] = {}


def paint(values: np.ndarray, name: str) -> np.ndarray:
    """Values in 0..1 to RGB by one of matplotlib's maps."""
    if name not in _TABLES:
        _TABLES[name] = (colormaps[name](np.linspace(0, 1, 256))[:, :3] * 255).astype(np.uint8)
    return _TABLES[name][np.clip(values * 255, 0, 255).astype(np.uint8)]


def smooth_noise(rng, height: int, width: int, cells: float, octaves: int = 1) -> np.ndarray:
    """Noise in 0..1 with about `cells` bumps along its longer side, finer octaves at half strength each."""
    # Sides that are multiples of 16 have fast transforms; single precision is enough for looks.
    tall, wide = -(-height // 16) * 16, -(-width // 16) * 16
    total = np.zeros((tall, wide), np.float32)
    fy, fx = np.fft.fftfreq(tall)[:, None] * tall, np.fft.rfftfreq(wide)[None] * wide
    square = (fy**2 + fx**2).astype(np.float32)
    for octave in range(octaves):
        spectrum = fft.rfft2(rng.standard_normal((tall, wide), np.float32)) * np.exp(-square / np.float32(cells * 2**octave * .7) ** 2)
        layer = fft.irfft2(spectrum, (tall, wide))
        total += layer / (layer.std() + 1e-9) / 2**octave
    total = total[:height, :width]
    total -= total.min()
    return total / (total.max() + 1e-9)


PLOTS = ('lines', 'bars', 'scatter', 'heatmap', 'histogram', 'pie', 'area', 'spectrum', 'image', 'map')


def plot(pen, rng, x, y, w, h, what: str | None = None, dark=False) -> str:
    """A small chart of a random sort in the box (x, y, w, h); returns its sort."""
    what = what or str(choice(rng, PLOTS))
    back, ink = ((30, 32, 40), (190, 190, 195)) if dark else ((255, 255, 255), (70, 70, 75))
    pen.rect(x, y, w, h, back, (170, 170, 175), .7)
    px, py, pw, ph = x + .12 * w, y + .1 * h, w * .82, h * .74
    palette = [colour for _, colour in colours.pick(rng, 5)]
    if what in ('heatmap', 'image', 'map'):
        name = str(choice(rng, MAPS)) if what == 'heatmap' else 'gray' if what == 'image' else 'terrain'
        size = int(choice(rng, (8, 12, 24))) if what == 'heatmap' else 48
        values = rng.random((size, size)) if size < 20 else smooth_noise(rng, size, size, 4, 3)
        if what == 'heatmap':
            pen.paste(paint(values, name), px, py, pw * .88, ph, smooth=size > 20)
            pen.paste(paint(np.linspace(1, 0, 32)[:, None].repeat(4, 1), name), px + pw * .93, py, pw * .06, ph)
        else:
            pen.paste(paint(values, name), x + 3, y + 3, w - 6, h - 6)
        return what
    if what == 'pie':
        shares, angle = rng.dirichlet(np.ones(5) * 2), 0.0
        radius = min(pw, ph) / 2
        for colour, share in zip(palette, shares):
            arc = np.radians(np.linspace(angle, angle + 360 * share, max(3, int(share * 40))))
            pen.polygon([(x + w / 2, y + h / 2), *[(x + w / 2 + radius * np.cos(t), y + h / 2 + radius * np.sin(t)) for t in arc]], colour)
            angle += 360 * share
        return what
    pen.line([(px, py), (px, py + ph), (px + pw, py + ph)], ink, 1, sketch=False)
    t = np.linspace(0, 1, 40)
    if what in ('bars', 'histogram'):
        count = int(rng.integers(4, 9)) if what == 'bars' else 16
        heights = rng.uniform(.2, 1, count) if what == 'bars' else np.exp(-((np.arange(count) - rng.uniform(5, 10)) / 3.5) ** 2) * rng.uniform(.8, 1, count)
        for index, value in enumerate(heights):
            pen.rect(px + pw * index / count + 1, py + ph * (1 - value), pw / count * (.72 if what == 'bars' else .98), ph * value, palette[0])
    elif what == 'scatter':
        for colour in palette[: int(rng.integers(1, 4))]:
            cx, cy = rng.uniform(.25, .75, 2)
            for a, b in rng.normal((cx, cy), .11, (22, 2)):
                if 0 < a < 1 and 0 < b < 1:
                    pen.disc(px + pw * a, py + ph * b, 1.6, colour)
    else:
        for index in range(1 if what in ('area', 'spectrum') else int(rng.integers(1, 4))):
            if what == 'spectrum':
                values = .08 + sum(rng.uniform(.2, .8) * np.exp(-((t - rng.uniform(.05, .95)) / .02) ** 2) for _ in range(6)) + .02 * rng.random(40)
            else:
                values = np.cumsum(rng.normal(0, 1, 40))
            values = (values - values.min()) / (np.ptp(values) + 1e-9) * .9
            points = [(px + pw * a, py + ph * (1 - b)) for a, b in zip(t, values)]
            if what == 'area':
                pen.polygon([(px, py + ph), *points, (px + pw, py + ph)], colours.tint(palette[index], .5))
            pen.line(points, palette[index], 1.3, sketch=False)
    return what


PLOT_WORDS = {'lines': 'line plot', 'bars': 'bar chart', 'scatter': 'scatter plot', 'heatmap': 'heat map', 'histogram': 'histogram', 'pie': 'pie chart', 'area': 'time series', 'spectrum': 'spectrum', 'image': 'image', 'map': 'map'}
