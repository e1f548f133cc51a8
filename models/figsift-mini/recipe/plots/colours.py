"""Colours as charts use them and as captions name them."""

import colorsys

import numpy as np
from matplotlib.colors import to_rgb

from recipe.figure import chance, choice

CYCLES = (
    '#1f77b4 #ff7f0e #2ca02c #d62728 #9467bd #8c564b #e377c2 #7f7f7f #bcbd22 #17becf',  # tab10
    '#0000ff #008000 #ff0000 #00bfbf #bf00bf #bfbf00 #000000',  # old matplotlib
    '#0072bd #d95319 #edb120 #7e2f8e #77ac30 #4dbeee #a2142f',  # MATLAB
    '#000000 #ff0000 #0000ff #009900 #ff00ff #808000 #000080',  # Origin
    '#9400d3 #009e73 #56b4e9 #e69f00 #f0e442 #0072b2 #e51e10 #000000',  # gnuplot
    '#000000 #df536b #61d04f #2297e6 #28e2e5 #cd0bbc #f5c710 #9e9e9e',  # R
    '#f8766d #00ba38 #619cff #c77cff #cd9600 #00bfc4',  # ggplot2
    '#e24a33 #348abd #988ed5 #777777 #fbc15e #8eba42 #ffb5b8',  # ggplot style
    '#4c72b0 #dd8452 #55a868 #c44e52 #8172b3 #937860 #da8bc3 #8c8c8c',  # seaborn deep
    '#0173b2 #de8f05 #029e73 #d55e00 #cc78bc #ca9161 #fbafe4 #949494',  # colour-blind safe
    '#e41a1c #377eb8 #4daf4a #984ea3 #ff7f00 #ffff33 #a65628 #f781bf',  # Set1
    '#66c2a5 #fc8d62 #8da0cb #e78ac3 #a6d854 #ffd92f #e5c494',  # Set2
    '#1b9e77 #d95f02 #7570b3 #e7298a #66a61e #e6ab02 #a6761d',  # Dark2
    '#4477aa #ee6677 #228833 #ccbb44 #66ccee #aa3377 #bbbbbb',  # Tol bright
    '#636efa #ef553b #00cc96 #ab63fa #ffa15a #19d3f3 #ff6692',  # Plotly
    '#4472c4 #ed7d31 #a5a5a5 #ffc000 #5b9bd5 #70ad47 #264478',  # office
    '#000000 #b22222 #1f4e9e #2e7d32 #e08214 #6a3d9a',  # sober
    '#440154 #3b528b #21918c #5ec962 #fde725',  # viridis steps
    '#08306b #2171b5 #6baed6 #c6dbef',  # blues
    '#67000d #cb181d #fb6a4a #fcbba1',  # reds
)
GREYS = ('#000000', '#777777', '#b0b0b0', '#444444')

SEQUENTIAL = ('viridis', 'viridis', 'plasma', 'inferno', 'magma', 'cividis', 'hot', 'jet', 'jet', 'turbo', 'Blues',
    'Reds', 'Greens', 'YlOrRd',
              'YlGnBu', 'gray', 'gray_r', 'Greys', 'Purples', 'bone', 'copper', 'rainbow', 'gnuplot', 'cubehelix',
                  'Oranges', 'GnBu', 'hsv', 'nipy_spectral', 'cool')
DIVERGING = ('RdBu_r', 'coolwarm', 'seismic', 'bwr', 'RdYlBu_r', 'PuOr', 'PiYG', 'BrBG', 'RdBu', 'Spectral_r')
MAP_WORDS = {
    'viridis': ('purple', 'yellow'), 'plasma': ('purple', 'yellow'), 'inferno': ('black', 'yellow'),
        'magma': ('black', 'pink'), 'cividis': ('blue', 'yellow'),
    'hot': ('black', 'white'), 'jet': ('blue', 'red'), 'turbo': ('blue', 'red'), 'rainbow': ('purple', 'red'),
        'Blues': ('white', 'blue'), 'Reds': ('white', 'red'),
    'Greens': ('white', 'green'), 'YlOrRd': ('yellow', 'red'), 'YlGnBu': ('yellow', 'blue'), 'gray': ('black', 'white'),
        'gray_r': ('white', 'black'), 'Greys': ('white', 'black'),
    'Purples': ('white', 'purple'), 'bone': ('black', 'white'), 'copper': ('black', 'orange'),
        'gnuplot': ('black', 'yellow'), 'cubehelix': ('black', 'white'), 'Oranges': ('white', 'orange'),
    'GnBu': ('white', 'blue'), 'hsv': ('red', 'pink'), 'nipy_spectral': ('black', 'red'), 'cool': ('cyan', 'pink'),
        'RdBu_r': ('blue', 'red'), 'coolwarm': ('blue', 'red'), 'seismic': ('blue', 'red'),
    'bwr': ('blue', 'red'), 'RdYlBu_r': ('blue', 'red'), 'PuOr': ('orange', 'purple'), 'PiYG': ('pink', 'green'),
        'BrBG': ('brown', 'green'), 'RdBu': ('red', 'blue'), 'Spectral_r': ('blue', 'red'),
}


def base_name(colour) -> str:
    """One of the names of figure.COLOURS (or white) that a reader would give to a colour."""
    h, s, v = colorsys.rgb_to_hsv(*to_rgb(colour))
    degrees = h * 360
    if v < 0.22:
        return 'black'
    if s < 0.13:
        return 'white' if v > 0.94 else 'grey'
    if degrees < 14 or degrees >= 346:
        return 'pink' if s < 0.5 and v > 0.85 else 'brown' if v < 0.4 else 'red'
    if degrees < 44:
        return 'brown' if v < 0.72 else 'orange'
    if degrees < 68:
        return 'yellow' if v > 0.6 else 'brown'
    if degrees < 166:
        return 'green'
    if degrees < 196:
        return 'cyan'
    if degrees < 250:
        return 'blue'
    if degrees < 292:
        return 'purple'
    return 'pink' if v > 0.72 else 'purple'


_SYNONYMS = {'purple': ('purple', 'violet'), 'grey': ('grey', 'gray'), 'pink': ('pink', 'magenta'),
    'cyan': ('cyan', 'light blue', 'turquoise'), 'yellow': ('yellow', 'gold')}


def word_for(rng, colour) -> str:
    """What a caption calls a colour: its base name, a synonym, or a shade of it."""
    name = base_name(colour)
    h, s, v = colorsys.rgb_to_hsv(*to_rgb(colour))
    if name in _SYNONYMS and chance(rng, 0.5):
        return choice(rng, _SYNONYMS[name])
    if name in ('blue', 'green', 'red', 'purple') and chance(rng, 0.35):
        if v < 0.55:
            return f'dark {name}'
        if s < 0.5 and v > 0.7:
            return f'light {name}'
    return name


def cycle(rng, count: int) -> list[str]:
    """`count` colours of one palette, with different names as far as the palette has them."""
    palette = choice(rng, CYCLES).split()
    if chance(rng, 0.35):
        palette = [palette[i] for i in rng.permutation(len(palette))]
    chosen: list[str] = []
    for colour in palette:
        if base_name(colour) not in map(base_name, chosen):
            chosen.append(colour)
    chosen += [colour for colour in palette if colour not in chosen]
    while len(chosen) < count:
        chosen += chosen
    return chosen[:count]


def ramp(rng, count: int, name: str | None = None) -> tuple[list, str]:
    """`count` colours along a colour map, and its name."""
    from matplotlib import colormaps

    name = name or choice(rng, SEQUENTIAL)
    low, high = (0.15, 0.95) if name not in ('hsv', 'rainbow', 'jet') else (0, 0.92)
    return [tuple(c[:3]) for c in colormaps[name](np.linspace(low, high, count))], name
