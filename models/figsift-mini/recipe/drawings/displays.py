"""Logos, posters, machine-readable codes and screens of experiments."""

import math

import numpy as np

from ..figure import choice, kind
from . import colours, mini
from .names import package
from .pen import Look, Pen
from .story import Story, number, several


@kind('logo', 'image', ('logo', 'software logo', 'project logo', 'logo of the package', 'icon', 'emblem'), weight=.5)
def logo(rng, domain):
    (name, tone), (name2, tone2), (_, tone3) = colours.pick(rng, 3)
    look = Look(paper=choice(rng, ((255, 255, 255), (255, 255, 255), (255, 255, 255), (20, 25, 40))), family=str(choice(rng, ('sans', 'serif', 'modern', 'narrow'))), bold=rng.random() < .6)
    look.ink = (30, 30, 40) if sum(look.paper) > 400 else (240, 240, 245)
    stacked = rng.random() < .45
    pen = Pen(rng, rng.uniform(320, 420) if stacked else rng.uniform(420, 640), rng.uniform(300, 380) if stacked else rng.uniform(130, 220), look)
    word = package(rng)
    r = pen.height * (.24 if stacked else .34)
    cx, cy = (pen.width / 2, pen.height * .36) if stacked else (r + 30, pen.height / 2)
    what = str(choice(rng, ('hexagon', 'circle', 'bars', 'ring', 'wave', 'triangle', 'leaf', 'network', 'letter')))
    if what == 'hexagon':
        for s, t in ((1, tone), (.82, tone2 if rng.random() < .5 else colours.tint(tone, .7))):
            pen.polygon([(cx + r * s * math.cos(k * math.pi / 3 + math.pi / 6), cy + r * s * math.sin(k * math.pi / 3 + math.pi / 6)) for k in range(6)], t)
        pen.text(cx, cy, word[0].upper(), r * .8, look.ink, bold=True)
    elif what == 'circle':
        pen.disc(cx, cy, r, tone)
        pen.disc(cx + r * .25, cy - r * .1, r * .55, tone2)
    elif what == 'bars':
        for k in range(4):
            h = r * rng.uniform(.5, 2)
            pen.rect(cx - r + k * r * .5, cy + r - h, r * .4, h, (tone, tone2)[k % 2])
    elif what == 'ring':
        pen.disc(cx, cy, r, None, tone, r * .22)
        pen.disc(cx + r * .7, cy - r * .7, r * .2, tone2)
    elif what == 'wave':
        for k in range(3):
            pen.line([(cx - r + 2 * r * t, cy + (k - 1) * r * .45 + r * .3 * math.sin(6.3 * t + k)) for t in np.linspace(0, 1, 40)], (tone, tone2, tone3)[k], r * .14)
    elif what == 'triangle':
        pen.polygon([(cx, cy - r), (cx + r, cy + r * .8), (cx - r, cy + r * .8)], tone)
        pen.polygon([(cx, cy - r * .2), (cx + r * .5, cy + r * .8), (cx - r * .5, cy + r * .8)], tone2)
    elif what == 'leaf':
        pen.polygon(pen.curve((cx - r, cy + r), (cx + r, cy - r), .45) + pen.curve((cx + r, cy - r), (cx - r, cy + r), .45), tone)
        pen.line([(cx - r, cy + r), (cx + r * .6, cy - r * .6)], tone2, r * .08)
    elif what == 'network':
        spots = [(cx + r * .8 * math.cos(k * 1.2566), cy + r * .8 * math.sin(k * 1.2566)) for k in range(5)] + [(cx, cy)]
        for p in spots[:5]:
            pen.line([(cx, cy), p], tone, r * .08)
        for p in spots:
            pen.disc(*p, r * .2, tone2)
    else:
        pen.rect(cx - r, cy - r, 2 * r, 2 * r, tone, radius=r * .35)
        pen.text(cx, cy, word[:1].upper(), r * 1.3, colours.readable(tone), bold=True)
    size = min(pen.height * .3, 56)
    if stacked:
        pen.text(cx, pen.height * .8, word, min(size, 44), look.ink if rng.random() < .6 else tone)
    else:
        room = pen.width - cx - r - 40
        while pen.measure(word, size) > room and size > 10:
            size *= .9
        pen.text(cx + r + 22, cy, word, size, look.ink if rng.random() < .6 else tone, 'lm')
    story = Story(rng, domain, 'logo', ('{pkg}', 'the {pkg} (package|project|library|software)'), filler=False).set(c=name, d=name2)
    story.lead('Logo of {subject}.', 'The {pkg} logo.', '{pkg} logo.', 'The (logo|icon) of the (package|project|software).')
    two = what in ('circle', 'bars', 'ring', 'wave', 'triangle', 'leaf', 'network')
    story.note('The logo is {c}' + (' and {d}.' if two else '.'), 'The name is (written|placed) ' + ('below the symbol.' if stacked else 'on the right of the symbol.'))
    return story.finish(pen.done(), colours=[name, name2] if two else [name], sides=True)


@kind('poster', 'image', ('poster', 'conference poster', 'title slide', 'banner', 'presentation slide', 'cover image', 'flyer', 'document page', 'scanned page', 'report page'), weight=.5)
def poster(rng, domain):
    page = rng.random() < .4
    (name, tone), _ = colours.pick(rng, 2)
    ink = (35, 35, 45)
    look = Look(ink=ink, family=str(choice(rng, ('sans', 'times', 'latin', 'serif'))))
    tall = rng.random() < .6 or page
    pen = Pen(rng, rng.uniform(320, 400) if tall else 640, rng.uniform(420, 540) if tall else 360, look)
    w = pen.width
    columns = 1 if page and rng.random() < .4 else 2 if tall else 3
    top = 54
    if not page:
        pen.rect(0, 0, w, 64, tone)
        pen.label(w / 2, 32, str(choice(rng, domain.topics)).title(), w - 30, 50, 22, colours.readable(tone), bold=True)
        top = 80
    else:
        pen.label(w / 2, 30, str(choice(rng, domain.topics)).title(), w - 60, 40, 16, bold=True)
        pen.rect(w * .3, 52, w * .4, 4, (150, 150, 150))
        top = 74
    plots = 0
    for c in range(columns):
        x, cw, y = 16 + c * (w - 24) / columns, (w - 24) / columns - 12, top
        while y < pen.height - 40:
            if rng.random() < .25 and pen.height - y > 130:
                mini.plot(pen, rng, x, y, cw, 96)
                plots += 1
                y += 108
                continue
            pen.text(x, y + 6, choice(rng, ('Introduction', 'Methods', 'Results', 'Conclusions', 'Background', 'References', 'Data')), 12 if not page else 10.5, tone if not page else ink, 'lm', bold=True)
            y += 18
            for _ in range(int(rng.integers(4, 12))):
                if y < pen.height - 14:
                    pen.rect(x, y, cw * (1 if rng.random() < .85 else .6), 3, (130, 130, 138))
                    y += 7.5
            y += 8
    story = Story(rng, domain, 'poster', filler=False).set(n=number(columns), c=name, k=several(plots, 'plot'))
    story.named(*(('document page', 'scanned page', 'report page') if page else ('poster', 'conference poster', 'banner', 'flyer') if tall else ('title slide', 'presentation slide', 'poster', 'banner')))
    story.lead('{noun} (about|on|presenting|describing|for) {subject}.', '(First page|Page) of a (document|report|manual|paper) (on|about) {subject}.' if page else '{noun} of {subject}.')
    story.note('Text is set in {n} ' + ('column.' if columns == 1 else 'columns.'))
    if not page:
        story.note('The (title|header|banner) at the top is {c}.')
    if plots:
        story.note('The page (contains|includes) {k}.')
    return story.finish(pen.done(), colours=[name] if not page else (), count=columns, sides=not page)


@kind('machine-readable code', 'image', ('QR code', 'barcode', 'two-dimensional barcode', 'fiducial marker', 'calibration pattern', 'checkerboard pattern', 'test pattern', 'marker'), weight=.25)
def codes(rng, domain):
    pen = Pen(rng, 320, 320, Look())
    what = str(choice(rng, ('QR code', 'barcode', 'fiducial marker', 'checkerboard', 'resolution target')))
    if what == 'QR code':
        n = int(choice(rng, (21, 25, 29, 33)))
        grid = rng.random((n, n)) < .5
        for a, b in ((0, 0), (0, n - 7), (n - 7, 0)):
            grid[max(0, a - 1):a + 8, max(0, b - 1):b + 8] = False
            grid[a:a + 7, b:b + 7] = True
            grid[a + 1:a + 6, b + 1:b + 6] = False
            grid[a + 2:a + 5, b + 2:b + 5] = True
        pen.paste(np.where(grid, 0, 255).astype(np.uint8)[..., None].repeat(3, 2), 30, 30, 260, 260, False)
    elif what == 'barcode':
        x = 30.0
        while x < 285:
            wide = rng.choice([1.5, 3, 4.5])
            pen.rect(x, 70, wide, 150, (0, 0, 0))
            x += wide + rng.choice([1.5, 3, 4.5])
        pen.text(160, 240, str(int(rng.integers(1e9, 9e9))), 18, family='mono')
    elif what == 'fiducial marker':
        grid = np.pad(rng.random((5, 5)) < .5, 1, constant_values=False)
        pen.paste(np.where(grid, 255, 0).astype(np.uint8)[..., None].repeat(3, 2), 40, 40, 240, 240, False)
    elif what == 'checkerboard':
        n = int(rng.integers(5, 11))
        pen.paste(np.where(np.indices((n, n)).sum(0) % 2, 255, 0).astype(np.uint8)[..., None].repeat(3, 2), 20, 20, 280, 280, False)
    else:
        for k in range(24):
            pen.polygon([(160, 160), (160 + 140 * math.cos(k * math.pi / 12), 160 + 140 * math.sin(k * math.pi / 12)), (160 + 140 * math.cos((k + .5) * math.pi / 12), 160 + 140 * math.sin((k + .5) * math.pi / 12))], (0, 0, 0))
    story = Story(rng, domain, 'machine-readable code', ('a {what}', 'the {what} (used|) (for|in) (calibration|tracking|the experiment|{topic})'), filler=False).set(what=what)
    story.named(*{'QR code': ('QR code', 'two-dimensional barcode'), 'barcode': ('barcode',), 'fiducial marker': ('fiducial marker', 'marker'), 'checkerboard': ('calibration pattern', 'checkerboard pattern'), 'resolution target': ('test pattern',)}[what])
    story.lead('{what} (used|printed|shown) (for|in) (calibration|tracking|the experiment|identification).', 'Example of a {what}.')
    story.note('The pattern is black and white.', 'It is (detected|read|decoded) by the (camera|software).')
    return story.finish(pen.done(), colours=['black'])


@kind('experiment screen', 'screenshot', ('experimental stimuli', 'trial sequence', 'task design', 'experimental paradigm', 'stimulus display', 'game environment', 'grid world', 'simulation environment', 'task screens', 'reinforcement learning environment'), weight=.6)
def stimuli(rng, domain):
    grid_world = rng.random() < .45
    (name, tone), (name2, tone2), (_, tone3) = colours.pick(rng, 3)
    if grid_world:
        n = int(rng.integers(5, 12))
        count = int(choice(rng, (1, 1, 2, 3)))
        pen = Pen(rng, max(300, count * 250 + 20), 270, Look())
        for c in range(count):
            x0, cell = 14 + c * 250, 236 / n
            for i in range(n):
                for j in range(n):
                    tone_of = (60, 60, 65) if rng.random() < .2 or i in (0, n - 1) or j in (0, n - 1) else (238, 238, 238)
                    pen.rect(x0 + j * cell, 16 + i * cell, cell, cell, tone_of, (180, 180, 180), .8)
            for t in (tone, tone2):
                i, j = rng.integers(1, n - 1, 2)
                pen.disc(x0 + (j + .5) * cell, 16 + (i + .5) * cell, cell * .36, t)
        what = 'grid world'
    else:
        count = int(rng.integers(3, 6))
        pen = Pen(rng, count * 130 + 130, count * 44 + 190, Look())
        back = choice(rng, ((128, 128, 128), (0, 0, 0), (255, 255, 255)))
        for k in range(count):
            x, y = 20 + k * 118, 16 + k * 40
            pen.rect(x, y, 150, 112, back, (30, 30, 30), 1.4)
            cx, cy, ink = x + 75, y + 56, (240, 240, 240) if sum(back) < 400 else (20, 20, 20)
            sort = str(choice(rng, ('cross', 'grating', 'dots', 'word', 'shape', 'blank')))
            if sort == 'cross' or k == 0:
                pen.line([(cx - 8, cy), (cx + 8, cy)], ink, 2, sketch=False)
                pen.line([(cx, cy - 8), (cx, cy + 8)], ink, 2, sketch=False)
            elif sort == 'grating':
                yy, xx = np.mgrid[-1:1:60j, -1:1:60j]
                g = .5 + .5 * np.sin(14 * (xx * np.cos(k) + yy * np.sin(k))) * np.exp(-(xx**2 + yy**2) * 3)
                pen.paste((g * 255)[..., None].repeat(3, 2).astype(np.uint8), cx - 32, cy - 32, 64, 64)
            elif sort == 'dots':
                for a, b in rng.uniform(-36, 36, (24, 2)):
                    pen.disc(cx + a, cy + b, 2.4, ink)
            elif sort == 'word':
                pen.text(cx, cy, choice(rng, ('RED', 'left?', 'GO', 'house', '7', 'yes / no')), 20, choice(rng, (ink, tone)))
            elif sort == 'shape':
                pen.disc(cx - 26, cy, 15, tone)
                pen.rect(cx + 12, cy - 14, 28, 28, tone2)
            pen.text(x + 156, y + 100, f'{int(choice(rng, (200, 500, 800, 1000, 2000)))} ms', 11, anchor='lm')
        pen.arrow((14, 170), (count * 118 - 20, 150 + count * 42), width=2)
        pen.text(count * 60, 176 + count * 28, 'time', 12)
        what = 'trial'
    story = Story(rng, domain, 'experiment screen', ('the (task|experiment|environment|paradigm)', 'a {what}')).set(n=number(count), what=what, a=name, b=name2)
    story.named(*(('game environment', 'grid world', 'simulation environment', 'reinforcement learning environment') if grid_world else ('experimental stimuli', 'trial sequence', 'task design', 'experimental paradigm', 'stimulus display', 'task screens')))
    if grid_world:
        story.lead('(Grid world|Environment|Maze) (used|) (for|in) {topic}.', '(Screenshot|Example) of the (grid world|environment|game|maze).')
        story.note('The agent is {a} and the goal {b}.', 'Walls are dark.', '{n} (environments|levels|mazes) are shown.' if count > 1 else 'One environment is shown.')
        return story.finish(pen.done(), colours=[name, name2], count=count)
    story.lead('(Sequence|Course) of (a|one) trial (in|of) {subject}.', '(Experimental|Task) (design|paradigm|procedure).', '(Stimuli|Screens) shown (in|during) (a|one) trial.')
    story.note('A trial (has|consists of) {n} (screens|displays|phases).', 'Each trial (starts|begins) with a fixation cross.', 'Time runs from the top left to the bottom right.', 'Durations are given in milliseconds.')
    return story.finish(pen.done(), count=count, sides=True)
