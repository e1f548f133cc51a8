"""What every figure of the sample shares: its record, its look, and how it becomes a small PNG."""

import zlib
from dataclasses import dataclass
from typing import Callable

import matplotlib

matplotlib.use('Agg')

import numpy as np
from matplotlib import pyplot as plt
from matplotlib.figure import Figure as Canvas
from PIL import Image

# Only fonts that come with matplotlib itself, so that the pixels do not depend on what a machine has installed.
SANS, SERIF, TIMES = 'DejaVu Sans', 'DejaVu Serif', 'STIXGeneral'

BASE = {
    'font.family': SANS, 'font.size': 10, 'axes.linewidth': 0.8, 'lines.linewidth': 1.5, 'axes.unicode_minus': False,
    'legend.frameon': False, 'legend.fontsize': 9, 'savefig.facecolor': 'white', 'mathtext.fontset': 'dejavusans',
}

# Journals differ in their looks, and so must the sample: a set that all looks alike makes every duplicate test easy.
STYLES = {
    'plain': {},
    'open': {
        'axes.spines.top': False, 'axes.spines.right': False,
        'axes.prop_cycle': plt.cycler(color=['#0b5394', '#cc4125', '#6aa84f', '#8e63ce', '#bf9000', '#45818e']),
    },
    'serif': {
        'font.family': SERIF, 'font.size': 9.5, 'mathtext.fontset': 'dejavuserif', 'xtick.direction': 'in',
        'ytick.direction': 'in', 'xtick.top': True, 'ytick.right': True,
        'axes.prop_cycle': plt.cycler(color=['black', '#b22222', '#1f4e9e', '#2e7d32', '#e08214']),
    },
    'times': {
        'font.family': TIMES, 'font.size': 12, 'legend.fontsize': 11, 'mathtext.fontset': 'stix',
        'axes.prop_cycle': plt.cycler(color=['#004488', '#bb5566', '#ddaa33', '#228833', '#66ccee']),
    },
    'grid': {
        'axes.facecolor': '#ebebeb', 'axes.edgecolor': 'white', 'axes.grid': True, 'grid.color': 'white',
        'axes.axisbelow': True, 'xtick.color': '#444444', 'ytick.color': '#444444', 'font.size': 9.5,
        'axes.prop_cycle': plt.cycler(color=['#e24a33', '#348abd', '#988ed5', '#777777', '#fbc15e', '#8eba42']),
    },
    'soft': {
        'axes.spines.top': False, 'axes.spines.right': False, 'axes.grid': True, 'grid.color': '#dddddd',
        'grid.linewidth': 0.6, 'axes.axisbelow': True,
        'axes.prop_cycle': plt.cycler(color=['#4c72b0', '#dd8452', '#55a868', '#c44e52', '#8172b3', '#937860']),
    },
}


@dataclass(frozen=True)
class Figure:
    id: str
    kind: str
    caption: str
    context: str
    draw: Callable
    size: tuple
    dpi: int
    style: str
    colours: int

    @property
    def paper_id(self) -> str:
        return self.id.rsplit('-f', 1)[0]


FIGURES: list[Figure] = []


def figure(id, kind, caption, context, size=(5.4, 3.9), dpi=120, style='plain', colours=96):
    """Registers `draw(fig, rng)`; id is `<paper>-f<number>`, `rng` is seeded by the id, size is in inches."""

    def register(draw):
        one_line = lambda text: ' '.join(text.split())
        FIGURES.append(Figure(id, kind, one_line(caption), one_line(context), draw, size, dpi, style, colours))
        return draw

    return register


def render(item: Figure) -> Image.Image:
    """Draws one figure and reduces it to a palette: a third of the bytes, and the letters stay sharp."""
    rng = np.random.default_rng(zlib.crc32(item.id.encode()))
    with plt.rc_context({**BASE, **STYLES[item.style]}):
        canvas: Canvas = plt.figure(figsize=item.size, dpi=item.dpi, layout='constrained')
        item.draw(canvas, rng)
        canvas.canvas.draw()
        pixels = np.asarray(canvas.canvas.buffer_rgba())[..., :3].copy()
        plt.close(canvas)
    return Image.fromarray(pixels).quantize(item.colours, method=Image.Quantize.MAXCOVERAGE, kmeans=1, dither=Image.Dither.NONE)
