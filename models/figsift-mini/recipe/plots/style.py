"""The looks of plotting programs and journals, as rcParams."""

from contextlib import contextmanager

import matplotlib
from matplotlib import rcParamsDefault, rcParams
from matplotlib.rcsetup import cycler

from recipe.figure import chance, choice
from recipe.plots import colours

_OPEN = {'axes.spines.top': False, 'axes.spines.right': False}
_NONE = {**_OPEN, 'axes.spines.left': False, 'axes.spines.bottom': False}
_IN = {'xtick.direction': 'in', 'ytick.direction': 'in', 'xtick.top': True, 'ytick.right': True}
_MINOR = {'xtick.minor.visible': True, 'ytick.minor.visible': True}
_SERIF = {'font.family': ['DejaVu Serif'], 'mathtext.fontset': 'dejavuserif'}
_TIMES = {'font.family': ['STIXGeneral'], 'mathtext.fontset': 'stix', 'font.size': 12.0, 'legend.fontsize': 10.5}
_TEX = {'font.family': ['cmr10', 'DejaVu Sans'], 'mathtext.fontset': 'cm', 'font.size': 12.0, 'legend.fontsize': 10.5,
    'axes.formatter.use_mathtext': True}
_BOLD = {'axes.labelweight': 'bold', 'axes.titleweight': 'bold', 'font.size': 12.0, 'axes.linewidth': 1.8,
    'xtick.major.width': 1.6, 'ytick.major.width': 1.6}


def _grid(colour: str, width: float = 0.8, style: str = '-') -> dict:
    return {'axes.grid': True, 'grid.color': colour, 'grid.linewidth': width, 'grid.linestyle': style,
        'axes.axisbelow': True}


def _face(axes: str, edge: str = 'black', figure: str = 'white') -> dict:
    return {'axes.facecolor': axes, 'axes.edgecolor': edge, 'figure.facecolor': figure}


def _ink(colour: str) -> dict:
    return {'text.color': colour, 'axes.labelcolor': colour, 'xtick.color': colour, 'ytick.color': colour,
        'axes.edgecolor': colour, 'legend.labelcolor': colour}


LOOKS = {
    'default': {}, 'default grid': _grid('#b0b0b0'), 'dashed grid': _grid('#aaaaaa', 0.6, '--'),
        'dotted grid': _grid('#888888', 0.6, ':'),
    'seaborn dark': {**_face('#eaeaf2', 'white'), **_grid('white', 1.0), **_NONE, 'xtick.major.size': 0.0,
        'ytick.major.size': 0.0},
    'seaborn white grid': {**_face('white', '#cccccc'), **_grid('#dddddd')}, 'seaborn ticks': _OPEN,
    'ggplot2': {**_face('#ebebeb', 'white'), **_grid('white', 1.0), **_NONE, 'xtick.color': '#4d4d4d',
        'ytick.color': '#4d4d4d'},
    'theme bw': {**_face('white', '#333333'), **_grid('#ebebeb', 0.9), 'axes.linewidth': 0.7},
        'theme classic': {**_OPEN, 'axes.linewidth': 1.0},
    'theme minimal': {**_NONE, **_grid('#ebebeb', 0.9), 'xtick.major.size': 0.0, 'ytick.major.size': 0.0},
    'matlab': {**_IN, 'font.size': 9.0}, 'matlab grid': {**_IN, **_grid('#dfdfdf', 0.5)},
        'origin': {**_BOLD, 'xtick.direction': 'in', 'ytick.direction': 'in'},
    'origin out': {**_BOLD, **_MINOR, 'font.weight': 'bold'}, 'gnuplot': {**_IN, 'font.size': 9.0,
        'legend.frameon': False}, 'r base': {'legend.frameon': True, 'axes.linewidth': 0.7, 'legend.edgecolor': 'black',
        'legend.fancybox': False},
    'tex': _TEX, 'tex in': {**_TEX, **_IN, **_MINOR}, 'times': _TIMES, 'times in': {**_TIMES, **_IN},
        'times bold': {**_TIMES, 'axes.labelweight': 'bold', 'axes.linewidth': 1.4},
    'serif': _SERIF, 'serif in': {**_SERIF, **_IN, **_MINOR, 'legend.frameon': False},
        'astro': {**_TIMES, **_IN, **_MINOR, 'legend.frameon': False},
        'office': {**_NONE, **_grid('#d9d9d9', 0.7), **_ink('#595959'), 'axes.grid.axis': 'y'},
    'plotly': {**_face('#e5ecf6', 'white'), **_grid('white', 1.0), **_NONE,
        **{k: v for k, v in _ink('#2a3f5f').items() if k != 'axes.edgecolor'}},
    'bmh': {**_face('#eeeeee', '#bcbcbc'), **_grid('#b2b2b2', 0.5, '--'), 'axes.titlesize': 12.0},
        'newsroom': {**_face('#f0f0f0', '#f0f0f0', '#f0f0f0'), **_grid('#cbcbcb', 1.0), **_NONE, 'lines.linewidth': 3.0,
        'font.size': 11.0},
    'dark': {**_face('black', 'white', 'black'), **_ink('white'), 'savefig.facecolor': 'black'},
        'dark grey': {**_face('#1e1e2e', '#cccccc', '#1e1e2e'), **_ink('#dddddd'), **_grid('#444455', 0.6)},
    'solar': {**_face('#eee8d5', 'white', '#fdf6e3'), **_grid('#fdf6e3', 1.0), **_ink('#657b83')},
        'journal small': {**_OPEN, 'font.size': 7.5, 'axes.linewidth': 0.5, 'lines.linewidth': 0.8,
        'legend.fontsize': 6.5, 'legend.frameon': False},
    'poster': {'font.size': 15.0, 'lines.linewidth': 3.0, 'axes.linewidth': 1.6, 'legend.fontsize': 13.0, **_OPEN},
        'mono': {'font.family': ['DejaVu Sans Mono'], 'font.size': 9.0},
        'idl': {**_TIMES, **_IN, 'axes.linewidth': 0.8, 'font.size': 13.0},
}
DARK = ('dark', 'dark grey')
_WEIGHTS = {'default': 8, 'default grid': 4, 'dashed grid': 2, 'seaborn white grid': 2, 'seaborn dark': 2,
    'theme bw': 2, 'ggplot2': 2, 'tex': 2, 'astro': 2, 'seaborn ticks': 2}
_NAMES = [name for name in LOOKS for _ in range(_WEIGHTS.get(name, 1)) if name not in DARK or name == 'dark']

# rcParams that text sizes follow from, set for every look so that no look inherits another one's.
_BASE = {**{key: rcParamsDefault[key] for key in rcParamsDefault if key.startswith(('axes.', 'font.', 'grid.',
    'legend.', 'lines.', 'xtick.', 'ytick.', 'text.', 'figure.', 'patch.', 'mathtext.', 'savefig.face'))},
         'axes.unicode_minus': False, 'axes.titley': 1.0, 'legend.fontsize': 9.0, 'figure.max_open_warning': 0}
for _key in ('figure.hooks', 'axes.prop_cycle'):
    _BASE.pop(_key, None)


def look(rng) -> dict:
    """A look with small changes of its own: rcParams, and under 'name' what it is called."""
    name = choice(rng, _NAMES)
    settings = {**_BASE, **LOOKS[name]}
    size = settings['font.size'] * rng.uniform(0.85, 1.2)
    settings.update({'font.size': size, 'axes.titlesize': size * rng.uniform(1.0, 1.2),
        'axes.labelsize': size * rng.uniform(0.95, 1.15),
                     'xtick.labelsize': size * 0.92, 'ytick.labelsize': size * 0.92,
                         'legend.fontsize': size * rng.uniform(0.75, 0.92)})
    settings['lines.linewidth'] *= rng.uniform(0.5, 1.5)
    settings['axes.linewidth'] *= rng.uniform(0.8, 1.4)
    if chance(rng, 0.3):
        settings['legend.frameon'] = not settings['legend.frameon']
    grey = chance(rng, 0.05) and name not in DARK
    palette = [c for c in colours.cycle(rng, 8)] if not grey else [*colours.GREYS, *colours.GREYS]
    if name in DARK:
        palette = [c if colours.base_name(c) != 'black' else '#ffffff' for c in palette]
    settings['axes.prop_cycle'] = cycler(color=palette)
    return {'name': name, 'grey': grey, 'palette': palette, 'rc': settings}


@contextmanager
def styled(settings: dict):
    """rcParams for a while. Set past their checks, which cost more than drawing a small chart."""
    saved = {key: dict.__getitem__(rcParams, key) for key in settings}
    dict.update(rcParams, settings)
    try:
        yield
    finally:
        dict.update(rcParams, saved)


matplotlib.use('Agg')
