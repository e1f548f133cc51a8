"""Drawings inside drawings: what a window shows, or what a step of an illustrated workflow produces."""

import numpy as np

from .. import figure
from ..figure import choice

# Kinds that are quick to draw and say something at a small size.
IMAGES = ('fluorescence micrograph', 'medical scan', 'electron micrograph', 'astronomical image', 'satellite image')
SOLIDS = ('CAD model', 'robot', 'terrain render', 'structural analysis render', 'finite element mesh', 'ball and stick model', 'crystal structure', 'protein structure', 'point cloud', 'temperature field', 'N-body snapshot')
MAPS = ('station map', 'street map', 'regional choropleth', 'topographic map', 'world map')
GRAPHS = ('network graph', 'directed graph', 'pipeline', 'tree diagram', 'computation graph')


def picture(rng, domain, names) -> tuple[np.ndarray, str]:
    """(image, what captions call it) of one of the kinds `names`."""
    name = str(choice(rng, [name for name in names if name in figure.KINDS]))
    drawn = figure.KINDS[name].render(rng, domain)
    return drawn.image, str(choice(rng, figure.KINDS[name].words[:3]))


def paste_whole(pen, image: np.ndarray, x, y, w, h):
    """Fits `image` into the box without changing its aspect; the rest keeps the colour below."""
    tall, wide = image.shape[:2]
    scale = min(w / wide, h / tall)
    pen.paste(image, x + (w - wide * scale) / 2, y + (h - tall * scale) / 2, wide * scale, tall * scale)
