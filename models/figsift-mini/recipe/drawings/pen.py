"""A canvas that draws at twice its size and is then reduced, which is how PIL gets smooth lines."""

import math
from dataclasses import dataclass, field

import numpy as np
from PIL import Image, ImageDraw

from . import colours
from .fonts import TEXT_FAMILIES, font

SCALE = 2
WHITE, BLACK = (255, 255, 255), (0, 0, 0)


@dataclass
class Look:
    """What all boxes and lines of one drawing share."""
    paper: colours.RGB = WHITE
    ink: colours.RGB = (30, 30, 35)
    family: str = 'sans'
    bold: bool = False
    size: float = 13
    line: float = 1.4
    fill: str = 'tint'  # tint, solid, white, gradient
    outline: str = 'ink'  # ink, dark, none
    radius: float = .2  # of the shorter side
    shadow: bool = False
    sketch: bool = False
    head: str = 'triangle'  # triangle, open, stealth
    tint: float = .7
    palette: list = field(default_factory=list)  # (name, rgb)


def random_look(rng, palette: int = 4, dark_share: float = .08) -> Look:
    look = Look(
        family=str(rng.choice(TEXT_FAMILIES)), bold=rng.random() < .15, size=float(rng.uniform(11, 18)), line=float(rng.choice([.8, 1, 1.3, 1.6, 2, 2.6])),
        fill=str(rng.choice(['tint', 'tint', 'solid', 'solid', 'white', 'gradient'])), outline=str(rng.choice(['ink', 'ink', 'dark', 'dark', 'none'])),
        radius=float(rng.choice([0, 0, .08, .18, .3, .5])), shadow=rng.random() < .16, sketch=rng.random() < .1,
        head=str(rng.choice(['triangle', 'triangle', 'open', 'stealth'])), tint=float(rng.uniform(.45, .85)), palette=colours.pick(rng, palette),
    )
    if look.fill == 'white' and look.outline == 'none':
        look.outline = 'dark'
    if rng.random() < dark_share:
        look.paper, look.ink = colours.rgb(str(rng.choice(['#1e1e2e', '#222831', '#0d1117', '#2b2b2b', '#102a43']))), (235, 235, 240)
        look.fill = 'solid'
    elif rng.random() < .12:
        look.paper = colours.rgb(str(rng.choice(['#f7f7f7', '#fffdf5', '#f4f8fb', '#eeeeee', '#fbf6ef'])))
    return look


class Pen:
    """Draws in final pixels; `done()` returns the image as [height, width, 3] uint8."""
    def __init__(self, rng, width: float, height: float, look: Look | None = None):
        self.rng, self.width, self.height = rng, int(width), int(height)
        self.look = look or random_look(rng)
        self.image = Image.new('RGB', (self.width * SCALE, self.height * SCALE), self.look.paper)
        self.draw = ImageDraw.Draw(self.image)

    # lines

    def _wobble(self, points):
        result = [points[0]]
        for (x0, y0), (x1, y1) in zip(points, points[1:]):
            steps = max(2, int(math.hypot(x1 - x0, y1 - y0) / 24))
            noise = self.rng.normal(0, .7, (steps, 2))
            for index in range(1, steps + 1):
                share = index / steps
                result.append((x0 + (x1 - x0) * share + noise[index - 1][0], y0 + (y1 - y0) * share + noise[index - 1][1]))
        return result

    def line(self, points, colour=None, width: float | None = None, dash: float = 0, sketch: bool | None = None):
        points = [(float(x), float(y)) for x, y in points]
        colour = self.look.ink if colour is None else colour
        width = self.look.line if width is None else width
        pixels = max(1, int(round(width * SCALE)))
        if self.look.sketch if sketch is None else sketch:
            points = self._wobble(points)
        if dash:
            for piece in _dashes(points, dash):
                self.draw.line([(x * SCALE, y * SCALE) for x, y in piece], fill=colour, width=pixels)
        else:
            self.draw.line([(x * SCALE, y * SCALE) for x, y in points], fill=colour, width=pixels, joint='curve' if pixels > 2 else None)

    def arrow(self, *points, colour=None, width: float | None = None, dash: float = 0, head: str | None = None, size: float | None = None, both=False):
        """A line through `points` with a head at its end."""
        width = self.look.line if width is None else width
        colour = self.look.ink if colour is None else colour
        head = head or self.look.head
        size = size or 5 + 2.2 * width
        points = [(float(x), float(y)) for x, y in points]
        ends = [(points[-2], points[-1], -1)] + ([(points[1], points[0], 0)] if both else [])
        trimmed = list(points)
        for (x0, y0), (x1, y1), place in ends:
            angle = math.atan2(y1 - y0, x1 - x0)
            if head != 'open':
                trimmed[place] = (x1 - math.cos(angle) * size * .7, y1 - math.sin(angle) * size * .7)
        self.line(trimmed, colour, width, dash)
        for (x0, y0), (x1, y1), _ in ends:
            self.tip(x1, y1, math.atan2(y1 - y0, x1 - x0), colour, size, head, width)

    def tip(self, x, y, angle, colour, size, head='triangle', width=1.0):
        spread = .38 if head != 'stealth' else .42
        wings = [(x - size * math.cos(angle + side * spread), y - size * math.sin(angle + side * spread)) for side in (1, -1)]
        if head == 'open':
            self.line([wings[0], (x, y), wings[1]], colour, width, sketch=False)
        elif head == 'hollow':
            self.polygon([(x, y), *wings], self.look.paper, colour, width)
        elif head == 'diamond':
            back = (x - 1.8 * size * math.cos(angle), y - 1.8 * size * math.sin(angle))
            self.polygon([(x, y), wings[0], back, wings[1]], colour, colour, width)
        elif head == 'stealth':
            back = (x - .6 * size * math.cos(angle), y - .6 * size * math.sin(angle))
            self.polygon([(x, y), wings[0], back, wings[1]], colour)
        else:
            self.polygon([(x, y), *wings], colour)

    def curve(self, start, end, bend: float = .25, steps: int = 16):
        """Points of a quadratic arc that leaves the straight line by `bend` of its length."""
        (x0, y0), (x1, y1) = start, end
        middle = ((x0 + x1) / 2 - (y1 - y0) * bend, (y0 + y1) / 2 + (x1 - x0) * bend)
        t = np.linspace(0, 1, steps)
        return [((1 - s) ** 2 * x0 + 2 * s * (1 - s) * middle[0] + s * s * x1, (1 - s) ** 2 * y0 + 2 * s * (1 - s) * middle[1] + s * s * y1) for s in t]

    # areas

    def polygon(self, points, fill=None, outline=None, width: float | None = None, dash: float = 0):
        points = [(float(x), float(y)) for x, y in points]
        if fill is not None:
            self.draw.polygon([(x * SCALE, y * SCALE) for x, y in points], fill=fill)
        if outline is not None:
            self.line(points + [points[0], points[1]] if len(points) > 1 else points, outline, width, dash)

    def disc(self, x, y, radius, fill=None, outline=None, width: float | None = None, ratio: float = 1):
        box = [(x - radius) * SCALE, (y - radius * ratio) * SCALE, (x + radius) * SCALE, (y + radius * ratio) * SCALE]
        pixels = max(1, int(round((self.look.line if width is None else width) * SCALE)))
        self.draw.ellipse(box, fill=fill, outline=outline, width=pixels if outline is not None else 0)

    def rect(self, x, y, w, h, fill=None, outline=None, width: float | None = None, radius: float = 0):
        box = [x * SCALE, y * SCALE, (x + max(w, .5)) * SCALE, (y + max(h, .5)) * SCALE]
        pixels = max(1, int(round((self.look.line if width is None else width) * SCALE)))
        if radius > 0:
            self.draw.rounded_rectangle(box, min(radius, w / 2, h / 2) * SCALE, fill=fill, outline=outline, width=pixels if outline is not None else 0)
        else:
            self.draw.rectangle(box, fill=fill, outline=outline, width=pixels if outline is not None else 0)

    def paste(self, pixels: np.ndarray, x, y, w, h, smooth=True):
        """Puts an RGB array into the box (x, y, w, h)."""
        w, h = max(1, int(w * SCALE)), max(1, int(h * SCALE))
        picture = Image.fromarray(np.ascontiguousarray(pixels)).resize((w, h), Image.BILINEAR if smooth else Image.NEAREST)
        self.image.paste(picture, (int(x * SCALE), int(y * SCALE)))

    def box(self, x, y, w, h, text='', colour=None, shape='box', size: float | None = None, fill: str | None = None, bold=None, dash: float = 0):
        """A labelled shape in the drawing's look with its top left corner at (x, y). Returns its outline's colour."""
        look = self.look
        base = colour if colour is not None else look.paper
        mode = fill or look.fill
        inside = {'tint': colours.mix(base, look.paper, look.tint), 'solid': base, 'white': look.paper, 'gradient': colours.mix(base, look.paper, .35)}[mode]
        edge = {'ink': look.ink, 'dark': colours.dark(base, .35), 'none': None}[look.outline]
        if mode == 'white' or colour is None:
            edge = edge if colour is not None and look.outline == 'dark' else look.ink
        points = outline(shape, x, y, w, h, look.radius * min(w, h))
        if look.shadow and not dash:
            offset = 2 + .03 * min(w, h)
            self.polygon([(px + offset, py + offset) for px, py in points], colours.mix(look.paper, BLACK, .25))
        self.polygon(points, inside)
        if mode == 'gradient':
            self._gradient(points, x, y, w, h, colours.mix(base, look.paper, .8), inside)
        if edge is not None or dash:
            self.polygon(points, None, edge or look.ink, dash=dash)
        if shape == 'cylinder':
            cap = min(.14 * h, .2 * w)
            self.line([(x + w / 2 - w / 2 * math.cos(t), y + cap + cap * math.sin(t)) for t in np.linspace(0, math.pi, 16)], edge or colours.dark(inside, .3))
        if text:
            room = {'diamond': .62, 'ellipse': .74, 'hexagon': .76, 'cloud': .7, 'parallelogram': .78}.get(shape, .9)
            self.label(x + w / 2, y + h / 2 + (min(.07 * h, .1 * w) if shape == 'cylinder' else 0), text, w * room, h * (.6 if shape == 'diamond' else .86), size, colours.readable(inside), bold)
        return edge or look.ink

    def _gradient(self, points, x, y, w, h, top, bottom):
        """Fills a polygon with a vertical ramp."""
        width, height = max(1, int(w * SCALE)), max(1, int(h * SCALE))
        mask = Image.new('L', (width, height))
        ImageDraw.Draw(mask).polygon([((px - x) * SCALE, (py - y) * SCALE) for px, py in points], fill=255)
        ramp = np.linspace(np.array(top, float), np.array(bottom, float), height).astype(np.uint8)[:, None]
        self.image.paste(Image.fromarray(np.repeat(ramp, width, 1)), (int(x * SCALE), int(y * SCALE)), mask)

    # words

    def measure(self, text: str, size: float, family: str | None = None, bold: bool | None = None) -> float:
        return font(family or self.look.family, int(size * SCALE), self.look.bold if bold is None else bold).getlength(text) / SCALE

    def text(self, x, y, text: str, size: float = 11, colour=None, anchor='mm', family: str | None = None, bold: bool | None = None):
        face = font(family or self.look.family, int(size * SCALE), self.look.bold if bold is None else bold)
        self.draw.text((x * SCALE, y * SCALE), text, font=face, fill=self.look.ink if colour is None else colour, anchor=anchor)

    def label(self, x, y, text: str, width: float, height: float, size: float | None = None, colour=None, bold: bool | None = None, family: str | None = None):
        """Words wrapped and shrunk to fit a box of width x height that is centred at (x, y)."""
        size = size or self.look.size
        while True:
            lines = []
            for part in text.split('\n'):
                line = ''
                for word in part.split(' '):
                    trial = f'{line} {word}'.strip()
                    if line and self.measure(trial, size, family, bold) > width:
                        lines.append(line)
                        line = word
                    else:
                        line = trial
                lines.append(line)
            step = size * 1.2
            if size <= 5.5 or (len(lines) * step <= height and max(self.measure(line, size, family, bold) for line in lines) <= width):
                break
            size *= .88
        for index, line in enumerate(lines):
            self.text(x, y + (index - (len(lines) - 1) / 2) * step, line, size, colour, 'mm', family, bold)

    def turned(self, x, y, text: str, size: float = 11, colour=None, angle: int = 90):
        """Text along the vertical, centred at (x, y)."""
        face = font(self.look.family, int(size * SCALE), self.look.bold)
        width, height = max(1, int(face.getlength(text))) + 4, int(size * SCALE * 1.5)
        mask = Image.new('L', (width, height))
        ImageDraw.Draw(mask).text((width / 2, height / 2), text, font=face, fill=255, anchor='mm')
        mask = mask.rotate(angle, expand=True)
        self.image.paste(Image.new('RGB', mask.size, self.look.ink if colour is None else colour), (int(x * SCALE - mask.width / 2), int(y * SCALE - mask.height / 2)), mask)

    def done(self) -> np.ndarray:
        return np.asarray(self.image.reduce(SCALE))


def _dashes(points, length: float):
    """The drawn pieces of a dashed line."""
    drawn, left, piece = True, length, [points[0]]
    for start, end in zip(points, points[1:]):
        (x0, y0), (x1, y1) = start, end
        total = math.hypot(x1 - x0, y1 - y0)
        walked = 0.0
        while total - walked > left:
            walked += left
            spot = (x0 + (x1 - x0) * walked / total, y0 + (y1 - y0) * walked / total)
            if drawn:
                yield piece + [spot]
            drawn, left, piece = not drawn, length * (1 if not drawn else .7), [spot]
        left -= total - walked
        piece = piece + [end]
    if drawn and len(piece) > 1:
        yield piece


def outline(shape: str, x: float, y: float, w: float, h: float, radius: float = 0):
    """The corners of a named shape in the box (x, y, w, h)."""
    if shape == 'ellipse':
        return [(x + w / 2 + w / 2 * math.cos(t), y + h / 2 + h / 2 * math.sin(t)) for t in np.linspace(0, 2 * math.pi, 41)[:-1]]
    if shape == 'diamond':
        return [(x + w / 2, y), (x + w, y + h / 2), (x + w / 2, y + h), (x, y + h / 2)]
    if shape == 'parallelogram':
        return [(x + .14 * w, y), (x + w, y), (x + .86 * w, y + h), (x, y + h)]
    if shape == 'hexagon':
        return [(x + .13 * w, y), (x + .87 * w, y), (x + w, y + h / 2), (x + .87 * w, y + h), (x + .13 * w, y + h), (x, y + h / 2)]
    if shape == 'trapezium':
        return [(x, y), (x + w, y + .18 * h), (x + w, y + .82 * h), (x, y + h)]
    if shape == 'chevron':
        tip = min(.2 * w, .5 * h)
        return [(x, y), (x + w - tip, y), (x + w, y + h / 2), (x + w - tip, y + h), (x, y + h), (x + tip, y + h / 2)]
    if shape == 'document':
        wave = [(x + w - w * s, y + h * .9 + .07 * h * math.sin(2 * math.pi * s)) for s in np.linspace(0, 1, 14)]
        return [(x, y), (x + w, y), *wave]
    if shape == 'note':
        fold = min(w, h) * .22
        return [(x, y), (x + w - fold, y), (x + w, y + fold), (x + w, y + h), (x, y + h)]
    if shape == 'cylinder':
        cap = min(.14 * h, .2 * w)
        top = [(x + w / 2 - w / 2 * math.cos(t), y + cap - cap * math.sin(t)) for t in np.linspace(0, math.pi, 14)]
        bottom = [(x + w / 2 + w / 2 * math.cos(t), y + h - cap + cap * math.sin(t)) for t in np.linspace(0, math.pi, 14)]
        return top + bottom
    if shape == 'cloud':
        return [(x + w / 2 + w * (.42 + .08 * abs(math.sin(3.5 * t))) * math.cos(t), y + h / 2 + h * (.4 + .1 * abs(math.sin(3.5 * t))) * math.sin(t)) for t in np.linspace(0, 2 * math.pi, 57)[:-1]]
    if shape == 'stadium':
        radius = min(w, h) / 2
    if radius < 1:
        return [(x, y), (x + w, y), (x + w, y + h), (x, y + h)]
    radius = min(radius, w / 2, h / 2)
    corners = [(x + w - radius, y + radius, -90), (x + w - radius, y + h - radius, 0), (x + radius, y + h - radius, 90), (x + radius, y + radius, 180)]
    return [(cx + radius * math.cos(math.radians(start + step)), cy + radius * math.sin(math.radians(start + step))) for cx, cy, start in corners for step in range(0, 91, 18)]
