"""What a rendered figure is, and what every kind of figure shares: registry, random choices, captions, hard negatives.

Run the recipe from models/figsift-mini, so that the package is `recipe`. A kind is one function:

    @kind('scatter plot', family='plot', words=('scatter plot', 'scatter diagram'))
    def scatter_plot(rng, domain):
        x, y = sample(rng, domain.quantities, 2)
        ...
        return finish(rng, image_of(figure), captions, 'scatter plot', domain, {'colours': ['red', 'blue'], 'series': 2})
"""

import importlib
import pkgutil
import re
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np

FAMILIES = ('plot', 'diagram', 'image', 'screenshot', '3d', 'map', 'table')


@dataclass
class Rendered:
    """One figure. `image` is [h, w, 3] uint8 at its native size (sides 300..1400, any aspect)."""

    image: np.ndarray
    captions: list  # three or more: terse, sentence, detailed
    kind: str
    family: str
    domain: str
    attributes: dict  # what is true of the picture: colours, panels, series, left_right, colormap, ...
    negatives: list = field(default_factory=list)  # captions that are wrong in exactly one attribute


@dataclass(frozen=True)
class Quantity:
    """Something that an axis or a colour bar shows, in words ('wind speed'), with its unit ('m/s' or '')."""

    name: str
    unit: str = ''
    symbol: str = ''

    def label(self, rng):
        """An axis label: the name, its symbol or a short form, usually with the unit."""
        text = self.symbol if self.symbol and rng.random() < 0.3 else self.name
        if rng.random() < 0.5:
            text = text[:1].upper() + text[1:]
        if not self.unit or rng.random() < 0.25:
            return text
        return text + choice(rng, (' (%s)', ' [%s]', ', %s')) % self.unit


@dataclass(frozen=True)
class Domain:
    """A field of science as word lists. A file in recipe/domains holds one as DOMAIN, or several as DOMAINS."""

    name: str
    topics: tuple  # what a figure is about: 'gravitational lensing of quasars'
    quantities: tuple  # Quantity
    series: tuple  # names of methods, models, groups, instruments: what a legend lists
    categories: tuple  # what a categorical axis lists
    objects: tuple  # what is pictured, drawn or simulated: 'galaxy cluster', 'leaf cross-section'
    modules: tuple  # software parts, processing steps and actors, for diagrams and screenshots
    words: tuple  # further single words that captions of the field use, mixed into texts while training
    kinds: dict = field(default_factory=dict)  # weight of a kind or family in this field, 1 where absent


@dataclass(frozen=True)
class Kind:
    name: str
    family: str
    words: tuple  # what captions call it
    render: object
    weight: float


KINDS = {}


def kind(name, family, words=(), weight=1.0):
    """Registers a kind. `words` are the phrases a caption may use for it (the name is always one); `weight` its share."""
    assert family in FAMILIES, family
    assert name not in KINDS, f'two kinds are called {name}'

    def register(render):
        KINDS[name] = Kind(name, family, tuple(dict.fromkeys((name, *words))), render, weight)
        return render

    return register


def load_kinds():
    """Imports every module of recipe/plots and recipe/drawings; returns the registry."""
    for folder in ('plots', 'drawings'):
        _modules(folder)
    return KINDS


def load_domains():
    """All domains of recipe/domains, by name."""
    found = {}
    for module in _modules('domains'):
        for domain in (*getattr(module, 'DOMAINS', ()), *filter(None, [getattr(module, 'DOMAIN', None)])):
            found[domain.name] = domain
    return found


def _modules(folder):
    path = Path(__file__).parent / folder
    names = sorted(info.name for info in pkgutil.iter_modules([str(path)]))
    return [importlib.import_module(f'recipe.{folder}.{name}') for name in names]


# Random choices. `rng` is numpy's Generator everywhere, so a figure is a function of its seed.


def choice(rng, items):
    return items[int(rng.integers(len(items)))]


def sample(rng, items, count):
    """`count` different items, or all of them in random order where there are fewer."""
    return [items[i] for i in rng.permutation(len(items))[:count]]


def chance(rng, probability):
    return rng.random() < probability


# Colours that a caption can name, each with hues that a reader would call so.

COLOURS = {
    'red': ('#d62728', '#e41a1c', '#ff0000', '#b2182b', '#cc3311'),
    'blue': ('#1f77b4', '#377eb8', '#0000ff', '#2166ac', '#0077bb'),
    'green': ('#2ca02c', '#4daf4a', '#008000', '#1b7837', '#009e73'),
    'orange': ('#ff7f0e', '#ff7f00', '#fdae61', '#e69f00'),
    'purple': ('#9467bd', '#984ea3', '#800080', '#762a83'),
    'black': ('#000000', '#111111', '#222222'),
    'grey': ('#7f7f7f', '#999999', '#bbbbbb', '#808080'),
    'yellow': ('#ffdd00', '#f0e442', '#ffd92f'),
    'pink': ('#e377c2', '#f781bf', '#ff69b4'),
    'brown': ('#8c564b', '#a65628', '#7f3b08'),
    'cyan': ('#17becf', '#00bcd4', '#56b4e9'),
}


def colours(rng, count):
    """`count` different (name, hex) pairs."""
    return [(name, choice(rng, COLOURS[name])) for name in sample(rng, list(COLOURS), count)]


COUNTS = ('zero', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine', 'ten', 'eleven', 'twelve')


def image_of(figure):
    """[h, w, 3] uint8 of a matplotlib Figure, drawn by Agg without pyplot (which leaks and is slow)."""
    from matplotlib.backends.backend_agg import FigureCanvasAgg

    canvas = FigureCanvasAgg(figure)
    canvas.draw()
    return np.ascontiguousarray(np.asarray(canvas.buffer_rgba())[..., :3])


_ALTERNATIVES = re.compile(r'\(([^()\[\]]*\|[^()\[\]]*)\)')
_OPTIONAL = re.compile(r'\[([^()\[\]]*)\]')


def say(rng, template, **slots):
    """A caption from a template: `(a|b)` one of them, `[x]` half the time, `{slot}` the slot (a list: one of its items).

    Parentheses without a bar stay as they are, so '(a)' is a panel letter. Groups may nest.
    """
    while True:
        text = _ALTERNATIVES.sub(lambda m: choice(rng, m.group(1).split('|')), template)
        text = _OPTIONAL.sub(lambda m: m.group(1) if rng.random() < 0.5 else '', text)
        if text == template:
            break
        template = text
    filled = {k: choice(rng, v) if isinstance(v, (list, tuple)) else v for k, v in slots.items()}
    text = re.sub(r'\{(\w+)\}', lambda m: str(filled[m.group(1)]), text)
    text = re.sub(r' +([,.;:])', r'\1', re.sub(r'\s+', ' ', text)).strip()
    return text[:1].upper() + text[1:]


def kind_word(rng, name):
    """One of the phrases for a kind."""
    return choice(rng, KINDS[name].words)


# Hard negatives: the caption with one fact changed.

SIDES = (('left', 'right'), ('top', 'bottom'), ('upper', 'lower'), ('horizontal', 'vertical'), ('above', 'below'))


def _replace(text, mapping):
    pattern = r'\b(' + '|'.join(map(re.escape, sorted(mapping, key=len, reverse=True))) + r')\b'
    return re.sub(pattern, lambda m: mapping[m.group(0).lower()], text, flags=re.I)


def swap_colours(rng, text, facts=None):
    """Colours named (only `facts`, so that brown dwarfs stay brown) become others, or change places; None where none is."""
    named = [name for name in COLOURS if re.search(rf'\b{name}\b', text, re.I)]
    used = [name for name in named if facts is None or name in facts]
    free = [name for name in COLOURS if name not in named and name not in (facts or ())]
    if not used:
        return None
    if len(used) >= 2 and (rng.random() < 0.5 or len(free) < len(used)):
        return _replace(text, dict(zip(used, used[1:] + used[:1])))
    return _replace(text, dict(zip(used, sample(rng, free, len(used)))))


def swap_count(rng, text, counts=None):
    """One spelled count becomes another; `counts` limits it to the numbers that are facts of the picture."""
    used = [w for n, w in enumerate(COUNTS) if n and (counts is None or n in counts) and re.search(rf'\b{w}\b', text, re.I)]
    if not used:
        return None
    word = choice(rng, used)
    return _replace(text, {word: choice(rng, [w for w in COUNTS[1:9] if w != word])})


def swap_sides(text):
    """Left for right, top for bottom, horizontal for vertical; None where the text names no side."""
    swapped = _replace(text, {a: b for pair in SIDES for a, b in (pair, pair[::-1])})
    return None if swapped == text else swapped


def swap_kind(rng, text, name):
    """The words for the kind become those of a kind of another family; None where the text does not name its kind."""
    others = [k for k in KINDS.values() if k.family != KINDS[name].family]
    if not others:
        return None
    swapped = _replace(text, {word.lower(): choice(rng, choice(rng, others).words) for word in KINDS[name].words})
    return None if swapped == text else swapped


def finish(rng, image, captions, name, domain, attributes, negatives=()):
    """A Rendered whose negatives are `negatives` and the swaps of its captions that `attributes` permit.

    Colours are swapped only with attributes['colours'], counts only those in attributes['series'|'panels'|'count'],
    sides only with attributes['left_right'] (true where a caption states a side).
    """
    wrong = list(negatives)
    counts = {attributes[key] for key in ('series', 'panels', 'count') if key in attributes}
    for text in captions:
        wrong.append(swap_kind(rng, text, name))
        if attributes.get('colours'):
            wrong.append(swap_colours(rng, text, attributes['colours']))
        if counts:
            wrong.append(swap_count(rng, text, counts))
        if attributes.get('left_right'):
            wrong.append(swap_sides(text))
    wrong = [text for text in dict.fromkeys(wrong) if text and text not in captions]
    return Rendered(image, list(captions), name, KINDS[name].family, domain.name, attributes, wrong)
