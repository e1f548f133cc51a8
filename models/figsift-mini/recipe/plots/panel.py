"""One pair of axes with the domain, the look and the random choices that a kind draws and tells with."""

from dataclasses import dataclass, field

import numpy as np
from matplotlib.colors import to_rgb

from recipe.figure import COLOURS, chance, choice, sample
from recipe.plots import colours
from recipe.plots.phrases import COMPARISONS, DISTRIBUTIONS, FIELDS, RELATIONS, SCOPES
from recipe.plots.prose import fill, number

DASH = {'-': 'solid', '--': 'dashed', ':': 'dotted', '-.': 'dash-dotted'}
MARKS = {'o': 'circles', 's': 'squares', '^': 'triangles', 'D': 'diamonds', 'x': 'crosses', '*': 'stars', '.': 'dots',
    'v': 'triangles', '+': 'crosses'}


@dataclass
class Series:
    name: str
    colour: object
    word: str
    dash: str = '-'
    marker: str = 'o'
    lined: bool = True
    marked: bool = False

    @property
    def dash_word(self) -> str:
        return DASH[self.dash]

    @property
    def marker_word(self) -> str:
        return MARKS[self.marker]


@dataclass
class Facts:
    """What a drawing shows. `subjects`: noun phrases; `details`: sentences without the full stop; both with marks."""

    subjects: list
    details: list = field(default_factory=list)
    series: list = field(default_factory=list)
    findings: list = field(default_factory=list)
    colormap: str = ''
    thing: str = ''
    attributes: dict = field(default_factory=dict)


class Panel:
    def __init__(self, rng, domain, look, ax=None, small=False):
        self.rng, self.domain, self.look, self.ax, self.small = rng, domain, look, ax, small

    # random choices

    def chance(self, probability: float) -> bool:
        return chance(self.rng, probability)

    def pick(self, items):
        return choice(self.rng, items)

    def some(self, items, count: int) -> list:
        return sample(self.rng, items, count)

    def count(self, low: int, high: int) -> int:
        """An integer, both ends included."""
        return int(self.rng.integers(low, high + 1))

    def uniform(self, low: float, high: float) -> float:
        return float(self.rng.uniform(low, high))

    def say(self, template: str, **slots) -> str:
        return fill(self.rng, template, **slots)

    def number(self, n: int) -> str:
        return number(self.rng, n)

    # what is shown

    def x(self):
        return self.pick(self.domain.drivers)

    def y(self):
        return self.pick(self.domain.quantities)

    def ys(self, count: int) -> list:
        return self.some(self.domain.quantities, count)

    def names(self, count: int) -> list[str]:
        """Names for a legend: methods, conditions, or values of a parameter."""
        way = self.rng.random()
        if way < 0.6 and len(self.domain.series) >= count:
            return self.some(self.domain.series, count)
        if way < 0.75 and len(self.domain.categories) >= count:
            return self.some(self.domain.categories, count)
        if way < 0.92:
            symbol, unit = self.pick((('T', ' K'), ('n', ''), ('N', ''), ('k', ''), ('alpha', ''), ('t', ' s'),
                ('Re', ''), ('p', ''), ('lambda', ''), ('d', ' nm'), ('L', ''), ('c', ' mM'), ('v', ' m/s'),
                ('B', ' T'), ('E', ' GPa'), ('sigma', ''), ('dt', '')))
            start = self.pick((1, 2, 5, 10, 0.1, 0.5, 50, 100))
            step = self.pick((('add', start), ('mul', 2), ('mul', 10), ('add', start * 2)))
            values = [start + i * step[1] if step[0] == 'add' else start * step[1] ** i for i in range(count)]
            return [f'{symbol} = {value:g}{unit}' for value in values]
        word = self.pick(('Model', 'Case', 'Group', 'Sample', 'Run', 'Method', 'Type', 'Scenario', 'Experiment',
            'Series', 'Site', 'Data set', 'Trial', 'Configuration', 'Setup'))
        letters = self.chance(0.5)
        return [f'{word} {chr(65 + i) if letters else i + 1}' for i in range(count)]

    def series(self, count: int, lined=True, marked=None) -> list[Series]:
        """`count` series with different colours, and often different dashes and markers."""
        names = self.names(count)
        if len(names) < count:
            names += [f'case {i}' for i in range(count - len(names))]
        palette = list(self.look['palette'])
        if count > len(palette) or (count > 3 and self.chance(0.15)):
            palette, _ = colours.ramp(self.rng, count)
        dashes = self.some(list(DASH), 4) if self.look['grey'] or self.chance(0.25) else ['-'] * 4
        markers = self.some(list(MARKS), 6) if self.look['grey'] or self.chance(0.4) else [self.pick('oos.D^')] * 6
        if marked is None:
            marked = self.chance(0.3)
        return [Series(name, palette[i], colours.word_for(self.rng, palette[i]), dashes[i % 4], markers[i % 6], lined,
            marked) for i, name in enumerate(names)]

    def colour(self) -> tuple[object, str]:
        """One colour of the look and its word."""
        value = self.pick(self.look['palette'][:6])
        return value, colours.word_for(self.rng, value)

    def cmap(self, diverging=False) -> str:
        return self.pick(colours.DIVERGING if diverging else colours.SEQUENTIAL)

    @property
    def ink(self) -> str:
        return self.look['rc']['text.color']

    # numbers

    def span(self, quantity, u):
        """Values of a quantity for u in 0..1: a random part of its range, on its own scale."""
        u = np.asarray(u, float)
        a = self.uniform(0, 0.3)
        b = self.uniform(0.6, 1)
        if quantity.log and quantity.low > 0:
            lo, hi = np.log10(quantity.low), np.log10(quantity.high)
            return 10 ** (lo + (hi - lo) * (a + (b - a) * u))
        return quantity.low + (quantity.high - quantity.low) * (a + (b - a) * u)

    def grid(self, quantity, n: int):
        """`n` increasing values over most of a quantity's range."""
        return self.span(quantity, np.linspace(0, 1, n))

    def shape(self, n: int, kind: str | None = None):
        """A curve in 0..1 over n points, and what it does."""
        u = np.linspace(0, 1, n)
        kind = kind or self.pick(('rise', 'saturate', 'decay', 'peak', 'sigmoid', 'wave', 'damped', 'power', 'line',
            'fall', 'walk', 'dip', 'two peaks', 'step'))
        r = self.uniform
        y = {
            'rise': lambda: np.exp(r(1, 4) * u), 'saturate': lambda: 1 - np.exp(-r(2, 8) * u),
                'decay': lambda: np.exp(-r(2, 8) * u), 'peak': lambda: np.exp(-(((u - r(0.25, 0.75)) / r(0.06,
                0.25)) ** 2)),
            'sigmoid': lambda: 1 / (1 + np.exp(-r(8, 25) * (u - r(0.3, 0.7)))),
                'wave': lambda: np.sin(2 * np.pi * (r(1, 6) * u + r(0, 1))),
                'damped': lambda: np.exp(-r(1, 4) * u) * np.sin(2 * np.pi * (r(3, 9) * u + r(0, 1))),
            'power': lambda: u ** r(1.5, 3), 'line': lambda: u, 'fall': lambda: 1 - u ** r(0.7, 2.5),
                'walk': lambda: np.cumsum(self.rng.normal(0, 1, n)), 'dip': lambda: -np.exp(-(((u - r(0.3,
                0.7)) / r(0.05, 0.2)) ** 2)),
            'two peaks': lambda: np.exp(-(((u - r(0.15, 0.4)) / r(0.04, 0.12)) ** 2)) + r(0.3,
                1) * np.exp(-(((u - r(0.6, 0.85)) / r(0.04, 0.12)) ** 2)), 'step': lambda: np.floor(u * r(3, 8)),
        }[kind]()
        low, high = y.min(), y.max()
        return (y - low) / (high - low + 1e-12), kind

    def smooth_noise(self, shape, exponent: float = 1.8):
        """A random field in 0..1 with a power-law spectrum."""
        k = np.hypot(*np.meshgrid(np.fft.fftfreq(shape[1]), np.fft.fftfreq(shape[0])))
        k[0, 0] = 1
        f = np.fft.ifft2(np.fft.fft2(self.rng.normal(0, 1, shape)) / k**exponent).real
        return (f - f.min()) / (f.max() - f.min() + 1e-12)

    # words

    def entities(self) -> str:
        return self.pick(self.domain.entities)

    def scope(self) -> str:
        return self.say(self.pick(SCOPES), e=self.domain.entities, n=str(self.count(3, 400)))

    def relation(self, y, x) -> str:
        return self.say(self.pick(RELATIONS), y=y.name, x=x.name)

    def distribution(self, y) -> str:
        return self.say(self.pick(DISTRIBUTIONS), y=y.name, e=self.domain.entities)

    def comparison(self, y, groups) -> str:
        few = ', '.join(groups[:-1]) + ' and ' + groups[-1] if 1 < len(groups) < 5 else self.entities()
        return self.say(self.pick(COMPARISONS), y=y.name, e=self.domain.entities, g=few)

    def field(self, y, x, x2) -> str:
        return self.say(self.pick(FIELDS), y=y.name, x=x.name, x2=x2.name)

    # furniture

    def labels(self, x=None, y=None) -> None:
        """Axis labels; strings as they are, quantities with their units."""
        for value, put in ((x, self.ax.set_xlabel), (y, self.ax.set_ylabel)):
            if value is not None:
                put(self.label(value))

    def label(self, value) -> str:
        text = value if isinstance(value, str) else value.label(self.rng)
        return text.replace('$', '').replace('_',
            '-') if 'cmr10' in self.look['rc']['font.family'] else text.replace('$', '')

    def scales(self, x=None, y=None) -> None:
        if x is not None and x.log:
            self.ax.set_xscale('log')
        if y is not None and y.log:
            self.ax.set_yscale('log')

    def legend(self, probability: float = 0.85, **options) -> None:
        handles, names = self.ax.get_legend_handles_labels()
        if not handles or not self.chance(probability):
            return
        if len(names) > 7:
            options.setdefault('ncol', 2)
        place = self.rng.random()
        if place < 0.12 and not self.small:
            options.update(loc='upper left', bbox_to_anchor=(1.02, 1.0), borderaxespad=0.0)
            self.ax.figure.subplots_adjust(right=0.72)
        elif place < 0.2 and not self.small:
            options.update(loc='lower center', bbox_to_anchor=(0.5, 1.01), ncol=min(len(names), 4))
        else:
            options.setdefault('loc', self.pick(('upper right', 'upper left', 'lower right', 'lower left',
                'upper right', 'center right')))
        if self.chance(0.15):
            options['title'] = self.pick(('Method', 'Group', 'Model', 'Type', 'Legend', 'Sample', 'Condition'))
        self.ax.legend(**options)

    def colorbar(self, mappable, label=None, probability: float = 0.85):
        if not self.chance(probability):
            return None
        options = {'orientation': 'horizontal', 'pad': 0.2,
            'shrink': 0.9} if self.chance(0.1) and not self.small else {'pad': 0.04,
            'fraction': self.uniform(0.04, 0.1), 'shrink': self.pick((1, 1, 0.8))}
        bar = self.ax.figure.colorbar(mappable, ax=self.ax, **options)
        if label is not None and self.chance(0.85):
            bar.set_label(self.label(label))
        return bar

    def map_details(self, z: str, cmap: str) -> list[str]:
        """Sentences about a colour scale."""
        low, high = colours.MAP_WORDS.get(cmap, ('blue', 'red'))
        bright = sum(to_rgb(COLOURS.get(high, ('white',))[0])) - sum(to_rgb(COLOURS.get(low, ('white',))[0]))
        tone = ('Warmer',) if cmap in colours.DIVERGING else ('Brighter', 'Lighter') if bright > 0 else ('Darker',)
        return [self.say(t, z=z, b=tone, l=f'<c:{low}>', h=f'<c:{high}>', H=f'<c:{high.capitalize()}>') for t in (
            '(Colours|The colour|Colour|The colour bar|The color bar|The colour scale|Shading|The color|Color) (shows|gives|indicates|represents|encodes|denotes) {z}',
            '{H} (areas|regions|cells|colours|pixels) (indicate|mark|show|have|denote) <t:high> {z}',
                '(Colours range|The colour scale ranges|Color runs) from {l} (<t:low>) to {h} (<t:high>)',
            'The colour scale goes from {l} to {h}',
                '{b} colours (indicate|correspond to|mean) (higher|larger|lower|stronger) {z}',
                '{z} is (colour-coded|color coded|shown in colour|shown by the colour bar [on the right])')]


def base_names(series) -> list[str]:
    return list(dict.fromkeys(colours.base_name(s.colour) for s in series))

