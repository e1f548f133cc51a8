"""Sets pictures side by side with letters, times, frames and colour bars, as papers print snapshots of simulations."""

import numpy as np

from ..figure import choice
from . import mini
from .pen import Look, Pen
from .story import number

LETTERS = 'abcdefghijkl'


def stage_look(rng, dark_share: float = .08) -> Look:
    dark = rng.random() < dark_share
    return Look(paper=(0, 0, 0) if dark else (255, 255, 255), ink=(235, 235, 235) if dark else (25, 25, 25), family=str(choice(rng, ('sans', 'sans', 'serif', 'times', 'modern', 'narrow'))), line=1, size=12)


def show(rng, pictures, cmap: str | None = None, label: str = '', titles=None, look: Look | None = None, width: float | None = None, columns: int | None = None, axes: bool | None = None, bar: bool | None = None, frame: bool | None = None, overlay=None):
    """Lays out RGB arrays of one size; returns (image, facts). `cmap` adds a colour bar where `bar` allows.

    `overlay(pen, index, x, y, w, h)` may draw on each picture.
    """
    look = look or stage_look(rng)
    count = len(pictures)
    tall, wide = pictures[0].shape[:2]
    ratio = tall / wide
    if columns is None:
        columns = count if count <= 3 and ratio > .45 else int(np.ceil(np.sqrt(count))) if ratio > .5 else 1
    rows = -(-count // columns)
    bar = (rng.random() < .62 if bar is None else bar) and cmap is not None
    below = bar and ratio * rows / columns < .6 and rng.random() < .5
    axes = rng.random() < .35 if axes is None else axes
    frame = rng.random() < .4 if frame is None else frame
    total = width or rng.uniform(420, 820)
    left, low, gap, high = (38, 34, 14, 6) if axes else (4, 4, float(choice(rng, (2, 6, 14))), 4)
    head = 20 if titles else 0
    room = total - (70 if bar and not below else 0)
    w = (room - left - gap * columns) / columns
    h = w * ratio
    if rows * h > 760:
        w, h = w * 760 / (rows * h), 760
        h = w * ratio
        total = left + columns * (w + gap) + (70 if bar and not below else 0) + 8
    pen = Pen(rng, max(300, total), max(120, high + rows * (h + gap + head) + low + (44 if below else 0)), look)
    letters = count > 1 and rng.random() < .55
    style = int(rng.integers(3))
    for index, picture in enumerate(pictures):
        x, y = left + (index % columns) * (w + gap), high + head + (index // columns) * (h + gap + head)
        pen.paste(picture, x, y, w, h)
        if titles:
            pen.text(x + w / 2, y - 10, titles[index], 12)
        if overlay:
            overlay(pen, index, x, y, w, h)
        if frame or axes:
            pen.rect(x, y, w, h, None, look.ink, 1)
        if axes:
            _ticks(pen, rng, x, y, w, h, index // columns == rows - 1, index % columns == 0)
        if letters:
            text = (f'({LETTERS[index]})', LETTERS[index].upper(), f'{LETTERS[index]})')[style]
            ink = (255, 255, 255) if picture[: tall // 8 + 1, : wide // 8 + 1].mean() < 130 else (10, 10, 10)
            pen.text(x + 6, y + 11, text, 13, ink, 'lm', bold=True)
    if bar:
        ramp = mini.paint(np.linspace(1, 0, 64), cmap)
        if below:
            y = pen.height - 38
            pen.paste(ramp[::-1][None].repeat(3, 0), pen.width * .2, y, pen.width * .6, 11)
            pen.rect(pen.width * .2, y, pen.width * .6, 11, None, look.ink, .8)
            for step in range(5):
                pen.text(pen.width * (.2 + .15 * step), y + 18, f'{step * .25:g}', 9.5)
            pen.text(pen.width / 2, y + 31, label, 10.5)
        else:
            x, y, tall_bar = pen.width - 62, high + head + 6, (rows * (h + gap + head) - gap - head - 12)
            if rows > 1 and rng.random() < .4:
                y, tall_bar = y + tall_bar * .2, tall_bar * .6
            pen.paste(ramp[:, None].repeat(3, 1), x, y, 13, tall_bar)
            pen.rect(x, y, 13, tall_bar, None, look.ink, .8)
            top, decimals = choice(rng, ((1, 2), (10, 0), (100, 0), (2, 1), (.1, 3), (300, 0)))
            for step in range(5):
                pen.text(x + 17, y + tall_bar * (1 - step / 4), f'{top * step / 4:.{decimals}f}', 9.5, anchor='lm')
            if label:
                pen.turned(pen.width - 8, y + tall_bar / 2, label[:34], 10.5)
    return pen.done(), {'panels': count, 'letters': letters, 'bar': bar, 'below': below, 'axes': axes, 'dark': sum(look.paper) < 300}


def _ticks(pen, rng, x, y, w, h, bottom, left):
    span = choice(rng, (1, 10, 100, 5, 2))
    if bottom:
        for step in range(6):
            pen.line([(x + w * step / 5, y + h), (x + w * step / 5, y + h + 4)], width=1)
            pen.text(x + w * step / 5, y + h + 11, f'{span * step / 5:g}', 9)
        pen.text(x + w / 2, y + h + 24, choice(rng, ('x', 'x (m)', 'x [mm]', 'x/D', 'x (km)', 'X')), 10.5)
    if left:
        for step in range(5):
            pen.line([(x - 4, y + h * step / 4), (x, y + h * step / 4)], width=1)
            pen.text(x - 6, y + h * (1 - step / 4), f'{span * step / 5:g}', 9, anchor='rm')


def times(rng, count: int):
    """Titles of snapshots in their order in time."""
    unit = str(choice(rng, (' s', ' ms', ' h', ' Gyr', ' days', '', ' ns', ' yr')))
    step = choice(rng, (1, 2, 5, 10, .5, 20, 100))
    return [f't = {step * index:g}{unit}' for index in range(count)]


BAR_NOTES = ('(The colour bar|The color bar|The colour scale) (gives|shows|indicates) {quantity}.', 'Colours (show|encode|represent|indicate) {quantity}.', 'Coloured by {quantity}.', 'The (colormap|colour map) (is|used is) {cmap}.')

# What the usual maps look like in words, low to high.
RAMPS = {'viridis': ('purple', 'yellow'), 'plasma': ('blue', 'yellow'), 'inferno': ('black', 'yellow'), 'magma': ('black', 'pink'), 'jet': ('blue', 'red'), 'turbo': ('blue', 'red'), 'coolwarm': ('blue', 'red'),
         'RdBu_r': ('blue', 'red'), 'seismic': ('blue', 'red'), 'hot': ('black', 'yellow'), 'gray': ('black', 'white'), 'Blues': ('white', 'blue'), 'rainbow': ('purple', 'red'), 'cividis': ('blue', 'yellow'), 'Reds': ('white', 'red'), 'Greens': ('white', 'green')}


def tell(story, facts, cmap=None):
    """Adds what the layout shows to a story; returns what `finish` needs."""
    named = []
    if cmap in RAMPS:
        low, high = RAMPS[cmap]
        story.set(low=low, high=high, cmap=cmap)
        named = [low, high]
        story.note('(Low|Small) values are {low} and (high|large) values {high}.', 'Colours (run|range|go) from {low} (low|lowest|minimum) to {high} (high|highest|maximum).')
        if facts['bar']:
            story.note(*BAR_NOTES)
            story.note('The colour bar is (placed|shown) ' + ('below.' if facts['below'] else 'on the right.'))
    if facts['panels'] > 1:

        story.set(panels=number(facts['panels']))
        story.note('{panels} (panels|snapshots|images|views|frames) are shown.')
    return {'colours': named, 'panels': facts['panels'], 'sides': True, 'colormap': cmap or ''}
