"""Kinds of chart drawn on one pair of axes, or on a whole sheet, and how they become figures."""

from dataclasses import dataclass
from typing import Callable

import numpy as np
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from matplotlib.ticker import NullLocator

from recipe.figure import Rendered, choice, kind, load_domains
from recipe.plots.captions import captions_of
from recipe.plots.panel import Panel, base_names
from recipe.plots.style import look, styled


@dataclass(frozen=True)
class Chart:
    name: str
    group: str  # charts of different groups look different: their nouns are hard negatives of each other
    nouns: tuple
    draw: Callable  # draw(panel) -> Facts
    family: str
    projection: str | None
    aspect: tuple  # width / height, lowest and highest
    home: tuple  # fields that have such charts; all where empty
    small: bool  # may stand in a grid of panels


CHARTS: dict[str, Chart] = {}
_domains: dict = {}


def chart(name, group, nouns='', family='plot', projection=None, aspect=(1.0, 1.7), home='', small=True, weight=1.0):
    """Registers `draw(panel)`; with projection 'sheet' the panel has no axes and draws on panel.figure."""
    nouns = (name, *(n.strip() for n in nouns.split(';') if n.strip()))
    home = tuple(h.strip() for h in home.split(';') if h.strip())

    def register(draw):
        item = CHARTS[name] = Chart(name, group, nouns, draw, family, projection, aspect, home,
            small and projection in (None, 'polar', '3d'))
        kind(name, family, nouns, weight)(lambda rng, domain: render(item, rng, domain))
        return draw

    return register


def home_domain(item: Chart, rng, domain):
    """The field itself where such charts are at home, else one of theirs."""
    if not item.home or domain.name in item.home:
        return domain
    if not _domains:
        _domains.update(load_domains())
    return _domains.get(choice(rng, item.home), domain)


def canvas_size(rng, aspect) -> tuple[float, float, float]:
    """Width and height in inches, and dpi; sides mostly 400 to 800 pixels, now and then a large canvas with thin lines."""
    ratio = float(np.exp(rng.uniform(*np.log(aspect))))
    area = rng.uniform(420, 640) if rng.random() > 0.06 else rng.uniform(750, 1000)
    width, height = area * np.sqrt(ratio), area / np.sqrt(ratio)
    width, height = (max(330, min(1380, side)) for side in (width, height))
    dpi = rng.uniform(72, 130) if area < 700 else rng.uniform(90, 170)
    return width / dpi, height / dpi, dpi


def margins(rng, size: float, width: float, height: float, wide: bool) -> dict:
    """Space for labels in figure fractions; too much is cut away later."""
    em = size / 72
    return {'left': min(0.3, (7.5 if wide else 5.6) * em / width), 'right': 1 - min(0.22, 2.2 * em / width),
        'bottom': min(0.3, 5.2 * em / height), 'top': 1 - min(0.25, 3.6 * em / height)}


def pixels(rng, fig: Figure) -> np.ndarray:
    """The drawn figure without its empty borders, but for a few pixels. Agg directly: pyplot is slow and keeps figures."""
    canvas = FigureCanvasAgg(fig)
    canvas.draw()
    image = np.asarray(canvas.buffer_rgba())[..., :3]
    used = (image != image[0, 0]).any(axis=2)
    rows, columns = np.flatnonzero(used.any(axis=1)), np.flatnonzero(used.any(axis=0))
    if rows.size == 0:
        return np.ascontiguousarray(image)
    pad = int(rng.integers(2, 26))
    y0, y1, x0, x1 = max(rows[0] - pad, 0), rows[-1] + pad, max(columns[0] - pad, 0), columns[-1] + pad
    return np.ascontiguousarray(image[y0:y1, x0:x1])


def thin_ticks(rng, fig: Figure) -> None:
    """Takes the minor ticks from most logarithmic axes: many papers have none, and each tick costs a millisecond."""
    for ax in fig.axes:
        for axis in (ax.xaxis, ax.yaxis):
            if axis.get_scale() == 'log' and rng.random() < 0.65:
                axis.set_minor_locator(NullLocator())


def put_title(panel: Panel, facts, probability: float = 0.22) -> None:
    if not panel.chance(probability):
        return
    width = panel.ax.get_figure().get_size_inches()[0] * panel.ax.get_position().width * 72 / (panel.look['rc']['axes.titlesize'] * 0.56)
    texts = [t for t in (panel.pick(panel.domain.topics), facts.subjects[0].split('>')[-1],
        panel.pick(panel.domain.entities), panel.pick(panel.domain.series)) if 2 < len(t) < width and '<' not in t]
    if texts:
        text = panel.pick(texts)
        panel.ax.set_title(text[:1].upper() + text[1:])


def other_nouns(rng, item: Chart) -> list[str]:
    """Names of a few charts that look different from this one."""
    others = [c for c in CHARTS.values() if c.group != item.group]
    return [choice(rng, choice(rng, others).nouns) for _ in range(4)]


def attributes_of(facts) -> dict:
    found = {'panels': 1, **facts.attributes}
    if facts.series:
        found.setdefault('colours', base_names(facts.series))
        found.setdefault('series', len(facts.series))
    if facts.colormap:
        found.setdefault('colormap', facts.colormap)
    return found


def render(item: Chart, rng, domain) -> Rendered:
    """One chart alone on a figure."""
    domain = home_domain(item, rng, domain)
    style = look(rng)
    with styled(style['rc']):
        width, height, dpi = canvas_size(rng, item.aspect)
        if item.group == 'multiples':
            width, height, dpi = width * 1.6, height * 1.6, dpi / 1.25
        fig = Figure(figsize=(width, height), dpi=dpi)
        panel = Panel(rng, domain, style)
        panel.figure = fig
        fig.subplots_adjust(**margins(rng, style['rc']['font.size'], width, height, item.group in ('bar', 'matrix')))
        if item.projection != 'sheet':
            panel.ax = fig.add_subplot(projection=item.projection)
        facts = item.draw(panel)
        if item.projection != 'sheet':
            put_title(panel, facts)
        thin_ticks(rng, fig)
        image = pixels(rng, fig)
    texts, wrong = captions_of(rng, panel, facts, item.nouns, other_nouns(rng, item))
    attributes = attributes_of(facts)
    attributes['left_right'] = any(side in f' {text.lower()} ' for text in texts
        for side in (' left', ' right', ' top ', ' bottom '))
    return Rendered(image, texts, item.name, item.family, domain.name, attributes, wrong)
